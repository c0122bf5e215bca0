using System.Collections.Immutable;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>What became of a job.</summary>
/// <param name="Row">The answer.</param>
/// <param name="Text">What there is to read, for the summary.</param>
/// <param name="Diagnostics">What there is to tell.</param>
internal sealed record JobResult(ActionJobRow Row, ImmutableArray<BodySection> Text, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What was to be written, when that was worked out. Of jobs that share a pull request, the first has it.</summary>
    public PublicationPlan? Plan { get; init; }

    /// <summary>Whether the Hub did not answer for something.</summary>
    public bool IsPartial { get; init; }

    /// <summary>What is wrong with the repository's own models and documents: the answer, and no trouble of the job's.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    /// <summary>The lines to report a bug with; none without a bug.</summary>
    public ImmutableArray<string> BugReport { get; init; } = [];

    /// <summary>Whether somebody changed the repository at the same time, so that another try is worth it.</summary>
    public bool IsOvertaken => Row.Operation == PublicationWords.Of(PublicationOperation.Failed)
        && Diagnostics.Any(static told => told.Code == DiagnosticCatalog.PlanOutdated.Code || told.Code == DiagnosticCatalog.BranchMoved.Code);

    /// <summary>A job that proposed nothing, or whose proposal is not published.</summary>
    public static JobResult Of(JobProposal proposal) => new(proposal.Row, proposal.Text, proposal.Diagnostics)
    {
        IsPartial = proposal.IsPartial,
        Findings = proposal.Findings,
        BugReport = proposal.BugReport,
    };

    /// <summary>A job whose proposal could not be published because of an exception that nobody expected.</summary>
    public static JobResult Crashed(JobProposal proposal, Exception bug) => Of(proposal) with
    {
        Row = proposal.Row with { Operation = PublicationWords.Of(PublicationOperation.Failed) },
        Diagnostics = proposal.Diagnostics.Add(JobProposal.CrashOf(proposal.Row.Job, bug)),
        BugReport = [.. Cli.BugReport.Lines(bug)],
    };

    /// <summary>A job with what became of its pull request.</summary>
    public static JobResult Of(JobProposal proposal, Publication publication, bool isFirst)
    {
        var result = Of(proposal);
        return result with
        {
            Row = Published(proposal.Row, publication),
            Diagnostics = isFirst ? [.. proposal.Diagnostics, .. publication.Diagnostics] : proposal.Diagnostics,
            Plan = isFirst ? publication.Plan : null,
        };
    }

    /// <summary>What became of a plan of an earlier run.</summary>
    public static JobResult Of(string job, Publication publication) =>
        Of(new JobProposal(new ActionJobRow(job) { Operation = "" }), publication, isFirst: true);

    private static ActionJobRow Published(ActionJobRow row, Publication publication) => row with
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
    };
}
