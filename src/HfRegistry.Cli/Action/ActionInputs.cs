using System.Collections.Immutable;

namespace HfRegistry.Cli.Action;

/// <summary>An input of the action.</summary>
/// <param name="Name">The name, as a workflow writes it.</param>
/// <param name="Default">What an empty input stands for; what the runner fills in for a token.</param>
/// <param name="Description">What it is for, for people.</param>
internal sealed record ActionInput(string Name, string Default, string Description)
{
    /// <summary>The variable in which a runner hands it on: upper case, and dashes stay.</summary>
    public string Variable => $"INPUT_{Name.ToUpperInvariant()}";
}

/// <summary>The inputs of the action: the one table that the code reads by and <c>action.yml</c> has to agree with.</summary>
internal static class ActionInputs
{
    public static readonly ActionInput Token = new("token", "${{ github.token }}", "The token that reads the repository and opens the pull request; an App's token lets the pull request start other workflows.");
    public static readonly ActionInput Jobs = new("jobs", "all", "What to do, separated by commas: `registry`, or `all`.");
    public static readonly ActionInput Mode = new("mode", "pull-request", "`pull-request` opens or updates a pull request; `check` only compares and tells; `dry-run` tells what would be written.");
    public static readonly ActionInput RegistryPath = new("registry-path", "huggingface_model_types.json", "The registry file's path in the repository; a file that does not exist is proposed.");
    public static readonly ActionInput Types = new("types", "", "The model types to refresh, separated by commas or line ends; empty for every type of transformers and of the registry.");
    public static readonly ActionInput Details = new("details", "false", "Whether to ask one more question about each default: its card's new version and its benchmark results.");
    public static readonly ActionInput Scores = new("scores", "false", "Whether to score the defaults by their quality metrics, at most 100 a run.");
    public static readonly ActionInput Base = new("base", "", "The branch that the pull request goes to; empty for the default branch.");
    public static readonly ActionInput BranchPrefix = new("branch-prefix", "hfregistry", "The folder of the branches: a job's branch is `PREFIX/JOB`.");
    public static readonly ActionInput Title = new("title", "Refresh the model registry", "The title of a pull request.");
    public static readonly ActionInput CommitPrefix = new("commit-prefix", "", "What the commit's subject begins with, such as `chore(models):`.");
    public static readonly ActionInput Labels = new("labels", "", "Labels for a new pull request, separated by commas or line ends; they have to exist.");
    public static readonly ActionInput Assignees = new("assignees", "", "Logins to assign to a new pull request.");
    public static readonly ActionInput Reviewers = new("reviewers", "", "Logins to ask for a review of a new pull request.");
    public static readonly ActionInput TeamReviewers = new("team-reviewers", "", "Slugs of teams to ask for a review; the job's own token may not.");
    public static readonly ActionInput Milestone = new("milestone", "", "The title of the milestone of a new pull request.");
    public static readonly ActionInput Draft = new("draft", "false", "`true` opens a draft; `always` makes it one again whenever its content changes; `false` does neither.");
    public static readonly ActionInput OnClosed = new("on-closed", "respect", "When somebody closed the pull request and its content is the same: `respect` leaves it closed, `recreate` opens another.");
    public static readonly ActionInput OnEdited = new("on-edited", "keep", "When somebody pushed to the branch: `keep` leaves it alone and says so, `overwrite` discards those commits.");
    public static readonly ActionInput DeleteBranch = new("delete-branch", "true", "Whether a branch that has nothing to propose any more is deleted.");
    public static readonly ActionInput FailOn = new("fail-on", "never", "What fails the step, separated by commas: `change` (any that matters), `human` (one that a person has to look at), `partial` (the Hub did not answer for something), or `never`.");
    public static readonly ActionInput MaxWait = new("max-wait", "15", "How many minutes all waits for GitHub's rate limits may take together, 0 to 300.");

    /// <summary>All of them, in the order of the documentation.</summary>
    public static ImmutableArray<ActionInput> All { get; } =
    [
        Token, Jobs, Mode, RegistryPath, Types, Details, Scores, Base, BranchPrefix, Title, CommitPrefix, Labels, Assignees, Reviewers,
        TeamReviewers, Milestone, Draft, OnClosed, OnEdited, DeleteBranch, FailOn, MaxWait,
    ];
}
