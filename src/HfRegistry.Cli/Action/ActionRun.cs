using System.Collections.Immutable;
using HfRegistry.Cli.Action.Documents;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Client;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>Runs the jobs: each says what to propose for the base as it is, and just that is published or nothing.</summary>
internal sealed class ActionRun : IDisposable
{
    private readonly ActionContext _context;
    private readonly GitHubClient _github;
    private readonly Publisher _publisher;
    private BaseSnapshot? _base;

    public ActionRun(ActionSettings settings, HfEnvironment environment, CommandIO io)
    {
        _github = new GitHubClient(
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
        // Of jobs that share a pull request, all have to have their say: without one of them, what it proposed before would be lost.
        var isWhole = jobs.Length == 1 || !proposals.Exists(static proposal => proposal.IsFailed);
        if (Settings.Mode == ActionMode.Check || proposing.Count == 0 || proposing.Exists(static proposal => proposal.IsWithheld) || !isWhole)
            return [.. proposals.Select(JobResult.Of)];
        var change = Settings.Strategy == PullRequestStrategy.Single ? CombinedChange.Of(proposing, Settings) : proposing[0].Change!;
        var publication = await PublishAsync(change, cancellationToken);
        return [.. proposals.Select(proposal => proposal.Change is null ? JobResult.Of(proposal) : JobResult.Of(proposal, publication, isFirst: proposal == proposing[0]))];
    }

    private async Task<JobProposal> ProposeAsync(IActionJob job, CancellationToken cancellationToken)
    {
        try
        {
            _base ??= await BaseSnapshot.ReadAsync(
                _github, Settings.Base, _context.IO.Variable("GITHUB_WORKSPACE") is { Length: > 0 } root ? root : _context.IO.Folder, cancellationToken);
            return await job.RunAsync(_base, cancellationToken);
        }
        catch (GitHubException failure)
        {
            return JobProposal.Failed(job.Name, [failure.Diagnostic]);
        }
    }

    private async Task<Publication> PublishAsync(DesiredChange change, CancellationToken cancellationToken)
    {
        var planned = await _publisher.PlanAsync(change, cancellationToken);
        if (Settings.Mode == ActionMode.DryRun || planned.Plan is not { } plan || planned.Operation == PublicationOperation.Failed)
            return planned;
        // The files were made for one commit of the base; on another one they might undo what somebody pushed meanwhile.
        return plan.BaseCommit == _base!.Commit
            ? await _publisher.ApplyAsync(plan, cancellationToken)
            : planned with { Operation = PublicationOperation.Failed, Diagnostics = [Overtaken(_base)] };
    }

    private static Diagnostic Overtaken(BaseSnapshot files) => DiagnosticCatalogue.BranchMoved.Says(
        $"Somebody pushed to {files.Branch} while the proposal was worked out. {DiagnosticCatalogue.BranchMoved.Remedy}");
}
