using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The plan for one change, in the state that the repository was read in.</summary>
internal sealed record PublicationPlan
{
    /// <summary>Gets the repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>Gets the branch that the change goes to.</summary>
    public required BranchName Base { get; init; }

    /// <summary>Gets the commit of the base that the plan is for.</summary>
    public required GitObjectId BaseCommit { get; init; }

    /// <summary>Gets the commit that the change's branch names; null when there is no branch.</summary>
    public GitObjectId? BranchHead { get; init; }

    /// <summary>Gets the number of the pull request.</summary>
    public int? Number { get; init; }

    /// <summary>Gets the name of the row of the decision table.</summary>
    public required string Decision { get; init; }

    /// <summary>Gets why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Gets the writes, in order; none when there is nothing to write.</summary>
    public required ImmutableArray<PlanStep> Steps { get; init; }

    /// <summary>Gets what is desired.</summary>
    public required DesiredChange Change { get; init; }

    /// <summary>Gets what the decision is, for the programs that read it.</summary>
    internal PublishAction Action { get; init; }

    /// <summary>Returns whether another plan is for the same state and would do the same.</summary>
    internal bool IsSameAs(PublicationPlan other) =>
        Repository.Equals(other.Repository) && Base == other.Base && BaseCommit == other.BaseCommit && BranchHead == other.BranchHead
        && Number == other.Number && Decision == other.Decision && Steps.SequenceEqual(other.Steps);
}
