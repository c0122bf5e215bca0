using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>
/// Keeps one branch and one pull request for each change as they should be. Running it twice writes once; what people did is never undone.
/// </summary>
/// <param name="github">The repository.</param>
/// <param name="endpoints">Where GitHub is, for links.</param>
/// <param name="branches">Reads branches and pull requests.</param>
internal sealed class Publisher(IGitHub github, GitHubEndpoints endpoints, BranchReader branches)
{
    /// <summary>The label that keeps the publisher away from a pull request.</summary>
    public const string HoldLabel = "hfregistry/hold";

    private readonly RepositoryStateReader _states = new(github, branches);

    /// <summary>Returns whether a commit is as a publisher made it: nobody amended it, and nobody else wrote it.</summary>
    public static bool IsOurs(CommitFacts commit) => CommitText.IsOurs(commit);

    /// <summary>Works out what <see cref="PublishAsync"/> would do, and writes nothing.</summary>
    /// <returns>The plan, in <see cref="Publication.Plan"/>; or why there is none. A plan without a step is what stands already.</returns>
    public Task<Publication> PlanAsync(DesiredChange change, BaseBranch @base, CancellationToken cancellationToken = default) =>
        GuardAsync(change, async () =>
        {
            var (plan, executor) = await DecideAsync(change, @base, cancellationToken);
            return plan.Steps.IsEmpty ? Result(plan, executor, OperationOf(plan, executor))
                : await OvertakenAsync(change, @base, cancellationToken) ?? Result(plan, executor, PublicationOperation.Planned);
        });

    /// <summary>Does what the decision table says, if the base is still where it was.</summary>
    /// <remarks>
    /// What was read already is enough to see that nothing is to be written. Before anything is written, GitHub is asked again; when somebody pushes at
    /// the same time, once more.
    /// </remarks>
    /// <param name="change">What is desired.</param>
    /// <param name="base">The base that it was made for.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Publication> PublishAsync(DesiredChange change, BaseBranch @base, CancellationToken cancellationToken = default) =>
        GuardAsync(change, async () =>
        {
            var (plan, executor) = await DecideAsync(change, @base, cancellationToken);
            return plan.Steps.IsEmpty
                ? Result(plan, executor, OperationOf(plan, executor))
                : await TryAsync(change, @base, isLast: false, cancellationToken) ?? (await TryAsync(change, @base, isLast: true, cancellationToken))!;
        });

    /// <summary>Does what a plan says, if the repository is still as it was and the same would be decided again.</summary>
    public Task<Publication> ApplyAsync(PublicationPlan plan, CancellationToken cancellationToken = default) =>
        GuardAsync(plan.Change, async () =>
        {
            branches.Forget();
            var (now, executor) = await DecideAsync(plan.Change, await BaseBranch.ReadAsync(github, plan.Change.Base, cancellationToken), cancellationToken);
            return now.IsSameAs(plan)
                ? (await ExecuteAsync(now, executor, isLast: true, cancellationToken))!
                : throw new GitHubException(PlanFile.Difference(plan, now));
        });

    private async Task<(PublicationPlan Plan, PlanExecutor Executor)> DecideAsync(DesiredChange change, BaseBranch @base, CancellationToken cancellationToken)
    {
        var seen = await _states.ReadAsync(change, @base, cancellationToken);
        var plan = Planner.Plan(github.Repository, seen);
        return (plan, new PlanExecutor(github, plan, seen));
    }

    private async Task<Publication?> TryAsync(DesiredChange change, BaseBranch @base, bool isLast, CancellationToken cancellationToken)
    {
        branches.Forget();
        if (await OvertakenAsync(change, @base, cancellationToken) is { } overtaken)
            return overtaken;
        var (plan, executor) = await DecideAsync(change, @base, cancellationToken);
        return await ExecuteAsync(plan, executor, isLast, cancellationToken);
    }

    // The files were made for one commit of the base; on another one they might undo what somebody pushed meanwhile, now or when a plan is applied.
    private async Task<Publication?> OvertakenAsync(DesiredChange change, BaseBranch @base, CancellationToken cancellationToken)
    {
        var (name, head) = @base.Head;
        return (await github.GetBranchAsync(name, cancellationToken)).GetOrThrow("The base branch cannot be read").Head == head ? null : new Publication
        {
            Operation = PublicationOperation.Failed,
            Branch = change.Branch,
            IsOvertaken = true,
            Diagnostics = [DiagnosticCatalog.BaseMoved.Create(name)],
        };
    }

    private async Task<Publication?> ExecuteAsync(PublicationPlan plan, PlanExecutor executor, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await executor.RunAsync(cancellationToken);
            return Result(plan, executor, OperationOf(plan, executor));
        }
        catch (GitHubException race) when (!isLast && race.Error is GitHubError.Moved or GitHubError.AlreadyExists or GitHubError.NoCommitsBetween)
        {
            return null;
        }
        catch (GitHubException failure)
        {
            var result = Result(plan, executor, PublicationOperation.Failed);
            var diagnostic = failure.Error is GitHubError.AlreadyExists
                ? GitHubDiagnostics.Of(new GitHubError.Moved($"the branch {plan.Change.Branch}"), "The branch cannot be created")
                : failure.Diagnostic;
            return result with
            {
                IsOvertaken = failure.Error is GitHubError.Moved or GitHubError.AlreadyExists,
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

    private Publication Result(PublicationPlan plan, PlanExecutor executor, PublicationOperation operation) => new()
    {
        Operation = operation,
        Branch = plan.Change.Branch,
        Head = executor.Head,
        IsVerified = executor.Commit?.IsVerified,
        Number = executor.Pull?.Number,
        Url = executor.Pull?.Url,
        Plan = plan,
        Diagnostics = [.. github.Warnings, .. executor.Diagnostics, .. RemarksOn(plan)],
    };

    private static ImmutableArray<Diagnostic> RemarksOn(PublicationPlan plan) => plan.Action switch
    {
        PublishAction.Refuse => [DiagnosticCatalog.BranchNotOurs.Create(plan.Change.Branch)],
        PublishAction.KeepEdited => [DiagnosticCatalog.PullRequestKept.Create(plan.Number)],
        _ => [],
    };

    private static PublicationOperation OperationOf(PublicationPlan plan, PlanExecutor executor) => plan.Action switch
    {
        _ when executor.WasClosedMeanwhile => PublicationOperation.KeptClosed,
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
