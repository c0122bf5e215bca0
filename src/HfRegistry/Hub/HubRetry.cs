using System.Net;
using HfRegistry.Http;
using Polly;

namespace HfRegistry.Hub;

/// <summary>Repeats attempts that may succeed later, with the waits of the Hub's own Python client.</summary>
internal static class HubRetry
{
    private static readonly TimeSpan MaxBackoff = TimeSpan.FromSeconds(8);

    /// <summary>Creates the retry chain of the Hub's client.</summary>
    public static ResiliencePipeline<HubResponse> Chain(HubOptions options, TimeProvider clock) => RetryChain.Create(
        clock,
        new RetryPolicy<HubResponse>(options.MaxRetries, static outcome => outcome.Result?.Error, static outcome => outcome.Result is { IsRepeatable: true })
        {
            AskedWait = static outcome => outcome.Result?.AskedWait,
            MaxBackoff = MaxBackoff,
            OnWait = (wait, error) => RequestLog.Retrying(options.Logger, wait, error),
        });

    /// <summary>
    /// Returns how long the Hub asks to wait: until its window ends when a 429 says that nothing is left in it (a 429 with something left
    /// is of another limit, whose end the header does not tell), else what <c>Retry-After</c> says; one second more each.
    /// </summary>
    public static TimeSpan? AskedWait(HttpResponseMessage response, HubRateLimit? limit, DateTimeOffset now)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests && limit is { Remaining: 0 })
            return limit.ResetsIn.WithMargin();
        return response.RetryAfter(now);
    }
}
