namespace HfRegistry.GitHub.Client;

/// <summary>
/// A call on its way through Octokit. Octokit's methods take neither a cancellation token nor anything else of ours, so the handlers below
/// Octokit read it from the asynchronous context.
/// </summary>
/// <param name="What">What the call is about, for a person: <c>the branch hfregistry/registry</c>.</param>
internal sealed record GitHubCall(string What)
{
    private static readonly AsyncLocal<GitHubCall?> Ambient = new();

    private int _limitsWithoutTime;

    /// <summary>Gets the call that is being made.</summary>
    public static GitHubCall Current
    {
        get => Ambient.Value ?? throw new InvalidOperationException("A request belongs to no call.");
        set => Ambient.Value = value;
    }

    /// <summary>Gets what the token's owner wants to do, for a refusal: <c>push to the branch</c>.</summary>
    public string Deed { get; init; } = "read the repository";

    /// <summary>Gets the permission that it takes, as a workflow writes it.</summary>
    public string Permission { get; init; } = "contents: read";

    /// <summary>Gets whether it changes something. A GraphQL query is a POST that changes nothing.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Gets whether it may be repeated when nobody knows whether it was carried out.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>Gets whether GraphQL answers, whose refusals come with status 200.</summary>
    public bool IsGraphQL { get; init; }

    /// <summary>Gets whether the answer is a list. Octokit would read anything else as an empty one.</summary>
    public bool IsList { get; init; }

    /// <summary>Gets whether the caller still waits.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Gets whether a successful answer came from another address: the repository was renamed or moved.</summary>
    public bool WasRedirected { get; set; }

    /// <summary>Gets whether there is a successful answer: what Octokit throws from then on is about reading it.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Returns how long to wait when a limit does not say: longer each time.</summary>
    public TimeSpan NextFallback() => RateLimits.Fallback(_limitsWithoutTime++);
}

/// <summary>Carries an error from a handler through Octokit to the call.</summary>
#pragma warning disable CA1064 // It never leaves the client.
internal sealed class GitHubCallException(GitHubError error) : Exception(error.Message)
#pragma warning restore CA1064
{
    /// <summary>Gets the reason why there is no usable answer.</summary>
    public GitHubError Error { get; } = error;
}
