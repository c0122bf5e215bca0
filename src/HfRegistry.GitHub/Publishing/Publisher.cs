using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>
/// Keeps one branch and one pull request for each change as they should be. Running it twice writes once; what people did is never undone.
/// </summary>
/// <param name="github">The repository.</param>
/// <param name="endpoints">Where GitHub is, for links.</param>
public sealed class Publisher(IGitHub github, GitHubEndpoints endpoints)
{
    /// <summary>The label that keeps the publisher away from a pull request.</summary>
    public const string HoldLabel = "hfregistry/hold";

    private readonly RepositoryStateReader _observer = new(github);

    /// <summary>Whether a commit is as a publisher made it: nobody amended it, and nobody else wrote it.</summary>
    public static bool IsOurs(CommitFacts commit) => CommitText.IsOurs(commit);

    /// <summary>Reads everything and writes nothing.</summary>
    /// <returns>The plan, in <see cref="Publication.Plan"/>; or why there is none. A plan without a step is what stands already.</returns>
    public Task<Publication> PlanAsync(DesiredChange change, CancellationToken cancellationToken = default) =>
        GuardAsync(change, async () =>
        {
            var seen = await _observer.ObserveAsync(change, cancellationToken);
            var plan = Planner.Plan(github.Repository, seen);
            var performer = new PlanExecutor(github, plan, seen);
            return Result(plan, performer, plan.Steps.IsEmpty ? OperationOf(plan, performer) : PublicationOperation.Planned);
        });

    /// <summary>Does what the decision table says. When somebody pushes at the same time, it looks again, once.</summary>
    public Task<Publication> PublishAsync(DesiredChange change, CancellationToken cancellationToken = default) =>
        GuardAsync(change, async () => await TryAsync(change, null, isLast: false, cancellationToken) ?? (await TryAsync(change, null, isLast: true, cancellationToken))!);

    /// <summary>Does what a plan says, if the repository is still as it was and the same would be decided again.</summary>
    public Task<Publication> ApplyAsync(PublicationPlan plan, CancellationToken cancellationToken = default) =>
        GuardAsync(plan.Change, async () => (await TryAsync(plan.Change, plan, isLast: true, cancellationToken))!);

    private async Task<Publication?> TryAsync(DesiredChange change, PublicationPlan? agreed, bool isLast, CancellationToken cancellationToken)
    {
        var seen = await _observer.ObserveAsync(change, cancellationToken);
        var plan = Planner.Plan(github.Repository, seen);
        if (agreed is not null && !plan.IsSameAs(agreed))
            throw new GitHubException(PlanFile.Difference(agreed, plan));
        var performer = new PlanExecutor(github, plan, seen);
        try
        {
            await performer.RunAsync(cancellationToken);
            return Result(plan, performer, OperationOf(plan, performer));
        }
        catch (GitHubException race) when (!isLast && race.Error is GitHubError.Moved or GitHubError.AlreadyExists or GitHubError.NoCommitsBetween)
        {
            return null;
        }
        catch (GitHubException failure)
        {
            var result = Result(plan, performer, PublicationOperation.Failed);
            var diagnostic = failure.Error is GitHubError.AlreadyExists
                ? GitHubDiagnostics.Of(new GitHubError.Moved($"the branch {change.Branch}"), "The branch cannot be created")
                : failure.Diagnostic;
            return result with
            {
                CompareUrl = failure.Error is GitHubError.PullRequestsNotPermitted ? CompareUrl(plan) : null,
                Diagnostics = result.Diagnostics.Add(diagnostic),
            };
        }
    }

    private async Task<Publication> GuardAsync(DesiredChange change, Func<Task<Publication>> work)
    {
        try
        {
            return await work();
        }
        catch (GitHubException failure)
        {
            return new Publication { Operation = PublicationOperation.Failed, Branch = change.Branch, Diagnostics = [.. github.Warnings, failure.Diagnostic] };
        }
    }

    private Publication Result(PublicationPlan plan, PlanExecutor performer, PublicationOperation operation) => new()
    {
        Operation = operation,
        Branch = plan.Change.Branch,
        Head = performer.Head,
        IsVerified = performer.Commit?.IsVerified,
        Number = performer.Pull?.Number,
        Url = performer.Pull?.Url,
        Plan = plan,
        Diagnostics = [.. github.Warnings, .. performer.Diagnostics, .. RemarksOn(plan)],
    };

    private static ImmutableArray<Diagnostic> RemarksOn(PublicationPlan plan) => plan.Action switch
    {
        PublishAction.Refuse => [DiagnosticCatalog.BranchNotOurs.Create(plan.Change.Branch)],
        PublishAction.KeepEdited => [DiagnosticCatalog.PullRequestKept.Create(plan.Number)],
        _ => [],
    };

    private static PublicationOperation OperationOf(PublicationPlan plan, PlanExecutor performer) => plan.Action switch
    {
        _ when performer.WasClosedMeanwhile => PublicationOperation.KeptClosed,
        PublishAction.Create or PublishAction.Restart or PublishAction.Open => PublicationOperation.Created,
        PublishAction.Rebuild => PublicationOperation.Updated,
        PublishAction.Refresh => plan.Steps.Length > 0 ? PublicationOperation.Updated : PublicationOperation.Unchanged,
        PublishAction.CloseEmpty => PublicationOperation.Closed,
        PublishAction.DeleteBranch => plan.Steps.Length > 0 ? PublicationOperation.BranchDeleted : PublicationOperation.None,
        PublishAction.KeepEdited => PublicationOperation.KeptEdited,
        PublishAction.KeepClosed => PublicationOperation.KeptClosed,
        PublishAction.Hold => PublicationOperation.Held,
        PublishAction.Refuse => PublicationOperation.Failed,
        _ => PublicationOperation.None,
    };

    private Uri CompareUrl(PublicationPlan plan) => new(
        $"{endpoints.Server}/{github.Repository}/compare/{Uri.EscapeDataString(plan.Base.ToString())}...{Uri.EscapeDataString(plan.Change.Branch.ToString())}"
        + $"?expand=1&title={Uri.EscapeDataString(PublisherTexts.Title(plan.Change))}");
}
