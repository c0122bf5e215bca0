namespace HfRegistry.GitHub;

/// <summary>Turns GitHub's errors into diagnostics, whose remedies name the setting or permission to change.</summary>
internal static class GitHubDiagnostics
{
    /// <summary>Returns the diagnostic of an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="consequence">What follows from it, as a clause without a full stop.</param>
    public static Diagnostic Of(GitHubError error, string consequence) => KindOf(error).Create(consequence, error.Message);

    private static DiagnosticDescriptor KindOf(GitHubError error) => error switch
    {
        GitHubError.BadCredentials => DiagnosticCatalog.GitHubBadToken,
        GitHubError.NotPermitted => DiagnosticCatalog.GitHubNotPermitted,
        GitHubError.PullRequestsNotPermitted => DiagnosticCatalog.PullRequestsNotPermitted,
        GitHubError.NotFound => DiagnosticCatalog.GitHubNotFound,
        GitHubError.ProtectedBranch => DiagnosticCatalog.BranchProtected,
        GitHubError.Archived => DiagnosticCatalog.RepositoryArchived,
        GitHubError.EmptyRepository => DiagnosticCatalog.RepositoryEmpty,
        GitHubError.IssuesDisabled => DiagnosticCatalog.IssuesDisabled,
        GitHubError.RateLimited => DiagnosticCatalog.GitHubRateLimited,
        GitHubError.Unavailable or GitHubError.NotReady => DiagnosticCatalog.GitHubUnavailable,
        GitHubError.Malformed => DiagnosticCatalog.GitHubMalformed,
        GitHubError.Moved => DiagnosticCatalog.BranchMoved,
        _ => DiagnosticCatalog.GitHubRefused,
    };
}
