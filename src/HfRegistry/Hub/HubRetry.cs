using System.Net;
using HfRegistry.Http;
using Polly;
using Polly.Retry;

namespace HfRegistry.Hub;

/// <summary>Repeats attempts that may succeed later, with the waits of the Hub's own Python client.</summary>
internal sealed class HubRetry
{
    private static readonly TimeSpan[] Backoff =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    private readonly ResiliencePipeline _pipeline;

    public HubRetry(HubOptions options, TimeProvider clock) => _pipeline = options.MaxRetries == 0
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is HubResponse { IsRepeatable: true }),
                DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(
                    (args.Outcome.Result as HubResponse)?.AskedWait ?? Backoff[Math.Min(args.AttemptNumber, Backoff.Length - 1)]),
                OnRetry = args =>
                {
                    if ((args.Outcome.Result as HubResponse)?.Error is { } error)
                        RequestLog.Retrying(options.Logger, args.RetryDelay, error);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();

    public async Task<HubResponse<T>> ExecuteAsync<T>(Func<CancellationToken, Task<HubResponse<T>>> attempt, CancellationToken cancellationToken)
        where T : class =>
        await _pipeline.ExecuteAsync(static async (attempt, token) => await attempt(token), attempt, cancellationToken);

    /// <summary>
    /// How long the Hub asks to wait: until its window ends when a 429 says that nothing is left in it (a 429 with something left
    /// is of another limit, whose end the header does not tell), else what <c>Retry-After</c> says; one second more each.
    /// </summary>
    public static TimeSpan? AskedWait(HttpResponseMessage response, HubRateLimit? limit, DateTimeOffset now)
    {
        if (response.StatusCode == HttpStatusCode.TooManyRequests && limit is { Remaining: 0 })
            return limit.ResetsIn.WithMargin();
        return response.RetryAfter(now);
    }
}

/// <summary>What is left of the time that rate limits may cost one request.</summary>
internal sealed class WaitBudget(TimeSpan total)
{
    private TimeSpan _left = total;

    /// <summary>Spends a wait, or says that it is more than what is left.</summary>
    public bool TrySpend(TimeSpan wait)
    {
        if (wait > _left)
            return false;
        _left -= wait;
        return true;
    }
}
