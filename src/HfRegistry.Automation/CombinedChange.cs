using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Automation.Markdown;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation;

/// <summary>The proposals of several jobs as one: one branch, one commit, one pull request.</summary>
internal static class CombinedChange
{
    // A job's heading stands as long as any part of it does.
    private const int MostImportant = 100;

    /// <summary>Joins proposals; of two that have the same file, the first counts.</summary>
    public static DesiredChange Of(IReadOnlyList<JobProposal> proposals, ActionSettings settings)
    {
        var changes = proposals.Select(static proposal => proposal.Change!).ToList();
        var title = settings.TitleOf(string.Join("; ", changes.Select(static (change, place) => place == 0 ? change.Title : LowerFirst(change.Title))));
        return settings.PullRequestOptions.ApplyTo(new DesiredChange
        {
            Branch = settings.BranchOf(JobNames.All),
            Base = settings.Base,
            Files = [.. changes.SelectMany(static change => change.Files).DistinctBy(static file => file.Path)],
            CommitMessage = $"{settings.SubjectOf(title)}\n\n{string.Join("\n\n", changes.Select(static change => BodyOf(change.CommitMessage)))}",
            Title = title,
            Body = [new BodySection("the summary", Headline(proposals), MostImportant), .. proposals.SelectMany(SectionsOf)],
        });
    }

    private static string Headline(IReadOnlyList<JobProposal> proposals) => string.Create(
        CultureInfo.InvariantCulture,
        $"Combines the results of {string.Join(", ", proposals.Select(static proposal => $"`{proposal.Job}`"))}. {Phrases.Review(proposals.Sum(static proposal => proposal.NeedsReview ?? 0))}.");

    private static string LowerFirst(string title) => title.Length == 0 ? title : char.ToLowerInvariant(title[0]) + title[1..];

    private static IEnumerable<BodySection> SectionsOf(JobProposal proposal) =>
        [new BodySection($"the heading of {proposal.Job}", $"## {proposal.Job}", MostImportant), .. proposal.Change!.Body];

    private static string BodyOf(string message) => message[(message.IndexOf('\n', StringComparison.Ordinal) + 1)..].Trim();
}
