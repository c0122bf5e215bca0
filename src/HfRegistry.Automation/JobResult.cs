using System.Collections.Immutable;
using HfRegistry.Automation.Jobs;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation;

/// <summary>The outcome of a job.</summary>
/// <param name="Proposal">What the job found out.</param>
internal sealed record JobResult(JobProposal Proposal)
{
    /// <summary>Gets what became of its pull request; null when none was considered.</summary>
    public Publication? Publication { get; init; }

    /// <summary>Gets whether another job of the same pull request reports its messages and its plan.</summary>
    public bool SharesPublication { get; init; }

    /// <summary>Gets the job's name.</summary>
    public string Job => Proposal.Job;

    /// <summary>Gets what was done.</summary>
    public PublicationOperation Operation => Proposal.IsFailed ? PublicationOperation.Failed : Publication?.Operation ?? PublicationOperation.None;

    /// <summary>Gets the commit of the base branch that the result is for.</summary>
    public string? BaseCommit => (Publication?.Plan?.BaseCommit ?? Proposal.BaseCommit)?.ToString();

    /// <summary>Gets the writes that were made, or would be.</summary>
    public ImmutableArray<PlanStep> Steps => Publication?.Plan?.Steps ?? [];

    /// <summary>Gets the plan, when one was worked out and no other job reports it.</summary>
    public PublicationPlan? Plan => SharesPublication ? null : Publication?.Plan;

    /// <summary>Gets all messages.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => SharesPublication || Publication is null ? Proposal.Diagnostics : [.. Proposal.Diagnostics, .. Publication.Diagnostics];

    /// <summary>Gets whether somebody changed the repository at the same time, so that another try is worth it.</summary>
    public bool IsOvertaken => Publication is { IsOvertaken: true };
}
