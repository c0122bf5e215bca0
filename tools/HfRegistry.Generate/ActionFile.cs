using HfRegistry.Automation;
using HfRegistry.Automation.Inputs;

namespace HfRegistry.Generate;

/// <summary>The definitions of the action for GitHub: <c>action.yml</c> and, without a container, <c>action/tool/action.yml</c>.</summary>
internal static class ActionFile
{
    private const string Generated = "# Generated from src/HfRegistry.Automation by tools/HfRegistry.Generate.";

    public static string Render() => Normalize($"""
        {Generated}
        name: HfRegistry
        description: Keeps the Hugging Face models of a repository up to date with pull requests that explain every change.
        {Branding}

        inputs:
        {Inputs()}
        outputs:
        {string.Concat(ActionOutputs.All.Select(static output => Described(output.Name, output.Description)))}
        # The runner starts the command itself: a shell would drop the variables of inputs with a dash.
        runs:
          using: docker
          image: Dockerfile
          args:
            - action
        """);

    public static string RenderTool() => Normalize($"""
        {Generated}
        name: HfRegistry without a container
        description: The HfRegistry action as a .NET tool, for runners of Windows and macOS and for those without a Docker engine.
        {Branding}

        inputs:
        {Inputs()}
        outputs:
        {string.Concat(ActionOutputs.All.Select(static output => $"{Described(output.Name, output.Description)}    value: {Expression($"steps.hfregistry.outputs.{output.Name}")}\n"))}
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
                HFREGISTRY_COMMAND: {Expression("steps.install.outputs.command")}
                # A shell starts the command, and shells drop variables with a dash.
        {string.Concat(ActionInputs.All.Select(static input => $"        {input.Variable.Replace('-', '_')}: {Expression($"inputs.{input.Name}")}\n"))}
        """);

    private const string Branding = """
        author: The HfRegistry.Build authors
        branding:
          icon: refresh-cw
          color: yellow
        """;

    private static string Inputs() =>
        string.Concat(ActionInputs.All.Select(static input => $"{Described(input.Name, input.Description)}    required: false\n    default: {Quoted(input.Default)}\n"));

    private static string Described(string name, string description) => $"  {name}:\n    description: {Quoted(description)}\n";

    private static string Expression(string text) => $"${{{{ {text} }}}}";

    // A single-quoted scalar of YAML: only the quote itself is special in it.
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Normalize(string file) => file.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
}
