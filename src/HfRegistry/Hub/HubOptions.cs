using System.Net;
using HfRegistry.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HfRegistry.Hub;

/// <summary>The options of <see cref="HubClient"/>.</summary>
internal sealed record HubOptions
{
    private const int MostRetries = 10;
    private const int MostConcurrency = 64;

    private static readonly TimeSpan FewSeconds = TimeSpan.FromSeconds(10);

    /// <summary>Gets the Hub's base address; it may have a path, under which the API then lies.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>Gets the access token, sent to the endpoint's own scheme, host and port only.</summary>
    public HubToken? Token { get; init; }

    /// <summary>Gets the most that one attempt may take, to the last byte of its body.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the most that all requests together may take, counted from the first one, or null for as long as they take.</summary>
    public TimeSpan? TotalTime { get; init; }

    /// <summary>Gets how often a request is repeated after a transient failure, 0 to 10.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>Gets the longest wait in all that the Hub's rate limit may impose on one request before it is given up.</summary>
    public TimeSpan MaxRateLimitWait { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Gets the number of requests that run at once, 1 to 64.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>Gets a bound on the requests of any 60 seconds, from 1 up, or null for the Hub's own limits alone.</summary>
    public int? MaxRequestsPerMinute { get; init; }

    /// <summary>Gets the log of requests, retries and waits.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Gets the resolver of host names.</summary>
    internal HostResolver Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>Returns the endpoint and the token of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="maxRequestsPerMinute">A bound on the requests of a minute, or null.</param>
    public static HubOptions Of(HfEnvironment environment, int? maxRequestsPerMinute) =>
        new() { Endpoint = environment.Endpoint, Token = environment.Token, MaxRequestsPerMinute = maxRequestsPerMinute };

    /// <summary>
    /// Returns the same for somebody who waits only so long for all requests together: no attempt and no rate limit takes longer, and one repetition
    /// is all that a few seconds have room for. So a refusal is told as what it is, not as a time that ran out among retries.
    /// </summary>
    public HubOptions WithTimeout(TimeSpan budget) => this with
    {
        TotalTime = budget,
        AttemptTimeout = budget < AttemptTimeout ? budget : AttemptTimeout,
        MaxRateLimitWait = budget < MaxRateLimitWait ? budget : MaxRateLimitWait,
        MaxRetries = budget <= FewSeconds ? 1 : MaxRetries,
    };

    internal void Validate()
    {
        if (!Endpoint.IsAbsoluteUri || Endpoint.Scheme is not ("http" or "https") || Endpoint.UserInfo.Length > 0)
            throw new ArgumentException("The endpoint must be an http or https address without a user name.", nameof(Endpoint));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AttemptTimeout, TimeSpan.Zero);
        if (TotalTime is { } total)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(total, TimeSpan.Zero, nameof(TotalTime));
        ArgumentOutOfRangeException.ThrowIfNegative(MaxRetries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxRetries, MostRetries);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxRateLimitWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxConcurrency, MostConcurrency);
        if (MaxRequestsPerMinute is { } perMinute)
            ArgumentOutOfRangeException.ThrowIfLessThan(perMinute, 1, nameof(MaxRequestsPerMinute));
    }
}
