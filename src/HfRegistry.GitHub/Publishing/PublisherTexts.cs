using HfRegistry.GitHub.Markdown;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The publisher's own words. Nothing that may differ from run to run is in them.</summary>
internal static class PublisherTexts
{
    private const int MaxTitleLength = 240;

    public const string EditedStatus =
        "> [!WARNING]\n> Others pushed commits to this branch, so it is not updated any more. Tick the checkbox at the end to have it rebuilt, without those commits.";

    public const string EditedComment =
        "This branch holds commits that are not mine. I leave it as it is: nothing of yours is overwritten.\n\n"
        + "- To keep your commits, merge this pull request or go on with it.\n"
        + "- To have it rebuilt without them, tick the checkbox at the end of the description.\n"
        + "- To keep me away altogether, add the label `" + Publisher.HoldLabel + "`.";

    public static string EmptyComment(DesiredChange change) =>
        "The base branch has everything that this pull request proposed, so there is nothing left to merge. I close it"
        + (change.DeletesBranch ? " and delete its branch." : ".");

    public static string Title(DesiredChange change) => MarkdownEscaper.Line(change.Title, MaxTitleLength);
}
