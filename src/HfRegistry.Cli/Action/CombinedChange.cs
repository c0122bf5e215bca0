using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>The proposals of several jobs as one: one branch, one commit, one pull request.</summary>
internal static class CombinedChange
{
    private const string Title = "Update the models";

    // A job's heading stands as long as any part of it does.
    private const int MostImportant = 100;

    /// <summary>Joins proposals; of two that have the same file, the first counts.</summary>
    public static DesiredChange Of(IReadOnlyList<JobProposal> proposals, ActionSettings settings)
    {
        var changes = proposals.Select(static proposal => proposal.Change!).ToList();
        var title = settings.Title.Length > 0 ? settings.Title : Title;
        return settings.Manners.Treat(new DesiredChange
        {
            Branch = settings.BranchOf(JobNames.All),
            Base = settings.Base,
            Files = [.. changes.SelectMany(static change => change.Files).DistinctBy(static file => file.Path)],
            CommitMessage = $"{settings.SubjectOf(title)}\n\n{string.Join("\n\n", changes.Select(static change => BodyOf(change.CommitMessage)))}",
            Title = title,
            Body = [new BodySection("the summary", Headline(proposals), MostImportant), .. proposals.SelectMany(SectionsOf)],
        });
    }

    private static string Headline(IReadOnlyList<JobProposal> proposals)
    {
        var waiting = proposals.Sum(static proposal => proposal.Row.NeedsHuman ?? 0);
        var needs = waiting switch { 0 => "nothing needs a human", 1 => "1 finding needs a human", _ => string.Create(CultureInfo.InvariantCulture, $"{waiting} findings need a human") };
        return $"What {string.Join(", ", proposals.Select(static proposal => $"`{proposal.Row.Job}`"))} found, in one pull request; {needs}.";
    }

    private static IEnumerable<BodySection> SectionsOf(JobProposal proposal) =>
        [new BodySection($"the heading of {proposal.Row.Job}", $"## {proposal.Row.Job}", MostImportant), .. proposal.Change!.Body];

    private static string BodyOf(string message) => message[(message.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
}
