using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Cli.Action;

/// <summary>What becomes of a job's result.</summary>
internal enum ActionMode
{
    /// <summary>A pull request.</summary>
    PullRequest,

    /// <summary>A report.</summary>
    Check,

    /// <summary>A report of what would be written.</summary>
    DryRun,
}

/// <summary>What fails the step.</summary>
[Flags]
internal enum FailOn
{
    /// <summary>Nothing but errors.</summary>
    Never = 0,

    /// <summary>A change that matters.</summary>
    Change = 1,

    /// <summary>A change that a person has to look at.</summary>
    Human = 2,

    /// <summary>The Hub did not answer for something.</summary>
    Partial = 4,
}

/// <summary>The action's inputs and what the runner tells, read once at the door.</summary>
internal sealed record ActionSettings
{
    public required RepositoryName Repository { get; init; }

    public required GitHubEndpoints Endpoints { get; init; }

    public required GitHubToken? Token { get; init; }

    public required ImmutableArray<string> Jobs { get; init; }

    public required ActionMode Mode { get; init; }

    public required TreePath RegistryPath { get; init; }

    public required ImmutableArray<ModelType> Types { get; init; }

    public required bool AsksDetails { get; init; }

    public required bool AsksScores { get; init; }

    public required BranchName? Base { get; init; }

    public required string BranchPrefix { get; init; }

    public required string Title { get; init; }

    public required string CommitPrefix { get; init; }

    public required FailOn FailOn { get; init; }

    public required TimeSpan MaxWait { get; init; }

    /// <summary>How each pull request is treated; its branch, files and texts are the job's.</summary>
    public required PullRequestManners Manners { get; init; }

    /// <summary>The branch of a job.</summary>
    public BranchName BranchOf(string job) => BranchName.Parse($"{BranchPrefix}/{job}");
}

/// <summary>How a pull request is opened and treated.</summary>
internal sealed record PullRequestManners
{
    public required ImmutableArray<string> Labels { get; init; }

    public required ImmutableArray<string> Assignees { get; init; }

    public required ImmutableArray<string> Reviewers { get; init; }

    public required ImmutableArray<string> TeamReviewers { get; init; }

    public required string? Milestone { get; init; }

    public required DraftMode Draft { get; init; }

    public required WhenClosed OnClosed { get; init; }

    public required WhenEdited OnEdited { get; init; }

    public required bool DeletesBranch { get; init; }

    /// <summary>A change treated so.</summary>
    public DesiredChange Treat(DesiredChange change) => change with
    {
        Labels = Labels,
        Assignees = Assignees,
        Reviewers = Reviewers,
        TeamReviewers = TeamReviewers,
        Milestone = Milestone,
        Draft = Draft,
        OnClosed = OnClosed,
        OnEdited = OnEdited,
        DeletesBranch = DeletesBranch,
    };
}
