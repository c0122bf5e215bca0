namespace HfRegistry.Diagnostics;

// GitHub: HFR6xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>The variables that a runner sets are missing or unusable.</summary>
    public static readonly DiagnosticDescriptor GitHubEnvironment = new("HFR6001", Severity.Error, "It is not known where GitHub is",
        "Run inside GitHub Actions, or set GITHUB_API_URL, GITHUB_GRAPHQL_URL and GITHUB_SERVER_URL to https addresses.");

    /// <summary>GitHub refused the token.</summary>
    public static readonly DiagnosticDescriptor GitHubBadToken = new("HFR6002", Severity.Error, "GitHub refused the token",
        "Pass a token that is valid: `${{ github.token }}`, an App's token or a personal one.");

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
        "Make a new plan with `--plan`; a plan is not meant to be edited.");

    /// <summary>A comment could not be written or edited.</summary>
    public static readonly DiagnosticDescriptor CommentNotWritten = new("HFR6025", Severity.Warning, "A comment could not be written",
        "Unlock the conversation, or give the token `pull-requests: write`.");

    /// <summary>A change's branch is the one that the change goes to.</summary>
    public static readonly DiagnosticDescriptor BranchIsBase = new("HFR6026", Severity.Error, "The branch is its own base",
        "Name another branch: nothing is ever committed on the base itself.");

    /// <summary>An input of the action has a value that it cannot have.</summary>
    public static readonly DiagnosticDescriptor ActionInput = new("HFR6027", Severity.Error, "An input of the action is wrong",
        "Correct the input in the workflow; docs/cli.md lists the inputs and their values.");

    /// <summary>A file by which a runner takes outputs or a summary cannot be written.</summary>
    public static readonly DiagnosticDescriptor RunnerFileNotWritten = new("HFR6028", Severity.Warning, "The step's outputs or summary could not be written",
        "Let the step write to the files that GITHUB_OUTPUT and GITHUB_STEP_SUMMARY name; a container runs as root there.");

    /// <summary>A model that a refresh made a default is not fit for it.</summary>
    public static readonly DiagnosticDescriptor DefaultNotVerified = new("HFR6029", Severity.Warning, "A new default did not pass its verification",
        "Nothing: the next candidate, or the default before, is proposed instead. A default that hfregistry.json pins (`defaults`) is proposed as it is: correct it there.");

    /// <summary>GitHub lists only a part of a large repository.</summary>
    public static readonly DiagnosticDescriptor LocksNotListed = new("HFR6030", Severity.Warning, "Not every lock file could be looked at",
        "Run `hfregistry lock update` in a checkout after the registry's pull request is merged.");

    /// <summary>A folder holds more documents than a run reads through the API.</summary>
    public static readonly DiagnosticDescriptor DocumentsNotRead = new("HFR6031", Severity.Warning, "Not every document was read",
        "Run `hfregistry mof validate` in a checkout: it reads files without asking GitHub for each of them.");

    /// <summary>A file stands where a test project would go.</summary>
    public static readonly DiagnosticDescriptor TestProjectKept = new("HFR6032", Severity.Warning, "A test project was left as it is",
        "Name another folder in the input `test-project`, or delete that file.");

    /// <summary>More models than a run judges.</summary>
    public static readonly DiagnosticDescriptor ModelsNotJudged = new("HFR6033", Severity.Warning, "Not every model was judged",
        "Name the types that count in the input `types`, or run `hfregistry gate` with the ids.");

    /// <summary>A document stands where a draft would go.</summary>
    public static readonly DiagnosticDescriptor DraftInTheWay = new("HFR6034", Severity.Warning, "A document stands in the place of a draft",
        "Write the model's address into its `huggingface` field when it is of that model; else rename it.");

    /// <summary>A proposal that may lack what an earlier one holds is not written.</summary>
    public static readonly DiagnosticDescriptor ProposalWithheld = new("HFR6035", Severity.Warning, "A proposal was not written",
        "Run again when that is mended; what an earlier run proposed stands.");

    /// <summary>A path lies in a submodule or behind a link that leaves the repository, or is of another kind.</summary>
    public static readonly DiagnosticDescriptor PathNotReachable = new("HFR6036", Severity.Error, "A path of the repository cannot be read or written",
        "Name a path of this repository: not in a submodule, and not behind a symbolic link that leads out of it.");

    /// <summary>A job ended in an exception that nobody expected.</summary>
    public static readonly DiagnosticDescriptor JobCrashed = new("HFR6037", Severity.Error, "A job of the action failed because of a bug",
        "Report it with the lines that follow in the job's log.");

    /// <summary>What a lock file would be changed to is not fit.</summary>
    public static readonly DiagnosticDescriptor LockNotVerified = new("HFR6038", Severity.Warning, "A model for a lock file did not pass its verification",
        "Nothing, unless the model is the one you want: then accept its terms, or correct the request.");
}
