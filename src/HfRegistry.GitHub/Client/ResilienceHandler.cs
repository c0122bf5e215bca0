using HfRegistry.Http;
using Polly;
using Polly.Retry;

namespace HfRegistry.GitHub.Client;

/// <summary>
/// Sends requests one after the other, keeps writes a second apart, waits limits out and repeats what may be repeated. What is left is a
/// successful answer or a <see cref="GitHubCallException"/>: Octokit sees no refusal.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    private const int MaxNotReady = 3;

    private static readonly TimeSpan BetweenWrites = TimeSpan.FromSeconds(1);

    private readonly GitHubOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private TimeSpan _waitLeft;
    private long? _lastWrite;

    public ResilienceHandler(GitHubOptions options, TimeProvider clock)
    {
        InnerHandler = new SameOriginHandler(options);
        _options = options;
        _clock = clock;
        _waitLeft = options.MaxWait;
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(WaitForLimits())
            .AddRetry(Repeat(MaxNotReady, static error => error is GitHubError.NotReady));
        if (options.MaxRetries > 0)
            pipeline.AddRetry(Repeat(options.MaxRetries, static error => error is GitHubError.Unavailable && GitHubCall.Current.IsRepeatable));
        _pipeline = pipeline.Build();
    }

    /// <summary>The wait before the n-th repetition of something, from 0: one second, two, four, …</summary>
    public static TimeSpan Backoff(int repetition) => TimeSpan.FromSeconds(1 << Math.Min(repetition, 4));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, GitHubCall.Current.CancellationToken);
        await _oneAtATime.WaitAsync(either.Token);
        try
        {
            return await _pipeline.ExecuteAsync(async token => await AttemptAsync(request, token), either.Token);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _oneAtATime.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = GitHubCall.Current;
        if (call.IsWrite && _lastWrite is { } last && BetweenWrites - _clock.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, _clock, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (await GitHubErrorReader.ReadAsync(response, call, _options.Token, _clock.GetUtcNow()) is { } error)
            {
                error = error with { RequestId = ((SameOriginHandler)InnerHandler!).RequestIdOf(response) };
                response.Dispose();
                throw new GitHubCallException(error);
            }

            call.IsAnswered = true;
            return response;
        }
        finally
        {
            if (call.IsWrite)
                _lastWrite = _clock.GetTimestamp();
        }
    }

    // What a limit refused was not carried out: even a creation may be repeated.
    private RetryStrategyOptions<HttpResponseMessage> WaitForLimits() => new()
    {
        MaxRetryAttempts = int.MaxValue,
        ShouldHandle = args => ValueTask.FromResult(WaitOf(args.Outcome) <= _waitLeft),
        DelayGenerator = static args => ValueTask.FromResult(WaitOf(args.Outcome)),
        OnRetry = args =>
        {
            _waitLeft -= args.RetryDelay;
            RequestLog.Waiting(_options.Logger, args.RetryDelay.TotalSeconds, _options.Endpoints.Api.Host);
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Repeats after 1, 2, 4, … seconds.</summary>
    private RetryStrategyOptions<HttpResponseMessage> Repeat(int most, Predicate<GitHubError> after) => new()
    {
        MaxRetryAttempts = most,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is GitHubCallException { Error: var error } && after(error)),
        DelayGenerator = static args => ValueTask.FromResult<TimeSpan?>(Backoff(args.AttemptNumber)),
        OnRetry = args =>
        {
            if (args.Outcome.Exception is GitHubCallException { Error: var error })
                RequestLog.Retrying(_options.Logger, args.RetryDelay, error);
            return ValueTask.CompletedTask;
        },
    };

    private static TimeSpan? WaitOf(Polly.Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is GitHubCallException { Error: GitHubError.RateLimited limited } ? limited.Wait : null;
}
