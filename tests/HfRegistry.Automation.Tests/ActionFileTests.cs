using System.Globalization;
using HfRegistry.Automation.Inputs;
using HfRegistry.Testing;

namespace HfRegistry.Automation.Tests;

/// <summary><c>action.yml</c> and the pages about the action against the tables that the code reads and writes by.</summary>
[TestClass]
public sealed class ActionFileTests
{
    [TestMethod]
    public void The_action_file_is_what_the_tables_of_the_code_say()
    {
        var inputs = ActionInputs.All.Select(input => $"  {input.Name}:\n    description: {Quoted(input.Description)}\n    required: false\n    default: {Quoted(input.Default)}\n");
        var outputs = ActionOutputs.All.Select(output => $"  {output.Name}:\n    description: {Quoted(output.Description)}\n");

        var file = $"""
            # This file is written by the tests from src/HfRegistry.Automation: HFREGISTRY_ACCEPT=1 writes it anew.
            name: HfRegistry
            description: Keeps the registry of Hugging Face models of a repository fresh, by one pull request a week that reviews itself.
            author: The HfRegistry.Build authors
            branding:
              icon: refresh-cw
              color: yellow

            inputs:
            {string.Concat(inputs)}
            outputs:
            {string.Concat(outputs)}
            # No shell stands between the runner and the command: one would drop the variables of inputs with a dash.
            runs:
              using: docker
              image: Dockerfile
              args:
                - action

            """;

        Assert.IsNull(RepositoryFiles.Differs(file.ReplaceLineEndings("\n"), "action.yml"));
    }

    [TestMethod]
    [DataRow("docs/cli.md")]
    [DataRow("action/README.md")]
    public void A_page_has_every_input_and_output_as_the_code_has_it(string path)
    {
        var inputs = ActionInputs.All.Select(input => $"| `{input.Name}` | {(input.Default.Length == 0 ? "" : $"`{input.Default}`")} | {input.Description} |");
        var outputs = ActionOutputs.All.Select(output => $"| `{output.Name}` | {output.Description} |");

        var page = PageOf(path);
        page = Between(page, "inputs", $"| input | default | meaning |\n|---|---|---|\n{string.Join('\n', inputs)}");
        page = Between(page, "outputs", $"| output | meaning |\n|---|---|\n{string.Join('\n', outputs)}");

        Assert.IsNull(RepositoryFiles.Differs(page, path));
    }

    [TestMethod]
    public void The_page_of_the_action_tells_what_to_do_about_every_message_of_it()
    {
        var messages = DiagnosticCatalog.All.Where(kind => kind.Code.StartsWith("HFR60", StringComparison.Ordinal))
            .Select(kind => $"| {kind.Code} | {kind.Title} | {kind.Remedy} |");

        var page = Between(PageOf("action/README.md"), "messages", $"| code | message | what to do |\n|---|---|---|\n{string.Join('\n', messages)}");

        Assert.IsNull(RepositoryFiles.Differs(page, "action/README.md"));
    }

    private static string PageOf(string path) => File.ReadAllText(RepositoryFiles.PathOf(path)).ReplaceLineEndings("\n");

    // A single-quoted scalar of YAML: nothing in it means anything but a quote.
    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Between(string page, string name, string text)
    {
        var (begin, end) = ($"<!-- the {name} of the action, written by the tests -->\n", $"\n<!-- the end of the {name} -->");
        var from = page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var to = page.IndexOf(end, StringComparison.Ordinal);
        Assert.IsTrue(from > begin.Length && to >= from, string.Create(CultureInfo.InvariantCulture, $"the page has no place for the {name}"));
        return page[..from] + text + page[to..];
    }
}
