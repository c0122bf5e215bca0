using System.Collections.Immutable;
using HfRegistry.Cli.Action.Documents;
using HfRegistry.Cli.Action.Models;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Client;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>Runs the jobs: each says what to propose for the base as it is, and just that is published or nothing.</summary>
internal sealed class ActionRun : IDisposable
{
    private readonly ActionContext _context;
    private readonly OctokitGitHub _github;
    private readonly Publisher _publisher;
    private BaseSnapshot? _base;
    private Diagnostic? _baseFailure;

    public ActionRun(ActionSettings settings, HfEnvironment environment, CommandIO io)
    {
        _github = new OctokitGitHub(
            new GitHubOptions { Endpoints = settings.Endpoints, Repository = settings.Repository, Token = settings.Token, MaxWait = settings.MaxWait }, io.Clock);
        _publisher = new Publisher(_github, settings.Endpoints);
        _context = new ActionContext(settings, environment, _github, io);
    }

    private ActionSettings Settings => _context.Settings;

    /// <summary>Runs the jobs that are asked for, in their order.</summary>
    public async Task<IReadOnlyList<JobResult>> RunAsync(CancellationToken cancellationToken)
    {
        var jobs = Settings.Jobs.Select(JobOf).ToList();
        var groups = Settings.Strategy == PullRequestStrategy.Single ? [[.. jobs]] : jobs.Select(static job => ImmutableArray.Create(job));
        var results = new List<JobResult>();
        foreach (var group in groups)
            results.AddRange(await RunAsync(group, cancellationToken));
        return results;
    }

    /// <summary>Does what an earlier run planned, if the repository is still as it was.</summary>
    public async Task<JobResult> ApplyAsync(PublicationPlan plan, CancellationToken cancellationToken)
    {
        var branch = plan.Change.Branch.ToString();
        return JobResult.Of(branch[(branch.LastIndexOf('/') + 1)..], await _publisher.ApplyAsync(plan, cancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _github.Dispose();

    private IActionJob JobOf(string name) => name switch
    {
        JobNames.Registry => new RegistryJob(_context),
        JobNames.MofDrafts => new MofDraftsJob(_context),
        JobNames.MofGap => new MofGapJob(_context),
        JobNames.MofValidate => new MofValidationJob(_context),
        _ => new GateJob(_context),
    };

    /// <summary>Runs jobs that share a pull request; when somebody pushes to the base or the branch meanwhile, once more.</summary>
    private async Task<IReadOnlyList<JobResult>> RunAsync(ImmutableArray<IActionJob> jobs, CancellationToken cancellationToken)
    {
        var first = await TryAsync(jobs, cancellationToken);
        if (!first.Any(static result => result.IsOvertaken))
            return first;
        _base = null;
        return await TryAsync(jobs, cancellationToken);
    }

    private async Task<IReadOnlyList<JobResult>> TryAsync(ImmutableArray<IActionJob> jobs, CancellationToken cancellationToken)
    {
        var proposals = new List<JobProposal>();
        foreach (var job in jobs)
            proposals.Add(await ProposeAsync(job, cancellationToken));

        var proposing = proposals.Where(static proposal => proposal.Change is not null).ToList();
        if (Settings.Mode == ActionMode.Check || proposing.Count == 0)
            return [.. proposals.Select(JobResult.Of)];
        if (ReasonToWithhold(jobs, proposals) is { } reason)
            return [.. proposals.Select(proposal => JobResult.Of(proposal == proposing[0] ? proposal with { Diagnostics = proposal.Diagnostics.Add(Withheld(proposal, reason)) } : proposal))];
        var change = Settings.Strategy == PullRequestStrategy.Single ? CombinedChange.Of(proposing, Settings) : proposing[0].Change!;
        var publication = await PublishAsync(change, cancellationToken);
        return [.. proposals.Select(proposal => proposal.Change is null ? JobResult.Of(proposal) : JobResult.Of(proposal, publication, isFirst: proposal == proposing[0]))];
    }

    /// <summary>Why the proposals of jobs that share a pull request are not written: without one of them, what it proposed before would be lost.</summary>
    private static string? ReasonToWithhold(ImmutableArray<IActionJob> jobs, List<JobProposal> proposals) =>
        jobs.Zip(proposals).Where(static pair => pair.First.Proposes && pair.Second.IsFailed).Select(static pair => $"the job {pair.First.Name} failed").FirstOrDefault()
        ?? proposals.Where(static proposal => proposal.IsWithheld).Select(static proposal => $"not all was learnt that the job {proposal.Row.Job} needs").FirstOrDefault();

    private static Diagnostic Withheld(JobProposal proposal, string reason) =>
        DiagnosticCatalogue.ProposalWithheld.Says($"Nothing was written for the job {proposal.Row.Job}: {reason}. {DiagnosticCatalogue.ProposalWithheld.Remedy}");

    private async Task<JobProposal> ProposeAsync(IActionJob job, CancellationToken cancellationToken)
    {
        try
        {
            return _baseFailure is null
                ? await job.RunAsync(_base ??= await ReadBaseAsync(cancellationToken), cancellationToken)
                : JobProposal.Failed(job.Name, [_baseFailure]);
        }
        catch (GitHubException failure)
        {
            return JobProposal.Failed(job.Name, [failure.Diagnostic]);
        }
    }

    private async Task<BaseSnapshot> ReadBaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await BaseSnapshot.ReadAsync(_github, Settings.Base, ActionContext.RootOf(_context.IO), cancellationToken);
        }
        catch (GitHubException failure)
        {
            // All tries were made: the next job would wait through them again.
            _baseFailure = failure.Diagnostic;
            throw;
        }
    }

    private async Task<Publication> PublishAsync(DesiredChange change, CancellationToken cancellationToken)
    {
        var planned = await _publisher.PlanAsync(change, cancellationToken);
        if (planned.Plan is not { } plan || planned.Operation == PublicationOperation.Failed)
            return planned;
        // The files were made for one commit of the base; on another one they might undo what somebody pushed meanwhile, now or when a plan is applied.
        if (plan.BaseCommit != _base!.Commit)
            return planned with { Operation = PublicationOperation.Failed, Plan = null, Diagnostics = [Overtaken(_base)] };
        return Settings.Mode == ActionMode.DryRun ? planned : await _publisher.ApplyAsync(plan, cancellationToken);
    }

    private static Diagnostic Overtaken(BaseSnapshot files) => DiagnosticCatalogue.BranchMoved.Says(
        $"Somebody pushed to {files.Branch} while the proposal was worked out. {DiagnosticCatalogue.BranchMoved.Remedy}");
}
