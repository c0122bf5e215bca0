using System.Collections.Immutable;
using HfRegistry.TestProjects;

namespace HfRegistry.Automation.Inputs;

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
    public static readonly ActionInput Jobs = new("jobs", "registry", "What to do, separated by commas: `registry` (refresh it), `mof-drafts` (draft missing MOF documents), `mof-gap` (report what is missing), `mof-validate` (check the documents), `gate` (judge the models), or `all`.");
    public static readonly ActionInput Mode = new("mode", "pull-request", "`pull-request` opens or updates a pull request; `check` only compares and tells; `dry-run` tells what would be written.");
    public static readonly ActionInput Strategy = new("strategy", "per-job", "`per-job` opens a pull request for each job that proposes something, `single` one for all of them, on the branch `PREFIX/all`.");
    public static readonly ActionInput RegistryPath = new("registry-path", "huggingface_model_types.json", "The registry file's path in the repository; a file that does not exist is proposed.");
    public static readonly ActionInput MofDir = new("mof-dir", "models", "The folder of the MOF documents in the repository (`*.yml`, `*.yaml`, folders below it included); drafts go there.");
    public static readonly ActionInput MaxDrafts = new("max-drafts", "10", "`mof-drafts`: how many documents a pull request holds at most, 1 to 50.");
    public static readonly ActionInput MinDownloads = new("min-downloads", "", "The least downloads of 30 days that make a model popular; empty for 1000 in `mof-gap` and 50000 in `mof-drafts`.");
    public static readonly ActionInput GapReport = new("gap-report", "", "`mof-gap`: a Markdown file in the repository that keeps the report, by a pull request; empty for the summary alone.");
    public static readonly ActionInput Types = new("types", "", "The model types to refresh, separated by commas or line ends; empty for every type of transformers and of the registry.");
    public static readonly ActionInput TestProject = new("test-project", "", "`registry`: a folder for a test project over the new defaults, which goes along in the pull request so that its checks build against them; empty for none.");
    public static readonly ActionInput ShardFiles = new("shard-files", "", "`registry`: registry files in the workspace, as paths or globs, that `hfregistry refresh --shard` made; they are merged instead of asking the Hub. Empty to ask it.");
    public static readonly ActionInput Details = new("details", "false", "Whether to ask one more question about each default: its card's new version and its benchmark results.");
    public static readonly ActionInput Scores = new("scores", "false", "Whether to score the defaults by their quality metrics, at most 100 a run.");
    public static readonly ActionInput Base = new("base", "", "The branch that the pull request goes to; empty for the default branch.");
    public static readonly ActionInput BranchPrefix = new("branch-prefix", "hfregistry", "The folder of the branches: a job's branch is `PREFIX/JOB`.");
    public static readonly ActionInput Title = new("title", "", "The title of a pull request; empty for the job's own.");
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
    public static readonly ActionInput FailOn = new("fail-on", "never", "What fails the step, separated by commas: `change` (any that matters), `needs-review` (one that a person has to look at), `partial` (the Hub did not answer for something), `gap` (a popular model has no MOF document), or `never`. What `mof-validate` and `gate` find wrong always does.");
    public static readonly ActionInput MaxWait = new("max-wait", "15", "How many minutes all waits for GitHub's rate limits may take together, 0 to 300.");
    public static readonly ActionInput Timeout = new("timeout", "", "How long the Hub may take for all jobs together, such as `90s`, `5m` or `1h`; what is known until then is proposed. Empty for no limit.");

    public static readonly ActionInput Plan = new("plan", "", "A file in the workspace: the plan is written there, and nothing to GitHub.");
    public static readonly ActionInput Apply = new("apply", "", "A plan in the workspace: it is carried out if the repository is still as it was, and the Hub is not asked.");

    /// <summary>All of them, in the order of the documentation.</summary>
    public static ImmutableArray<ActionInput> All { get; } =
    [
        Token, Jobs, Mode, Strategy, RegistryPath, Types, ShardFiles, Details, Scores, TestProject, MofDir, MaxDrafts, MinDownloads, GapReport, Base, BranchPrefix,
        Title, CommitPrefix, Labels, Assignees, Reviewers, TeamReviewers, Milestone, Draft, OnClosed, OnEdited, DeleteBranch, FailOn, MaxWait, Timeout, Plan, Apply,
    ];
}
