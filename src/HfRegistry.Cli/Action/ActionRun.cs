using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Client;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>What became of a job.</summary>
/// <param name="Row">The answer.</param>
/// <param name="Text">What there is to read, for the summary.</param>
/// <param name="Diagnostics">What there is to tell.</param>
internal sealed record JobResult(ActionJobRow Row, ImmutableArray<BodySection> Text, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What was to be written, when that was worked out.</summary>
    public PublicationPlan? Plan { get; init; }

    /// <summary>Whether the Hub did not answer for something.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether somebody changed the repository at the same time, so that another try is worth it.</summary>
    public bool IsOvertaken => Row.Operation == PublicationWords.Of(PublicationOperation.Failed)
        && Diagnostics.Any(static told => told.Code == DiagnosticCatalogue.PlanOutdated.Code || told.Code == DiagnosticCatalogue.BranchMoved.Code);
}

/// <summary>Runs the jobs: each reads the base through the API, works out what to propose, and publishes just that or nothing.</summary>
internal sealed class ActionRun(ActionSettings settings, HfEnvironment environment, CommandIO io) : IDisposable
{
    private readonly GitHubClient _github = new(
        new GitHubOptions { Endpoints = settings.Endpoints, Repository = settings.Repository, Token = settings.Token, MaxWait = settings.MaxWait }, io.Clock);

    /// <summary>Runs the job <c>registry</c>; when somebody pushes to the base or the branch meanwhile, once more.</summary>
    public async Task<JobResult> RefreshRegistryAsync(CancellationToken cancellationToken)
    {
        var first = await GuardAsync(SettingsReader.RegistryJobName, () => TryAsync(cancellationToken));
        return first.IsOvertaken ? await GuardAsync(SettingsReader.RegistryJobName, () => TryAsync(cancellationToken)) : first;
    }

    /// <summary>Does what an earlier run planned, if the repository is still as it was.</summary>
    public async Task<JobResult> ApplyAsync(PublicationPlan plan, CancellationToken cancellationToken)
    {
        var job = plan.Change.Branch.ToString();
        return await GuardAsync(job, async () =>
            ResultOf(new ActionJobRow(job[(job.LastIndexOf('/') + 1)..]) { Operation = "" }, await new Publisher(_github, settings.Endpoints).ApplyAsync(plan, cancellationToken), [], []));
    }

    /// <inheritdoc/>
    public void Dispose() => _github.Dispose();

    private async Task<JobResult> TryAsync(CancellationToken cancellationToken)
    {
        var files = await BaseSnapshot.ReadAsync(_github, settings.Base, cancellationToken);
        var outcome = await new RegistryJob(settings, environment, _github, io).ProposeAsync(files, cancellationToken);
        var row = new ActionJobRow(SettingsReader.RegistryJobName) { Operation = PublicationWords.Of(PublicationOperation.None), BaseCommit = files.Commit.ToString() };
        if (outcome.Value is not { } proposal)
            return new JobResult(row with { Operation = PublicationWords.Of(PublicationOperation.Failed) }, [], [.. outcome.Diagnostics]);

        var facts = proposal.Facts;
        row = row with { Asked = facts.Asked, Changes = facts.Changes, Failed = facts.Refreshed.Failed.Length, NeedsHuman = facts.NeedsHuman };
        // What the Hub did not say leaves something out, and ends nothing.
        ImmutableArray<Diagnostic> told = [.. proposal.Diagnostics.Select(static one => one.Severity == Severity.Error ? one with { Severity = Severity.Warning } : one)];
        var publication = await PublishAsync(files, proposal, cancellationToken);
        var result = publication is null ? new JobResult(row, proposal.Change.Body, told) : ResultOf(row, publication, proposal.Change.Body, told);
        return result with { IsPartial = facts.IsPartial };
    }

    private async Task<Publication?> PublishAsync(BaseSnapshot files, RegistryProposal proposal, CancellationToken cancellationToken)
    {
        // A Hub that is silent is no reason to close what an earlier run proposed.
        var isSilent = proposal.Facts is { IsPartial: true, Matters: false } && !proposal.Facts.ChangedLocks.Any();
        if (settings.Mode == ActionMode.Check || isSilent)
            return null;
        var publisher = new Publisher(_github, settings.Endpoints);
        var planned = await publisher.PlanAsync(proposal.Change, cancellationToken);
        if (settings.Mode == ActionMode.DryRun || planned.Plan is not { } plan || planned.Operation == PublicationOperation.Failed)
            return planned;
        // The files were made for one commit of the base; on another one they might undo what somebody pushed meanwhile.
        return plan.BaseCommit == files.Commit
            ? await publisher.ApplyAsync(plan, cancellationToken)
            : planned with { Operation = PublicationOperation.Failed, Diagnostics = [Overtaken(files)] };
    }

    private static Diagnostic Overtaken(BaseSnapshot files) => DiagnosticCatalogue.BranchMoved.Says(
        $"Somebody pushed to {files.Branch} while the registry was refreshed. {DiagnosticCatalogue.BranchMoved.Remedy}");

    private static JobResult ResultOf(ActionJobRow row, Publication publication, ImmutableArray<BodySection> text, ImmutableArray<Diagnostic> told) =>
        new(
            row with
            {
                Operation = PublicationWords.Of(publication.Operation),
                Branch = publication.Branch.ToString(),
                BaseCommit = publication.Plan?.BaseCommit.ToString() ?? row.BaseCommit,
                PullRequestNumber = publication.Number,
                PullRequestUrl = publication.Url?.AbsoluteUri,
                HeadSha = publication.Head?.ToString(),
                CommitsVerified = publication.IsVerified,
                CompareUrl = publication.CompareUrl?.AbsoluteUri,
                Steps = [.. publication.Plan?.Steps.Select(static step => step.Text) ?? []],
            },
            text,
            [.. told, .. publication.Diagnostics])
        {
            Plan = publication.Plan,
        };

    private static async Task<JobResult> GuardAsync(string job, Func<Task<JobResult>> work)
    {
        try
        {
            return await work();
        }
        catch (GitHubException failure)
        {
            return new JobResult(new ActionJobRow(job) { Operation = PublicationWords.Of(PublicationOperation.Failed) }, [], [failure.Diagnostic]);
        }
    }
}
