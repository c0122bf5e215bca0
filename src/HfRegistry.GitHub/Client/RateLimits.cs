using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace HfRegistry.GitHub.Client;

/// <summary>Finds out whether an answer is about a rate limit, and for how long.</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstFallback = TimeSpan.FromMinutes(1);

    /// <summary>Whether a refusal is about a limit: by its headers, by its status, or by its words.</summary>
    public static bool IsLimited(HttpStatusCode status, HttpResponseHeaders headers, GitHubRefusal refusal) =>
        status == HttpStatusCode.TooManyRequests
        || refusal.Type == "RATE_LIMITED"
        || (status == HttpStatusCode.Forbidden
            && (headers.RetryAfter is not null || Header(headers, "x-ratelimit-remaining") == "0"
                || refusal.Message.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
                || refusal.Message.Contains("abuse detection", StringComparison.OrdinalIgnoreCase)));

    /// <summary>How long GitHub asks to wait: what Retry-After says, else until the window ends; a second more each. Null when it says neither.</summary>
    public static TimeSpan? AskedWait(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if ((headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - now) is { } asked)
            return NotNegative(asked) + Margin;
        return Header(headers, "x-ratelimit-remaining") == "0"
            && long.TryParse(Header(headers, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                ? NotNegative(DateTimeOffset.FromUnixTimeSeconds(seconds) - now) + Margin
                : null;
    }

    /// <summary>The wait when GitHub does not say: a minute, then twice as long each time.</summary>
    public static TimeSpan Fallback(int earlierFallbacks) => FirstFallback * Math.Pow(2, Math.Min(earlierFallbacks, 10));

    private static TimeSpan NotNegative(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
