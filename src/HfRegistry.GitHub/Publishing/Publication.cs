using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The outcome of a change.</summary>
internal enum PublicationOperation
{
    /// <summary>There was nothing to propose.</summary>
    None,

    /// <summary>A pull request was opened.</summary>
    Created,

    /// <summary>A pull request was changed.</summary>
    Updated,

    /// <summary>A pull request is as it should be.</summary>
    Unchanged,

    /// <summary>A pull request had nothing to propose any more and was closed.</summary>
    Closed,

    /// <summary>A pull request was left alone because others pushed to it.</summary>
    KeptEdited,

    /// <summary>A pull request stays closed because somebody closed it.</summary>
    KeptClosed,

    /// <summary>A pull request was left alone because of its label.</summary>
    Held,

    /// <summary>A branch that nobody needs was deleted.</summary>
    BranchDeleted,

    /// <summary>Nothing was written: only a plan was asked for.</summary>
    Planned,

    /// <summary>It was not done; the diagnostics tell why.</summary>
    Failed,
}

/// <summary>The result for one change, with the pull request when it is known.</summary>
internal sealed record Publication
{
    /// <summary>Gets what came of it.</summary>
    public required PublicationOperation Operation { get; init; }

    /// <summary>Gets the change's branch.</summary>
    public required BranchName Branch { get; init; }

    /// <summary>Gets the commit that the branch names, when it is known.</summary>
    public GitObjectId? Head { get; init; }

    /// <summary>Gets whether GitHub vouches for the commit that was made; null when none was.</summary>
    public bool? IsVerified { get; init; }

    /// <summary>Gets the pull request's number.</summary>
    public int? Number { get; init; }

    /// <summary>Gets the pull request's page.</summary>
    public Uri? Url { get; init; }

    /// <summary>Gets the place where a person can open the pull request that we were not allowed to open.</summary>
    public Uri? CompareUrl { get; init; }

    /// <summary>Gets what was to be done, when the repository could be read.</summary>
    public PublicationPlan? Plan { get; init; }

    /// <summary>Gets whether somebody changed the repository at the same time, so that another try on the base as it is now is worth it.</summary>
    public bool IsOvertaken { get; init; }

    /// <summary>Gets warnings, and the error that ended it.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }
}

/// <summary>The words of outputs for what came of a change.</summary>
internal static class PublicationWords
{
    /// <summary>Returns <c>created</c>, <c>kept-edited</c>, …</summary>
    public static string Of(PublicationOperation operation) => operation switch
    {
        PublicationOperation.KeptEdited => "kept-edited",
        PublicationOperation.KeptClosed => "kept-closed",
        PublicationOperation.BranchDeleted => "branch-deleted",
        _ => operation.ToString().ToLowerInvariant(),
    };
}
