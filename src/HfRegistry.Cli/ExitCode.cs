namespace HfRegistry.Cli;

/// <summary>The exit codes of every verb.</summary>
public static class ExitCode
{
    /// <summary>Done; warnings may have been printed.</summary>
    public const int Done = 0;

    /// <summary>The verb did its work and found something: no model meets the demands, the lock differs.</summary>
    public const int Findings = 1;

    /// <summary>The command line, a file or a variable is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Refused: the network is forbidden, another process is writing the file or changed it meanwhile, or GitHub does not permit it.</summary>
    public const int Refused = 3;

    /// <summary>The network, a rate limit or a bug at one item left something missing; what was learnt is kept and named.</summary>
    public const int Network = 4;

    /// <summary>A bug of this program.</summary>
    public const int Bug = 5;

    /// <summary>Ended by Ctrl+C or SIGTERM, as shells count it (128 + SIGINT).</summary>
    public const int Cancelled = 130;

    /// <summary>The exit code of the first error; <see cref="Done"/> without one.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics) =>
        diagnostics.FirstOrDefault(static diagnostic => diagnostic.Severity == Severity.Error) is { } error ? Of(error.Code) : Done;

    private static int Of(string code) => code switch
    {
        _ when code == DiagnosticCatalogue.JobCrashed.Code => Bug,
        _ when code == DiagnosticCatalogue.Unsatisfiable.Code
            || code == DiagnosticCatalogue.NoModelOfType.Code
            || code == DiagnosticCatalogue.UnknownModel.Code
            || code == DiagnosticCatalogue.NotAvailable.Code
            || code == DiagnosticCatalogue.LockDiffers.Code
            || code == DiagnosticCatalogue.MergeConflict.Code
            || code == DiagnosticCatalogue.HubNotFound.Code => Findings,
        _ when code == DiagnosticCatalogue.NetworkBanned.Code
            || code == DiagnosticCatalogue.RegistryBusy.Code
            || code == DiagnosticCatalogue.FileChanged.Code
            || code == DiagnosticCatalogue.GitHubBadToken.Code
            || code == DiagnosticCatalogue.GitHubNotPermitted.Code
            || code == DiagnosticCatalogue.PullRequestsNotPermitted.Code
            || code == DiagnosticCatalogue.BranchProtected.Code
            || code == DiagnosticCatalogue.RepositoryArchived.Code
            || code == DiagnosticCatalogue.GitHubRefused.Code
            || code == DiagnosticCatalogue.BranchMoved.Code
            || code == DiagnosticCatalogue.BranchNotOurs.Code
            || code == DiagnosticCatalogue.PlanOutdated.Code => Refused,
        _ when code == DiagnosticCatalogue.HubUnavailable.Code
            || code == DiagnosticCatalogue.HubRateLimited.Code
            || code == DiagnosticCatalogue.HubBadToken.Code
            || code == DiagnosticCatalogue.HubMalformed.Code
            || code == DiagnosticCatalogue.ItemFailed.Code
            || code == DiagnosticCatalogue.GitHubRateLimited.Code
            || code == DiagnosticCatalogue.GitHubUnavailable.Code
            || code == DiagnosticCatalogue.GitHubMalformed.Code => Network,
        _ => Usage,
    };
}
