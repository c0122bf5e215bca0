using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The publisher's own words. Nothing that may differ from run to run is in them.</summary>
internal static class PublisherTexts
{
    private const int MaxTitleLength = 240;

    public const string EditedStatus =
        "> [!WARNING]\n> Someone pushed commits to this branch, so it is no longer updated. To rebuild it without those commits, tick the checkbox at the end.";

    public const string EditedComment =
        "This branch has commits by someone else, so it is no longer updated. Nothing is overwritten.\n\n"
        + "- To keep your commits, merge this pull request or continue to work on it.\n"
        + "- To rebuild it without them, tick the checkbox at the end of the description.\n"
        + "- To stop all updates, add the label `" + Publisher.HoldLabel + "`.";

    public static string EmptyComment(DesiredChange change) =>
        "The base branch already has everything that this pull request proposes. It is closed"
        + (change.DeletesBranch ? ", and its branch is deleted." : ".");

    public static string Title(DesiredChange change) => MarkdownEscaper.Line(change.Title, MaxTitleLength);
}
