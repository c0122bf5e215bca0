using System.Collections.Immutable;
using HfRegistry.Automation.Branches;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation.Jobs;

/// <summary>The findings and the proposal of a job, before anything is published.</summary>
/// <param name="Job">The job's name.</param>
internal sealed record JobProposal(string Job)
{
    /// <summary>Gets the commit of the base branch that it was made for.</summary>
    public GitObjectId? BaseCommit { get; private init; }

    /// <summary>Gets what the job found, in a sentence or two.</summary>
    public string? Headline { get; init; }

    /// <summary>Gets how much was looked at: types, models or documents.</summary>
    public int? Asked { get; init; }

    /// <summary>Gets how many changes matter, documents are drafted, models lack a document or do not pass the gate.</summary>
    public int? Changes { get; init; }

    /// <summary>Gets for how much of it the Hub gave no answer.</summary>
    public int? Unanswered { get; init; }

    /// <summary>Gets how many findings need review.</summary>
    public int? NeedsReview { get; init; }

    /// <summary>Gets what it proposes; null for a job that only reports, and for one that failed.</summary>
    public DesiredChange? Change { get; init; }

    /// <summary>Gets whether the proposal is worse than what an earlier run may have proposed: then nothing is published, so that nothing is lost.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Gets the sections of the summary.</summary>
    public ImmutableArray<BodySection> Text { get; init; } = [];

    /// <summary>Gets the job's messages; an error among them means that the job failed.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Gets what is wrong with the repository's own models and documents: the answer, and no failure of the job.</summary>
    public ImmutableArray<Diagnostic> Findings { get; init; } = [];

    /// <summary>Gets whether the Hub did not answer for something.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Gets the bug that ended the job; null without one.</summary>
    public UnexpectedFailure? Bug { get; private init; }

    /// <summary>Gets whether the job failed.</summary>
    public bool IsFailed { get; private init; }

    /// <summary>Returns the proposal of a job for a base branch, with nothing in it yet.</summary>
    public static JobProposal For(string job, BaseBranchSnapshot files) => new(job) { BaseCommit = files.Commit };

    /// <summary>Returns the result of a job that could not do its work.</summary>
    public static JobProposal Failed(string job, IEnumerable<Diagnostic> diagnostics) => new(job) { IsFailed = true, Diagnostics = [.. diagnostics] };

    /// <summary>Returns the same job ended by an exception that nobody expected: a bug of this program, and no reason for the other jobs to end.</summary>
    public JobProposal Crashed(Exception bug) => this with
    {
        IsFailed = true,
        Bug = UnexpectedFailure.Of(bug),
        Diagnostics = Diagnostics.Add(DiagnosticCatalog.JobCrashed.Create(Job, bug.GetType().Name)),
    };
}
