using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Sets what a new pull request has beside its content. Whatever fails is a warning: the pull request stands.</summary>
internal sealed class Dresser(IGitHub github, Action<Diagnostic> warn)
{
    public async Task DressAsync(int number, DesiredChange change, CancellationToken cancellationToken)
    {
        await LabelAsync(number, change.Labels, cancellationToken);
        await AssignAsync(number, change.Assignees, cancellationToken);
        await AskForReviewAsync(number, change, cancellationToken);
        await SetMilestoneAsync(number, change.Milestone, cancellationToken);
    }

    private async Task LabelAsync(int number, ImmutableArray<string> labels, CancellationToken cancellationToken)
    {
        if (labels.Length == 0 || (await github.AddLabelsAsync(number, labels, cancellationToken)).Error is not { } error)
            return;
        // One that does not exist takes the others down with it.
        foreach (var label in labels)
        {
            if (labels.Length > 1)
                error = (await github.AddLabelsAsync(number, [label], cancellationToken)).Error;
            if (error is not null)
                Warn($"#{number} lacks the label '{Printable.Of(label)}': {error.Message}.");
        }
    }

    private async Task AssignAsync(int number, ImmutableArray<string> logins, CancellationToken cancellationToken)
    {
        if (logins.Length == 0)
            return;
        var assigned = await github.AddAssigneesAsync(number, logins, cancellationToken);
        if (assigned.Error is { } error)
        {
            Warn($"#{number} has no assignees: {error.Message}.");
            return;
        }

        foreach (var login in logins.Except(assigned.Value!, StringComparer.OrdinalIgnoreCase))
            Warn($"#{number} is not assigned to '{Printable.Of(login)}': GitHub does not know them as somebody who can be.");
    }

    private async Task AskForReviewAsync(int number, DesiredChange change, CancellationToken cancellationToken)
    {
        // Apart: a job's own token may not ask teams, and that is no reason not to ask people.
        if (change.Reviewers.Length > 0 && (await github.RequestReviewersAsync(number, change.Reviewers, [], cancellationToken)).Error is { } error)
            Warn($"#{number} has no reviewers: {error.Message}.");
        if (change.TeamReviewers.Length > 0 && (await github.RequestReviewersAsync(number, [], change.TeamReviewers, cancellationToken)).Error is { } refusal)
            Warn($"#{number} has no reviewing teams: {refusal.Message}. Teams take an App's or a personal token that may read the organisation's members.");
    }

    private async Task SetMilestoneAsync(int number, string? title, CancellationToken cancellationToken)
    {
        if (title is null)
            return;
        var known = await github.GetMilestonesAsync(cancellationToken);
        var milestone = known.Value?.Milestones.FirstOrDefault(milestone => string.Equals(milestone.Title, title, StringComparison.OrdinalIgnoreCase));
        var error = known.Error ?? (milestone is null ? null : (await github.SetMilestoneAsync(number, milestone.Number, cancellationToken)).Error);
        if (milestone is null || error is not null)
            Warn($"#{number} lacks the milestone '{Printable.Of(title)}': {error?.Message ?? "no open one is called so"}.");
    }

    private void Warn(string message) => warn(DiagnosticCatalogue.PullRequestUndressed.Says(message));
}
