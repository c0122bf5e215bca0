namespace HfRegistry.Diagnostics;

// GitHub: HFR6xxx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A variable that a runner sets is missing or not valid.</summary>
    public static readonly DiagnosticDescriptor GitHubEnvironment = new("HFR6001", Severity.Error, "A URL of GitHub is not set or not valid",
        "{variable} is not set or is not a valid https URL.",
        "Run inside GitHub Actions, or set it to an https URL without a user name and a query.");

    /// <summary>The two URLs of the API are on different hosts.</summary>
    public static readonly DiagnosticDescriptor GitHubHostsDiffer = GitHubEnvironment.Variant(
        "GITHUB_GRAPHQL_URL and GITHUB_API_URL are on different hosts, but the token is sent to one only.",
        "Set both to the same host.");

    /// <summary>The repository is not set.</summary>
    public static readonly DiagnosticDescriptor RepositoryNotSet = GitHubEnvironment.Variant(
        "GITHUB_REPOSITORY is not set to owner/name.",
        "Run inside GitHub Actions, or set it.");

    /// <summary>GitHub refused the token.</summary>
    public static readonly DiagnosticDescriptor GitHubBadToken = new("HFR6002", Severity.Error, "GitHub refused the token",
        "{consequence}: {reason}.",
        "Use a valid token: `${{ github.token }}`, an App's token or a personal one.")
    { Failure = FailureKind.Refusal };

    /// <summary>No token is set.</summary>
    public static readonly DiagnosticDescriptor GitHubTokenMissing = GitHubBadToken.Variant(
        "Opening a pull request requires a token.");

    /// <summary>The token lacks a permission.</summary>
    public static readonly DiagnosticDescriptor GitHubNotPermitted = new("HFR6003", Severity.Error, "The token lacks a permission",
        "{consequence}: {reason}.",
        "Give the job `permissions:` with `contents: write` and `pull-requests: write`; a personal token has scopes of its own, and the token of a fork is read-only.")
    { Failure = FailureKind.Refusal };

    /// <summary>The setting that lets workflows create pull requests is off.</summary>
    public static readonly DiagnosticDescriptor PullRequestsNotPermitted = new("HFR6004", Severity.Error, "Workflows may not create pull requests here",
        "{consequence}: {reason}.",
        "Turn on Settings → Actions → General → Workflow permissions → \"Allow GitHub Actions to create and approve pull requests\" (first for the organization), or use an App's token.")
    { Failure = FailureKind.Refusal };

    /// <summary>The repository, branch or file does not exist, or the token cannot access it.</summary>
    public static readonly DiagnosticDescriptor GitHubNotFound = new("HFR6005", Severity.Error, "The repository, branch or file does not exist",
        "{consequence}: {reason}.",
        "Check the name. GitHub returns 404 for private repositories that the token cannot access.");

    /// <summary>A rule protects the branch.</summary>
    public static readonly DiagnosticDescriptor BranchProtected = new("HFR6006", Severity.Error, "A rule protects the branch",
        "{consequence}: {reason}.",
        "Exempt the branch from the rule, let the token's owner bypass it, or use another branch.")
    { Failure = FailureKind.Refusal };

    /// <summary>The repository is archived.</summary>
    public static readonly DiagnosticDescriptor RepositoryArchived = new("HFR6007", Severity.Error, "The repository is archived",
        "{consequence}: {reason}.",
        "Unarchive it, or disable the workflow.")
    { Failure = FailureKind.Refusal };

    /// <summary>The repository has no commit.</summary>
    public static readonly DiagnosticDescriptor RepositoryEmpty = new("HFR6008", Severity.Error, "The repository is empty",
        "{consequence}: {reason}.",
        "Push a first commit.");

    /// <summary>The repository has issues disabled.</summary>
    public static readonly DiagnosticDescriptor IssuesDisabled = new("HFR6009", Severity.Error, "The repository has issues disabled",
        "{consequence}: {reason}.",
        "Turn on Settings → General → Features → Issues, or configure no labels, assignees and milestone.");

    /// <summary>A rate limit is used up.</summary>
    public static readonly DiagnosticDescriptor GitHubRateLimited = new("HFR6010", Severity.Error, "GitHub's rate limit is used up",
        "{consequence}: {reason}.",
        "Run again later, or raise the longest wait; the next run resumes here.")
    { Failure = FailureKind.Network };

    /// <summary>GitHub cannot be reached, or answers with errors.</summary>
    public static readonly DiagnosticDescriptor GitHubUnavailable = new("HFR6011", Severity.Error, "GitHub cannot be reached",
        "{consequence}: {reason}.",
        "Run again later; the next run resumes here.")
    { Failure = FailureKind.Network };

    /// <summary>GitHub's answer is not valid.</summary>
    public static readonly DiagnosticDescriptor GitHubMalformed = new("HFR6012", Severity.Error, "GitHub's answer cannot be read",
        "{consequence}: {reason}.",
        "Run again; if it persists, check GITHUB_API_URL and proxies.")
    { Failure = FailureKind.Network };

    /// <summary>GitHub refuses a request for a reason of its own.</summary>
    public static readonly DiagnosticDescriptor GitHubRefused = new("HFR6013", Severity.Error, "GitHub refused a request",
        "{consequence}: {reason}.",
        "Correct the setting that the message names.")
    { Failure = FailureKind.Refusal };

    /// <summary>A branch changed during the run.</summary>
    public static readonly DiagnosticDescriptor BranchMoved = new("HFR6014", Severity.Error, "The branch changed during the run",
        "{consequence}: {reason}.",
        "Run again; nothing was overwritten. Use a concurrency group to keep runs apart.")
    { Failure = FailureKind.Refusal };

    /// <summary>The base branch moved during the run.</summary>
    public static readonly DiagnosticDescriptor BaseMoved = BranchMoved.Variant(
        "The branch {branch} changed during the run.",
        "Run again.");

    /// <summary>The repository was renamed.</summary>
    public static readonly DiagnosticDescriptor RepositoryRenamed = new("HFR6015", Severity.Warning, "The repository was renamed",
        "{old} was renamed to {new}.",
        "Use the new name; GitHub may stop redirecting the old one.");

    /// <summary>Other people have committed to the branch.</summary>
    public static readonly DiagnosticDescriptor BranchNotOurs = new("HFR6016", Severity.Error, "Other people have committed to the branch",
        "Other people have committed to the branch {branch}.",
        "Use another branch, or delete this one if it is no longer needed.")
    { Failure = FailureKind.Refusal };

    /// <summary>A branch of this name cannot exist beside another one.</summary>
    public static readonly DiagnosticDescriptor BranchNameClash = new("HFR6017", Severity.Error, "The branch cannot exist beside another one",
        "The branch {branch} cannot exist beside {other}.",
        "Delete the other branch, or use another name: Git cannot have both `a` and `a/b`.");

    /// <summary>A pull request was not changed because others pushed to its branch.</summary>
    public static readonly DiagnosticDescriptor PullRequestKept = new("HFR6018", Severity.Warning, "A pull request with commits by other people was not changed",
        "#{number} was not changed because others pushed to its branch.",
        "Merge or close it; or tick its checkbox to rebuild the branch, which discards those commits.");

    /// <summary>A pull request was closed or merged while it was worked on.</summary>
    public static readonly DiagnosticDescriptor PullRequestClosedMeanwhile = new("HFR6019", Severity.Warning, "A pull request was closed while it was updated",
        "#{number} was {state} during the update.",
        "No action is needed; it stays closed until its content changes.");

    /// <summary>A label, an assignee, a reviewer, a milestone or the draft state could not be set.</summary>
    public static readonly DiagnosticDescriptor PullRequestMetadataFailed = new("HFR6020", Severity.Warning, "A pull request lacks a label, assignee, reviewer, milestone or draft state",
        "#{number} has no {metadata} '{name}': {reason}.",
        "Correct the name, create the label, or give the token `issues: write`; the pull request itself is complete.");

    /// <summary>A pull request could not be converted to a draft.</summary>
    public static readonly DiagnosticDescriptor DraftNotSet = PullRequestMetadataFailed.Variant(
        "#{number} cannot be converted to a draft: {reason}.",
        "Give the token `pull-requests: write`.");

    /// <summary>The repository has no draft pull requests.</summary>
    public static readonly DiagnosticDescriptor DraftNotSupported = PullRequestMetadataFailed.Variant(
        "The pull request is not a draft because the plan of this repository has no drafts.",
        "Remove the input `draft`.");

    /// <summary>A review of a team could not be requested.</summary>
    public static readonly DiagnosticDescriptor TeamReviewNotRequested = PullRequestMetadataFailed.Variant(
        "#{number} has no review request for the team '{name}': {reason}.",
        "Use an App's or a personal token that can read the members of the organization.");

    /// <summary>A review could not be requested.</summary>
    public static readonly DiagnosticDescriptor ReviewNotRequested = PullRequestMetadataFailed.Variant(
        "#{number} has no review request for '{name}': {reason}.");

    /// <summary>A commit is not verified.</summary>
    public static readonly DiagnosticDescriptor CommitNotVerified = new("HFR6021", Severity.Message, "GitHub did not sign the commit",
        "GitHub did not sign the commit {commit} ({reason}).",
        "If branch rules require signatures, use the job's own token or an App's; commits of a personal token are not signed.");

    /// <summary>A text was too long, and sections of it were left out.</summary>
    public static readonly DiagnosticDescriptor BodyShortened = new("HFR6022", Severity.Message, "Sections of a text were left out to fit GitHub's limit",
        "{count:# section was|# sections were} left out of the pull request to fit GitHub's limit.",
        "No action is needed; the summary of the job has them.");

    /// <summary>A plan was made for another state of the repository.</summary>
    public static readonly DiagnosticDescriptor PlanOutdated = new("HFR6023", Severity.Error, "The plan is of another state of the repository",
        "The plan was not applied: {difference}.",
        "Make a new plan and apply it.")
    { Failure = FailureKind.Refusal };

    /// <summary>A plan cannot be read.</summary>
    public static readonly DiagnosticDescriptor PlanBroken = new("HFR6024", Severity.Error, "The plan cannot be read",
        "The plan {path} cannot be read: {reason}.",
        "Make a new plan with `--plan`, and do not edit it.");

    /// <summary>A plan has invalid content.</summary>
    public static readonly DiagnosticDescriptor PlanInvalid = PlanBroken.Variant(
        "The plan is not valid: {problem}.");

    /// <summary>A comment could not be written or edited.</summary>
    public static readonly DiagnosticDescriptor CommentNotWritten = new("HFR6025", Severity.Warning, "A comment could not be written",
        "The comment on #{number} could not be written: {reason}.",
        "Unlock the conversation, or give the token `pull-requests: write`.");

    /// <summary>A change's branch is the one that the change goes to.</summary>
    public static readonly DiagnosticDescriptor BranchIsBase = new("HFR6026", Severity.Error, "The branch is its own base",
        "The branch {branch} is its own base.",
        "Use another branch; nothing is committed directly to the base.");

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
        "{path} cannot be read or written: {reason}.",
        "Use a path of this repository, outside of submodules and of symbolic links that leave it.");

    /// <summary>A job ended in an unexpected exception.</summary>
    public static readonly DiagnosticDescriptor JobCrashed = new("HFR6037", Severity.Error, "A job of the action failed because of a bug",
        "The job {job} failed because of a bug in hfregistry ({exception}).",
        "Report it with the lines that follow in the job's log.")
    { Failure = FailureKind.Bug };

    /// <summary>A new model for a lock file did not pass its verification.</summary>
    public static readonly DiagnosticDescriptor LockNotVerified = new("HFR6038", Severity.Warning, "A model for a lock file did not pass its verification",
        "{lock} was not changed to {model}: {reason}.",
        "If you want this model, accept its terms or correct the request.");

    /// <summary>GitHub did not tell of source repositories.</summary>
    public static readonly DiagnosticDescriptor SourcesUnknown = new("HFR6039", Severity.Warning, "Repository evidence is missing",
        "{count:# source repository|# source repositories} could not be read: {reason}.",
        "Run again later. Scores and drafts of these models are as without this evidence.");

    /// <summary>Repository evidence needs a token.</summary>
    public static readonly DiagnosticDescriptor SourcesWithoutToken = SourcesUnknown.Variant(
        "The source repositories were not read because no token for GitHub is set.",
        "Set GITHUB_TOKEN. A token without any permission can read public repositories.");

    /// <summary>The repositories that model cards name are on github.com.</summary>
    public static readonly DiagnosticDescriptor SourcesElsewhere = SourcesUnknown.Variant(
        "The source repositories were not read because they are on github.com, and GITHUB_API_URL names {host}.",
        "Unset GITHUB_API_URL, GITHUB_GRAPHQL_URL and GITHUB_SERVER_URL for this command, and set GITHUB_TOKEN to a token of github.com.");
}
