using System.Collections.Immutable;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Documents;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;
using HfRegistry.Automation.Models;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Client;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation;

/// <summary>Runs the jobs: each says what to propose for the base as it is, and just that is published or nothing.</summary>
internal sealed class ActionRun : IDisposable
{
    private readonly ActionContext _context;
    private readonly Func<string, ActionContext, IActionJob> _createJob;
    private readonly OctokitGitHub _github;
    private readonly Publisher _publisher;
    private BaseBranchSnapshot? _base;
    private Diagnostic? _baseFailure;

    /// <summary>Creates a run.</summary>
    /// <param name="settings">The inputs.</param>
    /// <param name="environment">The variables of the Hub.</param>
    /// <param name="runner">The runner's variables, the clock and the working folder.</param>
    /// <param name="createJob">Makes a job by its name.</param>
    public ActionRun(ActionSettings settings, HfEnvironment environment, Runner runner, Func<string, ActionContext, IActionJob> createJob)
    {
        _createJob = createJob;
        _github = new OctokitGitHub(
            new GitHubOptions { Endpoints = settings.Endpoints, Repository = settings.Repository, Token = settings.Token, MaxWait = settings.MaxWait, Logger = runner.Logger }, runner.Clock);
        var branches = new BranchReader(_github);
        _publisher = new Publisher(_github, settings.Endpoints, branches);
        _context = new ActionContext(settings, environment, _github, branches, runner);
    }

    private ActionSettings Settings => _context.Settings;

    /// <summary>Returns the job of a name.</summary>
    public static IActionJob CreateJob(string name, ActionContext context) => name switch
    {
        JobNames.Registry => new RegistryJob(context),
        JobNames.MofDrafts => new MofDraftsJob(context),
        JobNames.MofGap => new MofGapJob(context),
        JobNames.MofValidate => new MofValidationJob(context),
        _ => new GateJob(context),
    };

    /// <summary>Runs the jobs that are asked for, in their order.</summary>
    public async Task<IReadOnlyList<JobResult>> RunAsync(CancellationToken cancellationToken)
    {
        var jobs = Settings.Jobs.Select(name => _createJob(name, _context)).ToList();
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
        var job = branch[(branch.LastIndexOf('/') + 1)..];
        try
        {
            return new JobResult(new JobProposal(job)) { Publication = await _publisher.ApplyAsync(plan, cancellationToken) };
        }
        catch (Exception bug) when (IsUnexpected(bug, cancellationToken))
        {
            return new JobResult(new JobProposal(job).Crashed(bug));
        }
    }

    public void Dispose() => _github.Dispose();

    /// <summary>Runs jobs that share a pull request; when somebody pushes to the base or the branch meanwhile, once more.</summary>
    private async Task<IReadOnlyList<JobResult>> RunAsync(ImmutableArray<IActionJob> jobs, CancellationToken cancellationToken)
    {
        var first = await TryAsync(jobs, cancellationToken);
        if (!first.Any(static result => result.IsOvertaken))
            return first;
        _base = null;
        _context.Branches.Forget();
        return await TryAsync(jobs, cancellationToken);
    }

    private async Task<IReadOnlyList<JobResult>> TryAsync(ImmutableArray<IActionJob> jobs, CancellationToken cancellationToken)
    {
        var proposals = new List<JobProposal>();
        foreach (var job in jobs)
            proposals.Add(await ProposeAsync(job, cancellationToken));

        var proposing = proposals.Where(static proposal => proposal.Change is not null).ToList();
        if (Settings.Mode == ActionMode.Check || proposing.Count == 0)
            return [.. proposals.Select(static proposal => new JobResult(proposal))];
        if (ReasonToWithhold(jobs, proposals) is { } reason)
            return [.. proposals.Select(proposal => new JobResult(proposal == proposing[0] ? proposal with { Diagnostics = proposal.Diagnostics.Add(Withheld(proposal, reason)) } : proposal))];
        var change = Settings.Strategy == PullRequestStrategy.Single ? CombinedChange.Of(proposing, Settings) : proposing[0].Change!;
        try
        {
            var publication = await PublishAsync(change, cancellationToken);
            return [.. proposals.Select(proposal => new JobResult(proposal) { Publication = proposal.Change is null ? null : publication, SharesPublication = proposal != proposing[0] })];
        }
        catch (Exception bug) when (IsUnexpected(bug, cancellationToken))
        {
            return [.. proposals.Select(proposal => new JobResult(proposal.Change is null ? proposal : proposal.Crashed(bug)))];
        }
    }

    /// <summary>Returns why the proposals of jobs that share a pull request are not written: without one of them, what it proposed before would be lost.</summary>
    private static string? ReasonToWithhold(ImmutableArray<IActionJob> jobs, List<JobProposal> proposals) =>
        jobs.Zip(proposals).Where(static pair => pair.First.Proposes && pair.Second.IsFailed).Select(static pair => $"the job {pair.First.Name} failed").FirstOrDefault()
        ?? (proposals.Exists(static proposal => proposal.IsWithheld) ? "some of its data could not be fetched" : null);

    private static Diagnostic Withheld(JobProposal proposal, string reason) => DiagnosticCatalog.ProposalWithheld.Create(proposal.Job, reason);

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
        catch (Exception bug) when (IsUnexpected(bug, cancellationToken))
        {
            return new JobProposal(job.Name).Crashed(bug);
        }
    }

    // Each job stands alone: what breaks one of them must cost the others neither their pull requests nor their outputs.
    private static bool IsUnexpected(Exception exception, CancellationToken cancellationToken) =>
        !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private async Task<BaseBranchSnapshot> ReadBaseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await BaseBranchSnapshot.ReadAsync(_github, Settings.Base, _context.Runner.Root, cancellationToken);
        }
        catch (GitHubException failure)
        {
            // All tries were made: the next job would wait through them again.
            _baseFailure = failure.Diagnostic;
            throw;
        }
    }

    private async Task<Publication> PublishAsync(DesiredChange proposed, CancellationToken cancellationToken)
    {
        DesiredChange change;
        try
        {
            change = proposed with { Files = await InFormOfBaseAsync(proposed.Files, cancellationToken) };
        }
        catch (GitHubException failure)
        {
            return new Publication { Operation = PublicationOperation.Failed, Branch = proposed.Branch, Diagnostics = [failure.Diagnostic] };
        }

        return Settings.Mode == ActionMode.DryRun
            ? await _publisher.PlanAsync(change, _base!.Base, cancellationToken)
            : await _publisher.PublishAsync(change, _base!.Base, cancellationToken);
    }

    private async Task<ImmutableArray<DesiredFile>> InFormOfBaseAsync(ImmutableArray<DesiredFile> files, CancellationToken cancellationToken)
    {
        var formed = ImmutableArray.CreateBuilder<DesiredFile>(files.Length);
        foreach (var file in files)
        {
            var before = file.Content is null ? null : await _base!.FindAsync(file.Path, cancellationToken);
            formed.Add(before is null ? file : file with { Content = TextForm.Like(before.Content.AsSpan(), file.Content!) });
        }

        return formed.MoveToImmutable();
    }
}
