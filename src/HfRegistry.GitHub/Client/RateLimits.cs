using System.Globalization;
using System.Net;
using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

/// <summary>Finds out whether an answer is about a rate limit, and for how long.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan FirstFallback = TimeSpan.FromMinutes(1);

    /// <summary>Returns whether a refusal is about a limit: by its headers, by its status, or by its words.</summary>
    public static bool IsLimited(HttpResponseMessage response, GitHubRefusal refusal) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || refusal.Type == "RATE_LIMITED"
        || (response.StatusCode == HttpStatusCode.Forbidden
            && (response.Headers.RetryAfter is not null || response.Header("x-ratelimit-remaining") == "0"
                || refusal.Message.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
                || refusal.Message.Contains("abuse detection", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Returns how long GitHub asks to wait: what Retry-After says, else until the window ends; a second more each. Null when it says neither.</summary>
    public static TimeSpan? AskedWait(HttpResponseMessage response, DateTimeOffset now) => response.RetryAfter(now)
        ?? (response.Header("x-ratelimit-remaining") == "0"
            && long.TryParse(response.Header("x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).WithMargin()
                : null);

    /// <summary>Returns the wait when GitHub does not say: a minute, then twice as long each time.</summary>
    public static TimeSpan Fallback(int earlierFallbacks) => FirstFallback * Math.Pow(2, Math.Min(earlierFallbacks, 10));
}
