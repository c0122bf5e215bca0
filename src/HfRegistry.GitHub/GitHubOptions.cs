using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HfRegistry.GitHub;

/// <summary>The options of <see cref="Client.OctokitGitHub"/>.</summary>
internal sealed record GitHubOptions
{
    /// <summary>Gets the place where GitHub is.</summary>
    public required GitHubEndpoints Endpoints { get; init; }

    /// <summary>Gets the repository.</summary>
    public required RepositoryName Repository { get; init; }

    /// <summary>Gets the access token, sent to the API's own scheme, host and port only; null to read a public repository.</summary>
    public GitHubToken? Token { get; init; }

    /// <summary>Gets the longest wait in all that rate limits may cost the client, over all of its requests.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets the most that one attempt may take, to the last byte of its body.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how often a request is repeated after no answer or a 5xx status, 0 to 10.</summary>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Gets the log of requests, retries and waits: a job that stands still without a word looks dead.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxRetries, 10);
    }
}
