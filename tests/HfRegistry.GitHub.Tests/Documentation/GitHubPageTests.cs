using System.Text;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Testing;

namespace HfRegistry.GitHub.Tests.Documentation;

/// <summary>The page about the client and the publisher shows the decision table as the code has it.</summary>
[TestClass]
public sealed class GitHubPageTests
{
    private const string Begin = "<!-- the decision table, written by the tests -->\n";
    private const string End = "<!-- the end of the decision table -->\n";

    [TestMethod]
    public void The_page_shows_the_decision_table_of_the_code()
    {
        var page = File.ReadAllText(RepositoryFiles.PathOf("docs", "github-client.md")).ReplaceLineEndings("\n");
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));

        Assert.IsNull(RepositoryFiles.Differs(page[..begin] + Table() + page[end..], "docs", "github-client.md"));
    }

    private static string Table()
    {
        var table = new StringBuilder("| row | differs from the base | branch | pull request | and | then | because |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in DecisionTable.Rows)
        {
            table.Append('|').AppendJoin('|', [
                $" `{row.Name}` ", $" {YesOrNo(row.Diff)} ", $" {Kinds(row.Branch)} ", $" {Kinds(row.Pull)} ", $" {Conditions(row)} ", $" {Deed(row.Action)} ", $" {row.Reason} ",
            ]).Append("|\n");
        }

        return table.ToString();
    }

    private static string YesOrNo(bool? condition) => condition switch
    {
        true => "yes",
        false => "no",
        null => "any",
    };

    private static string Kinds<T>(T kinds)
        where T : struct, Enum
    {
        var named = Enum.GetValues<T>().Where(kind => kinds.HasFlag(kind)).ToList();
        return named.Count == Enum.GetValues<T>().Length ? "any" : string.Join(", ", named.Select(kind => kind.ToString().ToLowerInvariant()));
    }

    private static string Conditions(DecisionRow row) => string.Join(", ", new[]
    {
        Condition(row.Held, "held", "not held"),
        Condition(row.RebuildAsked, "box ticked", "box not ticked"),
        Condition(row.Overwrite, "may overwrite", "may not overwrite"),
        Condition(row.SameContent, "same content", "other content"),
        Condition(row.Conflict, "conflict", "no conflict"),
        Condition(row.Recreate, "may recreate", "may not recreate"),
    }.OfType<string>());

    private static string? Condition(bool? condition, string yes, string no) => condition switch
    {
        true => yes,
        false => no,
        null => null,
    };

    private static string Deed(PublishAction action) => action switch
    {
        PublishAction.Nothing or PublishAction.Hold or PublishAction.KeepClosed => "nothing",
        PublishAction.Create => "commit, branch, pull request",
        PublishAction.Restart => "commit, move the branch, pull request",
        PublishAction.Open => "pull request",
        PublishAction.Rebuild => "commit, move the branch, text",
        PublishAction.Refresh => "text, if it differs",
        PublishAction.CloseEmpty => "comment, close, delete the branch",
        PublishAction.DeleteBranch => "delete the branch",
        PublishAction.KeepEdited => "status line, one comment",
        _ => "error, nothing",
    };
}
