namespace HfRegistry.GitHub;

/// <summary>Turns GitHub's errors into diagnostics, whose remedies name the setting or permission to change.</summary>
public static class GitHubDiagnostics
{
    /// <summary>The diagnostic of an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="consequence">What follows from it, as a clause without a full stop.</param>
    public static Diagnostic Of(GitHubError error, string consequence)
    {
        var kind = KindOf(error);
        return kind.Says($"{consequence}: {error.Message}. {kind.Remedy}");
    }

    private static DiagnosticKind KindOf(GitHubError error) => error switch
    {
        GitHubError.BadCredentials => DiagnosticCatalogue.GitHubBadToken,
        GitHubError.NotPermitted => DiagnosticCatalogue.GitHubNotPermitted,
        GitHubError.PullRequestsNotPermitted => DiagnosticCatalogue.PullRequestsNotPermitted,
        GitHubError.NotFound => DiagnosticCatalogue.GitHubNotFound,
        GitHubError.ProtectedBranch => DiagnosticCatalogue.BranchProtected,
        GitHubError.Archived => DiagnosticCatalogue.RepositoryArchived,
        GitHubError.EmptyRepository => DiagnosticCatalogue.RepositoryEmpty,
        GitHubError.IssuesDisabled => DiagnosticCatalogue.IssuesDisabled,
        GitHubError.RateLimited => DiagnosticCatalogue.GitHubRateLimited,
        GitHubError.Unavailable or GitHubError.NotReady => DiagnosticCatalogue.GitHubUnavailable,
        GitHubError.Malformed => DiagnosticCatalogue.GitHubMalformed,
        GitHubError.Moved => DiagnosticCatalogue.BranchMoved,
        _ => DiagnosticCatalogue.GitHubRefused,
    };
}
