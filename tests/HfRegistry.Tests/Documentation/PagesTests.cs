using System.Text.RegularExpressions;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Documentation;

/// <summary>The links and paths of the documentation.</summary>
[TestClass]
internal sealed partial class PagesTests
{
    private static readonly string[] Pages =
    [
        "README.md", "CONTRIBUTING.md", "action/README.md", "samples/GatedBuild/README.md",
        .. Directory.GetFiles(RepositoryFiles.PathOf("docs"), "*.md").Select(static path => $"docs/{Path.GetFileName(path)}"),
    ];

    public static IEnumerable<object[]> All => Pages.Select(static page => new object[] { page });

    public static IEnumerable<object[]> Documentation => All.Where(static row => row[0] is string page && page.StartsWith("docs/", StringComparison.Ordinal));

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Links_lead_to_files_and_headings(string page)
    {
        var folder = Path.GetDirectoryName(RepositoryFiles.PathOf(page))!;

        var broken = Link().Matches(Read(page)).Select(static match => match.Groups[1].Value)
            .Where(static target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Leads(target, folder, RepositoryFiles.PathOf(page)));

        Assert.IsEmpty(broken, string.Join('\n', broken));
    }

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Paths_of_the_repository_exist(string page)
    {
        var missing = RepositoryPath().Matches(Read(page)).Select(static match => match.Groups[1].Value)
            .Where(static path => !Path.Exists(RepositoryFiles.PathOf(path)));

        Assert.IsEmpty(missing, string.Join('\n', missing));
    }

    [TestMethod]
    [DynamicData(nameof(Documentation))]
    public void Pages_begin_with_a_title_and_an_example(string page) => Assert.MatchesRegex(@"\A# [^\n]+\n\n```", Read(page));

    private static string Read(string page) => File.ReadAllText(RepositoryFiles.PathOf(page)).ReplaceLineEndings("\n");

    private static bool Leads(string target, string folder, string page)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page : Path.GetFullPath(parts[0], folder);
        return parts.Length == 1 ? Path.Exists(path) : File.Exists(path) && Anchors(File.ReadAllText(path)).Contains(parts[1]);
    }

    // As GitHub makes them: lower case, without punctuation, a dash for each blank.
    private static IEnumerable<string> Anchors(string page) =>
        Heading().Matches(page).Select(static match => NoAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex("`((?:src|tests|tools|build|action|samples)/[A-Za-z0-9_./-]+)`")]
    private static partial Regex RepositoryPath();
}
