using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>Sets what a new pull request has beside its content. Whatever fails is a warning: the pull request stands.</summary>
internal sealed class PullRequestMetadataApplier(IGitHub github, Action<Diagnostic> warn)
{
    public async Task DressAsync(int number, DesiredChange change, CancellationToken cancellationToken)
    {
        await LabelAsync(number, change.Labels, cancellationToken);
        await AssignAsync(number, change.Assignees, cancellationToken);
        await AskForReviewAsync(number, change, cancellationToken);
        await SetMilestoneAsync(number, change.Milestone, cancellationToken);
    }

    private Task LabelAsync(int number, ImmutableArray<string> labels, CancellationToken cancellationToken) => AddAsync(
        labels,
        async some => (await github.AddLabelsAsync(number, some, cancellationToken)).Error,
        (label, error) => DiagnosticCatalog.PullRequestMetadataFailed.Create(number, "label", label, error.Message));

    private Task AssignAsync(int number, ImmutableArray<string> logins, CancellationToken cancellationToken) => AddAsync(
        logins,
        async some =>
        {
            var assigned = await github.AddAssigneesAsync(number, some, cancellationToken);
            foreach (var login in some.Where(login => assigned.Value?.Contains(login, StringComparer.OrdinalIgnoreCase) == false))
                warn(DiagnosticCatalog.PullRequestMetadataFailed.Create(number, "assignee", login, "GitHub did not assign this account"));
            return assigned.Error;
        },
        (login, error) => DiagnosticCatalog.PullRequestMetadataFailed.Create(number, "assignee", login, error.Message));

    private async Task AskForReviewAsync(int number, DesiredChange change, CancellationToken cancellationToken)
    {
        // Apart: a job's own token may not ask teams, and that is no reason not to ask people.
        await AddAsync(
            change.Reviewers,
            async some => (await github.RequestReviewersAsync(number, some, [], cancellationToken)).Error,
            (login, error) => DiagnosticCatalog.ReviewNotRequested.Create(number, login, error.Message));
        await AddAsync(
            change.TeamReviewers,
            async some => (await github.RequestReviewersAsync(number, [], some, cancellationToken)).Error,
            (team, error) => DiagnosticCatalog.TeamReviewNotRequested.Create(number, team, error.Message));
    }

    /// <summary>Adds names in one request; when GitHub refuses it, one by one, since a name that it does not take takes the others down with it.</summary>
    private async Task AddAsync(ImmutableArray<string> names, Func<ImmutableArray<string>, Task<GitHubError?>> add, Func<string, GitHubError, Diagnostic> refusal)
    {
        if (names.IsEmpty || await add(names) is not { } error)
            return;
        foreach (var name in names)
        {
            var own = names.Length > 1 && MayBeOfOneName(error) ? await add([name]) : error;
            if (own is not null)
                warn(refusal(name, own));
        }
    }

    // What stands in the way of every name would only be met again.
    private static bool MayBeOfOneName(GitHubError error) => error is GitHubError.Invalid or GitHubError.NotFound or GitHubError.NotPermitted;

    private async Task SetMilestoneAsync(int number, string? title, CancellationToken cancellationToken)
    {
        if (title is null)
            return;
        var known = await github.GetMilestonesAsync(cancellationToken);
        var milestone = known.Value?.Milestones.FirstOrDefault(milestone => string.Equals(milestone.Title, title, StringComparison.OrdinalIgnoreCase));
        var error = known.Error ?? (milestone is null ? null : (await github.SetMilestoneAsync(number, milestone.Number, cancellationToken)).Error);
        if (milestone is null || error is not null)
            warn(DiagnosticCatalog.PullRequestMetadataFailed.Create(number, "milestone", title, error?.Message ?? "no open milestone has this title"));
    }
}
