using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Generate;

/// <summary>The publisher's decision table in <c>docs/github-client.md</c>.</summary>
internal static class DecisionTablePage
{
    public static string Write(string page)
    {
        var rows = DecisionTable.Rows.Select(static row =>
            $"| `{row.Name}` | {YesOrNo(row.Diff)} | {Kinds(row.Branch)} | {Kinds(row.Pull)} | {Conditions(row)} | {Action(row.Action)} | {row.Reason} |");
        return GeneratedSection.Replace(
            page, "decision table", $"| row | differs from the base | branch | pull request | and | then | because |\n|---|---|---|---|---|---|---|\n{string.Join('\n', rows)}");
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

    private static string Action(PublishAction action) => action switch
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
