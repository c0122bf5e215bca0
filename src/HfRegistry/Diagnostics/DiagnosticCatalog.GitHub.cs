namespace HfRegistry.Diagnostics;

// GitHub: HFR6xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>The variables that a runner sets are missing or unusable.</summary>
    public static readonly DiagnosticDescriptor GitHubEnvironment = new("HFR6001", Severity.Error, "It is not known where GitHub is",
        "Run inside GitHub Actions, or set GITHUB_API_URL, GITHUB_GRAPHQL_URL and GITHUB_SERVER_URL to https addresses.");

    /// <summary>The repository is not set.</summary>
    public static readonly DiagnosticDescriptor RepositoryNotSet = GitHubEnvironment.Variant(
        "GITHUB_REPOSITORY is not set to owner/name.",
        "Run inside GitHub Actions, or set it.");

    /// <summary>GitHub refused the token.</summary>
    public static readonly DiagnosticDescriptor GitHubBadToken = new("HFR6002", Severity.Error, "GitHub refused the token",
        "Pass a token that is valid: `${{ github.token }}`, an App's token or a personal one.");

    /// <summary>No token is set.</summary>
    public static readonly DiagnosticDescriptor GitHubTokenMissing = GitHubBadToken.Variant(
        "Opening a pull request requires a token.");

    /// <summary>The token lacks a permission.</summary>
    public static readonly DiagnosticDescriptor GitHubNotPermitted = new("HFR6003", Severity.Error, "The token lacks a permission",
        "Give the job `permissions:` with `contents: write` and `pull-requests: write`; they do not govern a personal token, whose own scopes count, and a fork's token only reads.");

    /// <summary>The setting that lets workflows create pull requests is off.</summary>
    public static readonly DiagnosticDescriptor PullRequestsNotPermitted = new("HFR6004", Severity.Error, "Workflows may not create pull requests here",
        "Turn on Settings → Actions → General → Workflow permissions → \"Allow GitHub Actions to create and approve pull requests\" (of the organisation first), or use an App's token.");

    /// <summary>GitHub does not know it, or hides it.</summary>
    public static readonly DiagnosticDescriptor GitHubNotFound = new("HFR6005", Severity.Error, "GitHub does not know the repository, branch or file",
        "Check the name; a token that may not see a private repository is told that there is none.");

    /// <summary>A rule protects the branch.</summary>
    public static readonly DiagnosticDescriptor BranchProtected = new("HFR6006", Severity.Error, "A rule protects the branch",
        "Except the branch from the rule, let the token's owner bypass it, or name another branch.");

    /// <summary>The repository is archived.</summary>
    public static readonly DiagnosticDescriptor RepositoryArchived = new("HFR6007", Severity.Error, "The repository is archived",
        "Unarchive it, or disable the workflow.");

    /// <summary>The repository has no commit.</summary>
    public static readonly DiagnosticDescriptor RepositoryEmpty = new("HFR6008", Severity.Error, "The repository is empty",
        "Push a first commit.");

    /// <summary>The repository has no issues.</summary>
    public static readonly DiagnosticDescriptor IssuesDisabled = new("HFR6009", Severity.Error, "The repository has its issues disabled",
        "Turn on Settings → General → Features → Issues, or ask for no labels, assignees and milestone.");

    /// <summary>A rate limit is used up.</summary>
    public static readonly DiagnosticDescriptor GitHubRateLimited = new("HFR6010", Severity.Error, "GitHub's rate limit is used up",
        "Run again later, or raise the longest wait; the next run goes on where this one ended.");

    /// <summary>GitHub cannot be reached, or answers with errors.</summary>
    public static readonly DiagnosticDescriptor GitHubUnavailable = new("HFR6011", Severity.Error, "GitHub cannot be reached",
        "Run again later; the next run goes on where this one ended.");

    /// <summary>GitHub's answer makes no sense.</summary>
    public static readonly DiagnosticDescriptor GitHubMalformed = new("HFR6012", Severity.Error, "GitHub's answer cannot be read",
        "Run again; if it persists, check GITHUB_API_URL and whether a proxy stands in the way.");

    /// <summary>GitHub refuses a request for a reason of its own.</summary>
    public static readonly DiagnosticDescriptor GitHubRefused = new("HFR6013", Severity.Error, "GitHub refused a request",
        "Correct what the message names.");

    /// <summary>A branch moves while it is worked on.</summary>
    public static readonly DiagnosticDescriptor BranchMoved = new("HFR6014", Severity.Error, "Somebody pushes to the branch at the same time",
        "Run again; nothing of theirs was overwritten. A concurrency group keeps two runs apart.");

    /// <summary>The base branch moved during the run.</summary>
    public static readonly DiagnosticDescriptor BaseMoved = BranchMoved.Variant(
        "The branch {branch} changed during the run.",
        "Run again.");

    /// <summary>The repository has another name now.</summary>
    public static readonly DiagnosticDescriptor RepositoryRenamed = new("HFR6015", Severity.Warning, "The repository has another name now",
        "Use the new name that the message tells.");

    /// <summary>The branch holds what others made.</summary>
    public static readonly DiagnosticDescriptor BranchNotOurs = new("HFR6016", Severity.Error, "The branch holds commits that are not ours",
        "Name another branch, or delete this one when nobody needs it.");

    /// <summary>A branch of this name cannot exist beside another one.</summary>
    public static readonly DiagnosticDescriptor BranchNameClash = new("HFR6017", Severity.Error, "The branch cannot exist beside another one",
        "Delete the other branch, or name another one: git cannot have both `a` and `a/b`.");

    /// <summary>A pull request was kept because of commits that others pushed.</summary>
    public static readonly DiagnosticDescriptor PullRequestKept = new("HFR6018", Severity.Warning, "A pull request with commits of others was left as it is",
        "Merge or close it; or tick its checkbox to have the branch rebuilt, which discards those commits.");

    /// <summary>A pull request was closed or merged while it was worked on.</summary>
    public static readonly DiagnosticDescriptor PullRequestClosedMeanwhile = new("HFR6019", Severity.Warning, "A pull request was closed while it was updated",
        "Nothing; it stays closed until its content changes.");

    /// <summary>A label, an assignee, a reviewer, a milestone or the draft state could not be set.</summary>
    public static readonly DiagnosticDescriptor PullRequestMetadataFailed = new("HFR6020", Severity.Warning, "A pull request lacks a label, assignee, reviewer, milestone or draft state",
        "Correct the name, create the label, or give the token `issues: write`; the pull request itself stands.");

    /// <summary>A commit is not verified.</summary>
    public static readonly DiagnosticDescriptor CommitNotVerified = new("HFR6021", Severity.Message, "GitHub did not sign the commit",
        "Use the job's own token or an App's when the branch rules demand signatures; a personal token's commits are not signed.");

    /// <summary>A text was too long, and sections of it were left out.</summary>
    public static readonly DiagnosticDescriptor BodyShortened = new("HFR6022", Severity.Message, "Sections of a text were left out to fit GitHub's limit",
        "Nothing; the job's summary holds what is missing.");

    /// <summary>A plan was made for another state of the repository.</summary>
    public static readonly DiagnosticDescriptor PlanOutdated = new("HFR6023", Severity.Error, "The plan is of another state of the repository",
        "Make a new plan and apply that.");

    /// <summary>A plan cannot be read.</summary>
    public static readonly DiagnosticDescriptor PlanBroken = new("HFR6024", Severity.Error, "The plan cannot be read",
        "The plan {path} cannot be read: {reason}.",
        "Make a new plan with `--plan`, and do not edit it.");

    /// <summary>A comment could not be written or edited.</summary>
    public static readonly DiagnosticDescriptor CommentNotWritten = new("HFR6025", Severity.Warning, "A comment could not be written",
        "Unlock the conversation, or give the token `pull-requests: write`.");

    /// <summary>A change's branch is the one that the change goes to.</summary>
    public static readonly DiagnosticDescriptor BranchIsBase = new("HFR6026", Severity.Error, "The branch is its own base",
        "Name another branch: nothing is ever committed on the base itself.");

    /// <summary>An input of the action has an invalid value.</summary>
    public static readonly DiagnosticDescriptor ActionInput = new("HFR6027", Severity.Error, "An input of the action is not valid",
        "The input '{input}' has the value '{value}', which is not valid.",
        "Use {expected}; docs/cli.md lists the inputs and their values.");

    /// <summary>A shard does not exist.</summary>
    public static readonly DiagnosticDescriptor ShardFilesMissing = ActionInput.Variant(
        "A pattern of the input '{input}' matches no file: {patterns}.",
        "Correct the pattern, or check that the shards were downloaded.");

    /// <summary>An input of the refresh beside refreshed shards.</summary>
    public static readonly DiagnosticDescriptor ShardsExcludeInput = ActionInput.Variant(
        "The inputs '{input}' and `shard-files` exclude each other, since shards are already refreshed.",
        "Remove one of them.");

    /// <summary>A plan is applied in another mode.</summary>
    public static readonly DiagnosticDescriptor ApplyMode = ActionInput.Variant(
        "The input `apply` requires `mode: pull-request`.",
        "Set the mode, or remove `apply`.");

    /// <summary>A run can make a plan or apply one, not both.</summary>
    public static readonly DiagnosticDescriptor PlanAndApply = ActionInput.Variant(
        "The inputs `plan` and `apply` exclude each other.",
        "Remove one of them.");

    /// <summary>The file for outputs or the summary cannot be written.</summary>
    public static readonly DiagnosticDescriptor RunnerFileNotWritten = new("HFR6028", Severity.Warning, "The outputs or the summary of the step could not be written",
        "{variable} names a file that cannot be written: {reason}.",
        "Let the step write to the files that GITHUB_OUTPUT and GITHUB_STEP_SUMMARY name; a container needs root for that.");

    /// <summary>A new default did not pass its verification.</summary>
    public static readonly DiagnosticDescriptor DefaultNotVerified = new("HFR6029", Severity.Warning, "A new default did not pass its verification",
        "{model} did not pass verification as the default of {type}: {reason}.",
        "The next candidate or the previous default is proposed instead; correct a default that hfregistry.json pins under `defaults`.");

    /// <summary>A repository has more lock files than a run reads.</summary>
    public static readonly DiagnosticDescriptor LocksNotListed = new("HFR6030", Severity.Warning, "Some lock files were not read",
        "The repository has {count:# lock file|# lock files}, but only {read} were read.",
        "Run `hfregistry lock update` in a checkout after the pull request of the registry is merged.");

    /// <summary>GitHub lists only part of a large repository.</summary>
    public static readonly DiagnosticDescriptor LocksNotFound = LocksNotListed.Variant(
        "GitHub lists only part of the repository, so lock files may be missing.");

    /// <summary>A folder holds more documents than a run reads through the API.</summary>
    public static readonly DiagnosticDescriptor DocumentsNotRead = new("HFR6031", Severity.Warning, "Some documents were not read",
        "{folder} has {count:# document|# documents}, but only {read} were read.",
        "Run `hfregistry mof validate` in a checkout to validate all of them.");

    /// <summary>GitHub lists only part of a large repository.</summary>
    public static readonly DiagnosticDescriptor DocumentsNotListed = DocumentsNotRead.Variant(
        "GitHub lists only part of the repository, so documents below {folder} may be missing.");

    /// <summary>A file has the path of a generated test project.</summary>
    public static readonly DiagnosticDescriptor TestProjectKept = new("HFR6032", Severity.Warning, "A test project was kept",
        "{path} was not written by this action and was kept.",
        "Use another folder in the input `test-project`, or delete the file.");

    /// <summary>A repository uses more models than a run checks.</summary>
    public static readonly DiagnosticDescriptor ModelsNotJudged = new("HFR6033", Severity.Warning, "Some models were not checked",
        "The repository uses {count:# model|# models}, but only {judged} were checked.",
        "Name the important types in the input `types`, or run `hfregistry gate` with the ids.");

    /// <summary>A document has the path of a draft.</summary>
    public static readonly DiagnosticDescriptor DraftInTheWay = new("HFR6034", Severity.Warning, "A document is in the place of a draft",
        "{path} is in the place of a draft of {model}.",
        "If the document describes this model, add the model's URL to its `huggingface` field; otherwise rename the document.");

    /// <summary>A job could not learn everything it needs, so its pull request stays as it is.</summary>
    public static readonly DiagnosticDescriptor ProposalWithheld = new("HFR6035", Severity.Warning, "A job wrote nothing",
        "Nothing was written for the job {job}: {reason}.",
        "Fix this and run again. The existing pull request was not changed.");

    /// <summary>A path lies in a submodule or behind a link that leaves the repository, or is of another kind.</summary>
    public static readonly DiagnosticDescriptor PathNotReachable = new("HFR6036", Severity.Error, "A path of the repository cannot be read or written",
        "Name a path of this repository: not in a submodule, and not behind a symbolic link that leads out of it.");

    /// <summary>A job ended in an unexpected exception.</summary>
    public static readonly DiagnosticDescriptor JobCrashed = new("HFR6037", Severity.Error, "A job of the action failed because of a bug",
        "The job {job} failed because of a bug in hfregistry ({exception}).",
        "Report it with the lines that follow in the job's log.");

    /// <summary>A new model for a lock file did not pass its verification.</summary>
    public static readonly DiagnosticDescriptor LockNotVerified = new("HFR6038", Severity.Warning, "A model for a lock file did not pass its verification",
        "{lock} was not changed to {model}: {reason}.",
        "If you want this model, accept its terms or correct the request.");
}
