using System.Collections.Immutable;
using HfRegistry.Automation.Inputs;
using HfRegistry.Automation.Jobs;

namespace HfRegistry.Automation;

/// <summary>The results that decide how the step ends.</summary>
internal enum ActionVerdict
{
    /// <summary>Nothing that the inputs ask to fail on.</summary>
    Passed,

    /// <summary>Findings, or a change that the inputs ask to fail on.</summary>
    Findings,

    /// <summary>The Hub did not answer for something, and the inputs ask to fail on that.</summary>
    Partial,
}

/// <summary>The outcome of a run of the action.</summary>
/// <param name="Settings">The inputs; null when they are wrong.</param>
/// <param name="Jobs">The jobs that ran.</param>
/// <param name="Problems">What is wrong beside what the jobs report.</param>
internal sealed record ActionOutcome(ActionSettings? Settings, ImmutableArray<JobResult> Jobs, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Gets the plan file that was written, as its input has it; null for none.</summary>
    public string? PlanPath { get; init; }

    /// <summary>Gets the job whose pull request counts: the first that has one, else the first that has a branch, else the first.</summary>
    public JobResult Main => Jobs.FirstOrDefault(static job => job.Publication?.Number is not null) ?? Jobs.FirstOrDefault(static job => job.Publication is not null) ?? Jobs[0];

    /// <summary>Gets all messages and findings. What several jobs report of the repository or the configuration is there once, as gravely as one of them reports it.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
    [
        .. Jobs.SelectMany(static job => job.Diagnostics.Concat(job.Proposal.Findings)).Concat(Problems)
            .GroupBy(static one => one with { Severity = Severity.Error }).Select(static same => same.MaxBy(static one => one.Severity)!),
    ];

    /// <summary>Gets the errors that ended something: not the findings.</summary>
    public IEnumerable<Diagnostic> Failures => Jobs.SelectMany(static job => job.Diagnostics).Concat(Problems);

    /// <summary>Gets the verdict by the input <c>fail-on</c>.</summary>
    public ActionVerdict Verdict => Settings is not { FailOn: var failOn } ? ActionVerdict.Passed
        : Jobs.Any(static job => job.Proposal.Findings.Any(static found => found.Severity == Severity.Error)) ? ActionVerdict.Findings
        : failOn.HasFlag(FailOn.Partial) && Jobs.Any(static job => job.Proposal.IsPartial) ? ActionVerdict.Partial
        : failOn.HasFlag(FailOn.Change) && Jobs.Any(static job => job.Proposal is { Job: JobNames.Registry or JobNames.MofDrafts, Changes: > 0 }) ? ActionVerdict.Findings
        : failOn.HasFlag(FailOn.Gap) && Jobs.Any(static job => job.Proposal is { Job: JobNames.MofGap, Changes: > 0 }) ? ActionVerdict.Findings
        : failOn.HasFlag(FailOn.NeedsReview) && Jobs.Any(static job => job.Proposal.NeedsReview > 0) ? ActionVerdict.Findings
        : ActionVerdict.Passed;

    /// <summary>Returns what a job found, when it ran.</summary>
    public JobProposal? Of(string job) => Jobs.FirstOrDefault(result => result.Job == job)?.Proposal;
}
