namespace HfRegistry.GitHub.Client;

/// <summary>What came of one attempt: an answer, or an error and what it says about a wait.</summary>
/// <param name="Response">The answer.</param>
/// <param name="Error">Why there is none.</param>
/// <param name="AskedWait">How long GitHub asks to wait before the request is repeated; null when it does not say.</param>
/// <param name="WasRedirected">Whether the answer came from another address: the repository was renamed or moved.</param>
internal sealed record GitHubAttempt(GitHubResponse? Response, GitHubError? Error, TimeSpan? AskedWait = null, bool WasRedirected = false)
{
    public static GitHubAttempt Failed(GitHubError error) => new(null, error);
}
