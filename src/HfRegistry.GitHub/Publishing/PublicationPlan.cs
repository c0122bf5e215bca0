using System.Collections.Immutable;

namespace HfRegistry.GitHub.Publishing;

/// <summary>The writes for one change, for the state in which the repository was read.</summary>
public sealed record PublicationPlan
{
    /// <summary>The repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>The branch that the change goes to.</summary>
    public required BranchName Base { get; init; }

    /// <summary>The commit of the base that the plan is for.</summary>
    public required GitObjectId BaseCommit { get; init; }

    /// <summary>The commit that the change's branch names; null when there is no branch.</summary>
    public GitObjectId? BranchHead { get; init; }

    /// <summary>The number of the pull request that there is.</summary>
    public int? Number { get; init; }

    /// <summary>The name of the row of the decision table.</summary>
    public required string Decision { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>The writes, in order; none when there is nothing to write.</summary>
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
