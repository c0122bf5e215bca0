using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>What every job works with.</summary>
/// <param name="Settings">The inputs.</param>
/// <param name="Environment">The variables of the Hub.</param>
/// <param name="GitHub">The repository.</param>
/// <param name="IO">The runner's variables, the clock and the working folder.</param>
internal sealed record ActionContext(ActionSettings Settings, HfEnvironment Environment, IGitHub GitHub, CommandIO IO)
{
    /// <summary>The age beyond which facts are stale.</summary>
    public TimeSpan MaxAge => TimeSpan.FromDays(Environment.MaxRegistryAgeDays ?? HfEnvironment.DefaultMaxRegistryAgeDays);

    /// <summary>Where a checkout of the repository would lie: the workspace of a runner, the working folder outside of one.</summary>
    public static string RootOf(CommandIO io) => io.Variable("GITHUB_WORKSPACE") is { Length: > 0 } root ? root : io.Folder;
}

/// <summary>One thing that the action does. It reads the repository through the API, says what to propose, and writes nothing.</summary>
internal interface IActionJob
{
    /// <summary>Its name in the input <c>jobs</c>.</summary>
    string Name { get; }

    /// <summary>Whether it can propose anything, as it is asked for.</summary>
    bool Proposes { get; }

    /// <summary>Works out what there is to tell and to propose.</summary>
    /// <param name="files">The base.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">The repository cannot be read.</exception>
    Task<JobProposal> RunAsync(BaseBranchSnapshot files, CancellationToken cancellationToken);
}

/// <summary>What a job found out, before anything is published.</summary>
/// <param name="Row">Its numbers.</param>
internal sealed record JobProposal(ActionJobRow Row)
{
    /// <summary>What it proposes; null for a job that only tells, and for one that failed.</summary>
    public DesiredChange? Change { get; init; }

    /// <summary>Whether the proposal is worse than what an earlier run may have proposed: then nothing is published, so that nothing is lost.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>What there is to read.</summary>
    public ImmutableArray<BodySection> Text { get; init; } = [];

    /// <summary>What there is to tell; an error among them means that the job failed.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What is wrong with the repository's own models and documents: the answer, and no trouble of the job's.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    /// <summary>Whether the Hub did not answer for something.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The lines to report a bug with; none without a bug.</summary>
    public ImmutableArray<string> BugReport { get; init; } = [];

    /// <summary>Whether the job failed.</summary>
    public bool IsFailed { get; private init; }

    /// <summary>A job that could not do its work.</summary>
    public static JobProposal Failed(string job, IEnumerable<Diagnostic> diagnostics) =>
        new(new ActionJobRow(job) { Operation = PublicationWords.Of(PublicationOperation.Failed) }) { IsFailed = true, Diagnostics = [.. diagnostics] };

    /// <summary>A job that ended in an exception that nobody expected: a bug of this program, and no reason for the other jobs to end.</summary>
    public static JobProposal Crashed(string job, Exception bug) => Failed(job, [CrashOf(job, bug)]) with { BugReport = [.. Cli.BugReport.Lines(bug)] };

    /// <summary>What is told of an exception that nobody expected.</summary>
    public static Diagnostic CrashOf(string job, Exception bug) => DiagnosticCatalog.JobCrashed.Create(job, bug.GetType().Name);

    /// <summary>The numbers of a job, with nothing published yet.</summary>
    public static ActionJobRow RowOf(string job, BaseBranchSnapshot files) =>
        new(job) { Operation = PublicationWords.Of(PublicationOperation.None), BaseCommit = files.Commit.ToString() };
}
