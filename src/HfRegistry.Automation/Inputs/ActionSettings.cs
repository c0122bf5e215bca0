using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.GitHub.Publishing;
using HfRegistry.TestProjects;

namespace HfRegistry.Automation.Inputs;

/// <summary>The use of a job's result.</summary>
internal enum ActionMode
{
    /// <summary>A pull request.</summary>
    PullRequest,

    /// <summary>A report.</summary>
    Check,

    /// <summary>A report of what would be written.</summary>
    DryRun,
}

/// <summary>The number of pull requests.</summary>
internal enum PullRequestStrategy
{
    /// <summary>One for each job.</summary>
    PerJob,

    /// <summary>One for all.</summary>
    Single,
}

/// <summary>The conditions that fail the step.</summary>
[Flags]
internal enum FailOn
{
    /// <summary>Nothing but errors.</summary>
    Never = 0,

    /// <summary>A change that matters.</summary>
    Change = 1,

    /// <summary>A change that a person has to look at.</summary>
    NeedsReview = 2,

    /// <summary>The Hub did not answer for something.</summary>
    Partial = 4,

    /// <summary>A popular model has no MOF document.</summary>
    Gap = 8,
}

/// <summary>The action's inputs and what the runner tells, read once at the door.</summary>
internal sealed record ActionSettings
{
    public required RepositoryName Repository { get; init; }

    public required GitHubEndpoints Endpoints { get; init; }

    public required GitHubToken? Token { get; init; }

    public required ImmutableArray<string> Jobs { get; init; }

    public required ActionMode Mode { get; init; }

    public required PullRequestStrategy Strategy { get; init; }

    public required TreePath RegistryPath { get; init; }

    public required TreePath MofFolder { get; init; }

    public required ImmutableArray<ModelType> Types { get; init; }

    /// <summary>Gets registry files in the workspace that others refreshed, as they were written: paths and globs; none to ask the Hub.</summary>
    public required ImmutableArray<string> ShardFiles { get; init; }

    /// <summary>Gets how many documents are drafted at most.</summary>
    public required int MaxDrafts { get; init; }

    /// <summary>Gets the least downloads of 30 days that make a model popular; null for what each job takes by itself.</summary>
    public required long? MinDownloads { get; init; }

    /// <summary>Gets whether drafts get evidence of the models' own repositories on GitHub.</summary>
    public required bool ReadsSources { get; init; }

    /// <summary>Gets where the report of what is missing is kept in the repository; null for nowhere.</summary>
    public required TreePath? GapReport { get; init; }

    /// <summary>Gets the folder of the test project that goes along with new defaults; null for none.</summary>
    public required TreePath? TestProject { get; init; }

    /// <summary>Gets the file that the plan is written to, as it was written; null to publish.</summary>
    public required string? Plan { get; init; }

    /// <summary>Gets the plan to carry out, as it was written; null to work one out.</summary>
    public required string? Apply { get; init; }

    public required bool AsksDetails { get; init; }

    public required bool AsksScores { get; init; }

    public required BranchName? Base { get; init; }

    public required string BranchPrefix { get; init; }

    public required string Title { get; init; }

    public required string CommitPrefix { get; init; }

    public required FailOn FailOn { get; init; }

    public required TimeSpan MaxWait { get; init; }

    /// <summary>Gets how long the Hub may take for all jobs together; null for no limit.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>Gets how each pull request is treated; its branch, files and texts are the job's.</summary>
    public required PullRequestOptions PullRequestOptions { get; init; }

    /// <summary>Returns the branch of a job.</summary>
    public BranchName BranchOf(string job) => BranchName.Parse($"{BranchPrefix}/{job}");

    /// <summary>Returns the branch on which a job's proposal stands: its own, or the one for all.</summary>
    public BranchName ProposalBranchOf(string job) => BranchOf(Strategy == PullRequestStrategy.Single ? JobNames.All : job);

    /// <summary>Returns a commit's subject.</summary>
    public string SubjectOf(string title) => CommitPrefix.Length == 0 ? title : $"{CommitPrefix} {title}";

    /// <summary>Returns the title of a job's pull request: the job's own, unless another one is given.</summary>
    public string TitleOf(string own) => Title.Length == 0 ? own : Title;

    /// <summary>Returns what a job proposes on its own branch.</summary>
    /// <param name="job">The job.</param>
    /// <param name="files">The files.</param>
    /// <param name="title">The job's own title.</param>
    /// <param name="commitBody">The commit's lines below its subject.</param>
    /// <param name="body">The pull request's text.</param>
    public DesiredChange ChangeOf(string job, ImmutableArray<DesiredFile> files, string title, string commitBody, ImmutableArray<BodySection> body) => PullRequestOptions.ApplyTo(new DesiredChange
    {
        Branch = BranchOf(job),
        Base = Base,
        Files = files,
        CommitMessage = $"{SubjectOf(TitleOf(title))}\n\n{commitBody}",
        Title = TitleOf(title),
        Body = body,
    });
}

/// <summary>The options of a pull request.</summary>
internal sealed record PullRequestOptions
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

    /// <summary>Returns a change treated so.</summary>
    public DesiredChange ApplyTo(DesiredChange change) => change with
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
