using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Inputs;
using HfRegistry.Configuration;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Automation.Jobs;

/// <summary>The settings and services that every job uses.</summary>
/// <param name="Settings">The inputs.</param>
/// <param name="Environment">The variables of the Hub.</param>
/// <param name="GitHub">The repository.</param>
/// <param name="Branches">Reads the branches of proposals.</param>
/// <param name="Runner">The runner's variables, the clock and the working folder.</param>
internal sealed record ActionContext(ActionSettings Settings, HfEnvironment Environment, IGitHub GitHub, BranchReader Branches, Runner Runner)
{
    private readonly TimeLimit? _limit = Settings.Timeout is { } total ? new TimeLimit(total, Runner.Clock) : null;

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock => Runner.Clock;

    /// <summary>Gets the age beyond which facts are stale.</summary>
    public TimeSpan MaxAge => Environment.MaxAge;

    /// <summary>Returns what the work on the base stands on.</summary>
    /// <param name="configuration">The base's configuration.</param>
    /// <param name="registry">The base's registry, or null.</param>
    public Workspace WorkspaceOf(HfConfiguration configuration, ModelRegistry? registry = null) =>
        new(Environment, new SelectionContext(configuration), Clock) { File = registry, Logger = Runner.Logger };

    /// <summary>Connects to the Hub. The clients of all jobs share the time limit, which counts from the first one on.</summary>
    public HubClient Connect(Workspace workspace) => workspace.Connect(_limit?.Left());

    /// <summary>Finds what an earlier run of a job proposed and nobody has changed since.</summary>
    /// <exception cref="GitHubException">It cannot be read: nobody knows then what would be lost.</exception>
    public Task<PreviousPullRequest?> FindPreviousAsync(string job, BaseBranchSnapshot files, CancellationToken cancellationToken) =>
        PreviousPullRequest.FindAsync(GitHub, Branches, Settings.ProposalBranchOf(job), files, cancellationToken);
}

/// <summary>One thing that the action does. It reads the repository through the API, returns what to propose, and writes nothing.</summary>
internal interface IActionJob
{
    /// <summary>Gets its name in the input <c>jobs</c>.</summary>
    string Name { get; }

    /// <summary>Gets whether it can propose anything, as it is asked for.</summary>
    bool Proposes { get; }

    /// <summary>Works out what there is to report and to propose.</summary>
    /// <param name="files">The base.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">The repository cannot be read.</exception>
    Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken);
}
