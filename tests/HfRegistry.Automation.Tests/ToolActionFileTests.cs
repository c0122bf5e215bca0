using HfRegistry.Automation.Inputs;
using HfRegistry.Testing;

namespace HfRegistry.Automation.Tests;

/// <summary><c>action/tool/action.yml</c>, the action without a container, against the tables that the code reads and writes by.</summary>
[TestClass]
public sealed class ToolActionFileTests
{
    [TestMethod]
    public void The_action_without_a_container_takes_and_gives_what_the_one_with_a_container_does()
    {
        var inputs = ActionInputs.All.Select(input => $"  {input.Name}:\n    description: {Quoted(input.Description)}\n    required: false\n    default: {Quoted(input.Default)}\n");
        var outputs = ActionOutputs.All.Select(output => $"  {output.Name}:\n    description: {Quoted(output.Description)}\n    value: {Reads($"steps.hfregistry.outputs.{output.Name}")}\n");
        var variables = ActionInputs.All.Select(input => $"        {VariableOfShells(input)}: {Reads($"inputs.{input.Name}")}\n");

        var file = $"""
            # This file is written by the tests from src/HfRegistry.Automation: HFREGISTRY_ACCEPT=1 writes it anew.
            name: HfRegistry without a container
            description: The HfRegistry action as a .NET tool, for runners of Windows and macOS and for those without a Docker engine.
            author: The HfRegistry.Build authors
            branding:
              icon: refresh-cw
              color: yellow

            inputs:
            {string.Concat(inputs)}
            outputs:
            {string.Concat(outputs)}
            runs:
              using: composite
              steps:
                - uses: actions/setup-dotnet@v4
                  with:
                    dotnet-version: 10.0.x
                - id: install
                  shell: bash
                  run: bash "$GITHUB_ACTION_PATH/install"
                - id: hfregistry
                  shell: bash
                  run: '"$HFREGISTRY_COMMAND" action'
                  env:
                    HFREGISTRY_COMMAND: {Reads("steps.install.outputs.command")}
                    # A shell stands in between here, and shells drop variables with a dash.
            {string.Concat(variables)}
            """;

        Assert.IsNull(RepositoryFiles.Differs(file.ReplaceLineEndings("\n").TrimEnd('\n') + "\n", "action/tool/action.yml"));
    }

    [TestMethod]
    public void No_two_inputs_share_a_variable_once_their_dashes_are_underscores() =>
        Assert.HasCount(ActionInputs.All.Length, ActionInputs.All.Select(VariableOfShells).Distinct().ToList());

    private static string VariableOfShells(ActionInput input) => input.Variable.Replace('-', '_');

    private static string Reads(string expression) => $"${{{{ {expression} }}}}";

    // A single-quoted scalar of YAML: nothing in it means anything but a quote.
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
