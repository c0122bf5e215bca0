using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Cli.Tests;

/// <summary><c>docs/cli.md</c> against the command itself.</summary>
[TestClass]
internal sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFiles.PathOf("docs", "cli.md"));

    [TestMethod]
    public void Every_verb_has_a_section_and_every_section_is_a_verb() =>
        Assert.AreSequenceEqual(Subcommands().Select(command => command.Path).Order(StringComparer.Ordinal), Sections().Keys.Order(StringComparer.Ordinal));

    [TestMethod]
    public void A_section_names_exactly_the_options_of_its_verb()
    {
        var sections = Sections();
        foreach (var (path, command) in Subcommands())
        {
            var options = command.Options.Where(option => option is not HelpOption)
                .SelectMany(option => option.Aliases.Append(option.Name)).Order(StringComparer.Ordinal);
            var documented = OptionInTable().Matches(sections[path]).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
            Assert.AreSequenceEqual(options, documented, path);
        }
    }

    [TestMethod]
    public void Every_exit_code_is_in_the_table()
    {
        foreach (var code in typeof(ExitCode).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!))
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n| {code} | "), Page);
    }

    [TestMethod]
    public void Every_output_schema_is_named_and_exists()
    {
        var files = Directory.GetFiles(RepositoryFiles.PathOf("docs", "schemas"), "*.output.schema.json").Select(Path.GetFileName).Order(StringComparer.Ordinal);

        Assert.AreSequenceEqual(files, SchemaName().Matches(Page).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Path, Command Command)> Subcommands()
    {
        using var io = new CommandIO { Out = TextWriter.Null, Error = TextWriter.Null, Variable = _ => null, Folder = "/" };
        return [.. HfRegistryCommand.CreateTree(io).Subcommands.SelectMany(command => command.Subcommands.Count == 0
            ? [(command.Name, command)]
            : command.Subcommands.Select(below => ($"{command.Name} {below.Name}", below)))];
    }

    private static Dictionary<string, string> Sections()
    {
        var found = VerbHeading().Matches(Page);
        return found.ToDictionary(match => match.Groups[1].Value, match =>
        {
            var next = Page.IndexOf("\n## ", match.Index + 1, StringComparison.Ordinal);
            return next < 0 ? Page[match.Index..] : Page[match.Index..next];
        });
    }

    [GeneratedRegex(@"^## `hfregistry ([a-z -]+)`", RegexOptions.Multiline)]
    private static partial Regex VerbHeading();

    [GeneratedRegex(@"(?<=^\|[^|]*)`(--?[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionInTable();

    [GeneratedRegex(@"[a-z-]+\.output\.schema\.json")]
    private static partial Regex SchemaName();
}
