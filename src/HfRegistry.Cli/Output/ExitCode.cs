namespace HfRegistry.Cli.Output;

/// <summary>The exit codes of every verb.</summary>
internal static class ExitCode
{
    /// <summary>Done; warnings may have been printed.</summary>
    public const int Done = 0;

    /// <summary>The verb did its work and found something: no model meets the demands, the lock differs.</summary>
    public const int Findings = 1;

    /// <summary>The command line, a file or a variable is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Refused: the network is forbidden, another process is writing the file or changed it meanwhile, or GitHub does not permit it.</summary>
    public const int Refused = 3;

    /// <summary>The network, a rate limit or a bug at one item left something missing; what was learned is kept and named.</summary>
    public const int Network = 4;

    /// <summary>A bug of this program.</summary>
    public const int Bug = 5;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells count it (128 + SIGINT).</summary>
    public const int Canceled = 130;

    /// <summary>Returns the exit code of the first error; <see cref="Done"/> without one.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == Severity.Error) is { } error ? Of(error.Code) : Done;

    private static int Of(string code) => code switch
    {
        _ when code == DiagnosticCatalog.JobCrashed.Code => Bug,
        _ when code == DiagnosticCatalog.Unsatisfiable.Code
            || code == DiagnosticCatalog.NoModelOfType.Code
            || code == DiagnosticCatalog.UnknownModel.Code
            || code == DiagnosticCatalog.NotAvailable.Code
            || code == DiagnosticCatalog.LockDiffers.Code
            || code == DiagnosticCatalog.MergeConflict.Code
            || code == DiagnosticCatalog.UnsafeFileName.Code
            || code == DiagnosticCatalog.NoFileChosen.Code
            || code == DiagnosticCatalog.HubNotFound.Code => Findings,
        _ when code == DiagnosticCatalog.NetworkBanned.Code
            || code == DiagnosticCatalog.NotCached.Code
            || code == DiagnosticCatalog.RegistryBusy.Code
            || code == DiagnosticCatalog.FileChanged.Code
            || code == DiagnosticCatalog.GitHubBadToken.Code
            || code == DiagnosticCatalog.GitHubNotPermitted.Code
            || code == DiagnosticCatalog.PullRequestsNotPermitted.Code
            || code == DiagnosticCatalog.BranchProtected.Code
            || code == DiagnosticCatalog.RepositoryArchived.Code
            || code == DiagnosticCatalog.GitHubRefused.Code
            || code == DiagnosticCatalog.BranchMoved.Code
            || code == DiagnosticCatalog.BranchNotOurs.Code
            || code == DiagnosticCatalog.PlanOutdated.Code => Refused,
        _ when code == DiagnosticCatalog.HubUnavailable.Code
            || code == DiagnosticCatalog.HubRateLimited.Code
            || code == DiagnosticCatalog.HubBadToken.Code
            || code == DiagnosticCatalog.HubMalformed.Code
            || code == DiagnosticCatalog.DownloadFailed.Code
            || code == DiagnosticCatalog.ContentDiffers.Code
            || code == DiagnosticCatalog.ItemFailed.Code
            || code == DiagnosticCatalog.GitHubRateLimited.Code
            || code == DiagnosticCatalog.GitHubUnavailable.Code
            || code == DiagnosticCatalog.GitHubMalformed.Code => Network,
        _ => Usage,
    };
}
