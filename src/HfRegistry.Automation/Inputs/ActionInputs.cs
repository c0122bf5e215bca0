using System.Collections.Immutable;
using HfRegistry.TestProjects;

namespace HfRegistry.Automation.Inputs;

/// <summary>An input of the action.</summary>
/// <param name="Name">The name, as a workflow writes it.</param>
/// <param name="Default">What an empty input stands for; what the runner fills in for a token.</param>
/// <param name="Description">What it is for, for people.</param>
internal sealed record ActionInput(string Name, string Default, string Description)
{
    /// <summary>Gets the variable in which a runner hands it on: upper case, and dashes stay.</summary>
    public string Variable => $"INPUT_{Name.ToUpperInvariant()}";
}

/// <summary>The inputs of the action: the table that the code reads by and from which <c>action.yml</c> and the pages are generated.</summary>
internal static class ActionInputs
{
    public static readonly ActionInput Token = new("token", "${{ github.token }}", "Token that reads the repository and opens the pull request. With a GitHub App token, the pull request starts other workflows.");
    public static readonly ActionInput Jobs = new("jobs", "registry", "Jobs to run, separated by commas: `registry` (refresh the registry), `mof-drafts` (draft missing MOF documents), `mof-gap` (report models without a MOF document), `mof-validate` (validate the MOF documents), `gate` (check the models against the gate), or `all`.");
    public static readonly ActionInput Mode = new("mode", "pull-request", "`pull-request` opens or updates pull requests. `check` only reports. `dry-run` also reports what would be written.");
    public static readonly ActionInput Strategy = new("strategy", "per-job", "`per-job` opens one pull request for each job. `single` opens one for all jobs, on the branch `PREFIX/all`.");
    public static readonly ActionInput RegistryPath = new("registry-path", "huggingface_model_types.json", "Path of the registry file in the repository. A file that does not exist is created by the pull request.");
    public static readonly ActionInput MofDir = new("mof-dir", "models", "Folder of the MOF documents in the repository (`*.yml`, `*.yaml`, including subfolders). Drafts are added here.");
    public static readonly ActionInput MaxDrafts = new("max-drafts", "10", "`mof-drafts`: maximum number of documents in a pull request, 1 to 50.");
    public static readonly ActionInput MinDownloads = new("min-downloads", "", "Minimum downloads in 30 days of a popular model. Empty: 1000 for `mof-gap`, 50000 for `mof-drafts`.");
    public static readonly ActionInput GitHubEvidence = new("github-evidence", "false", "`mof-drafts`: `true` reads the models' own repositories on GitHub, with at most six requests each: drafts list their code by path, at a commit.");
    public static readonly ActionInput GapReport = new("gap-report", "", "`mof-gap`: Markdown file in the repository that a pull request keeps up to date with the report. Empty: the report is in the summary only.");
    public static readonly ActionInput Types = new("types", "", "Model types to refresh, separated by commas or line breaks. Empty: all types of transformers and of the registry.");
    public static readonly ActionInput TestProject = new("test-project", "", "`registry`: folder of a test project that builds against the new default models, as part of the pull request. Empty: no test project.");
    public static readonly ActionInput ShardFiles = new("shard-files", "", "`registry`: paths or globs of registry files in the workspace, written by `hfregistry refresh --shard`. They are merged instead of refreshing from the Hub. Empty: refresh from the Hub.");
    public static readonly ActionInput Details = new("details", "false", "`true` also fetches the new version and the benchmark results of each default model, with one request each.");
    public static readonly ActionInput Scores = new("scores", "false", "`true` scores the default models by their quality metrics, at most 100 in a run.");
    public static readonly ActionInput Base = new("base", "", "Target branch of the pull requests. Empty: the default branch.");
    public static readonly ActionInput BranchPrefix = new("branch-prefix", "hfregistry", "Prefix of the branch names. The branch of a job is `PREFIX/JOB`.");
    public static readonly ActionInput Title = new("title", "", "Title of the pull request. Empty: a title that summarizes the changes.");
    public static readonly ActionInput CommitPrefix = new("commit-prefix", "", "Prefix of the commit subject, such as `chore(models):`.");
    public static readonly ActionInput Labels = new("labels", "", "Labels of a new pull request, separated by commas or line breaks. They must exist.");
    public static readonly ActionInput Assignees = new("assignees", "", "Logins to assign to a new pull request.");
    public static readonly ActionInput Reviewers = new("reviewers", "", "Logins to request a review from for a new pull request.");
    public static readonly ActionInput TeamReviewers = new("team-reviewers", "", "Slugs of teams to request a review from. The token of the workflow cannot do this.");
    public static readonly ActionInput Milestone = new("milestone", "", "Title of the milestone of a new pull request.");
    public static readonly ActionInput Draft = new("draft", "false", "`true` opens the pull request as a draft. `always` also turns it back into a draft whenever its content changes.");
    public static readonly ActionInput OnClosed = new("on-closed", "respect", "What to do if someone closed the pull request and its content is the same: `respect` leaves it closed, `recreate` opens a new one.");
    public static readonly ActionInput OnEdited = new("on-edited", "keep", "What to do if someone pushed to the branch: `keep` stops updating it and adds a comment, `overwrite` discards those commits.");
    public static readonly ActionInput DeleteBranch = new("delete-branch", "true", "`true` deletes a branch that has nothing left to propose.");
    public static readonly ActionInput FailOn = new("fail-on", "never", "Conditions that fail the step, separated by commas: `change` (a relevant change), `needs-review` (a change that needs review), `partial` (the Hub did not answer for something), `gap` (a popular model has no MOF document), or `never`. Errors found by `mof-validate` and `gate` always fail the step.");
    public static readonly ActionInput MaxWait = new("max-wait", "15", "Maximum time in minutes to wait for GitHub's rate limits, 0 to 300.");
    public static readonly ActionInput Timeout = new("timeout", "", "Maximum time for the Hub, for all jobs together, such as `90s`, `5m` or `1h`. What is known by then is proposed. Empty: no limit.");

    public static readonly ActionInput Plan = new("plan", "", "File in the workspace to write a plan to. Nothing is written to GitHub.");
    public static readonly ActionInput Apply = new("apply", "", "Plan in the workspace to apply. It is applied only if the repository has not changed, and the Hub is not asked.");

    /// <summary>Gets all of them, in the order of the documentation.</summary>
    public static ImmutableArray<ActionInput> All { get; } =
    [
        Token, Jobs, Mode, Strategy, RegistryPath, Types, ShardFiles, Details, Scores, TestProject, MofDir, MaxDrafts, MinDownloads, GitHubEvidence, GapReport, Base, BranchPrefix,
        Title, CommitPrefix, Labels, Assignees, Reviewers, TeamReviewers, Milestone, Draft, OnClosed, OnEdited, DeleteBranch, FailOn, MaxWait, Timeout, Plan, Apply,
    ];
}
