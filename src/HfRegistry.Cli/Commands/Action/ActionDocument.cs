using System.Text.Json.Serialization;
using HfRegistry.Automation;
using HfRegistry.Cli.Output;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Commands.Action;

/// <summary>A job of the action, and what came of it.</summary>
internal sealed record ActionJobRow(string Job)
{
    public required string Operation { get; init; }

    public string? Branch { get; init; }

    public string? BaseCommit { get; init; }

    public int? PullRequestNumber { get; init; }

    public string? PullRequestUrl { get; init; }

    public string? HeadSha { get; init; }

    public bool? CommitsVerified { get; init; }

    /// <summary>Gets the place where a person can open the pull request that the token may not open.</summary>
    public string? CompareUrl { get; init; }

    /// <summary>Gets what came of it, in a sentence.</summary>
    public string? Headline { get; init; }

    /// <summary>Gets how much was looked at: types, models or documents.</summary>
    public int? Asked { get; init; }

    /// <summary>Gets the number of significant changes, drafts, models without a document, or models that fail the gate.</summary>
    public int? Changes { get; init; }

    /// <summary>Gets for how much of it the Hub gave no answer.</summary>
    public int? Failed { get; init; }

    /// <summary>Gets the number of findings that need review.</summary>
    public int? NeedsReview { get; init; }

    /// <summary>Gets what was written, or would be.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];

    public static ActionJobRow Of(JobResult job) => new(job.Job)
    {
        Operation = PublicationWords.Of(job.Operation),
        Branch = job.Publication?.Branch.ToString(),
        BaseCommit = job.BaseCommit,
        PullRequestNumber = job.Publication?.Number,
        PullRequestUrl = job.Publication?.Url?.AbsoluteUri,
        HeadSha = job.Publication?.Head?.ToString(),
        CommitsVerified = job.Publication?.IsVerified,
        CompareUrl = job.Publication?.CompareUrl?.AbsoluteUri,
        Headline = job.Proposal.Headline,
        Asked = job.Proposal.Asked,
        Changes = job.Proposal.Changes,
        Failed = job.Proposal.Unanswered,
        NeedsReview = job.Proposal.NeedsReview,
        Steps = [.. job.Steps.Select(static step => step.Text)],
    };
}

/// <summary><c>action</c>: what became of each job.</summary>
internal sealed record ActionDocument : Document
{
    public required string? Repository { get; init; }

    public required string? Mode { get; init; }

    public required IReadOnlyList<ActionJobRow> Jobs { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ActionDocument))]
internal sealed partial class ActionJson : JsonSerializerContext;
