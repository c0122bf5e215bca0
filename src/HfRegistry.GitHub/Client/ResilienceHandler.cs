using HfRegistry.Http;
using Polly;

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
    private long? _lastWrite;

    public ResilienceHandler(GitHubOptions options, TimeProvider clock)
    {
        InnerHandler = new SameOriginHandler(options);
        _options = options;
        _clock = clock;
        var waits = new WaitBudget(options.MaxWait);
        // What a limit refused was not carried out: even a creation may be repeated.
        _pipeline = RetryChain.Create(
            clock,
            new RetryPolicy<HttpResponseMessage>(int.MaxValue, ErrorOf, outcome => WaitOf(outcome) is { } wait && waits.TrySpend(wait))
            {
                AskedWait = WaitOf,
                OnWait = (wait, _) => RequestLog.Waiting(options.Logger, wait.TotalSeconds, options.Endpoints.Api.Host),
            },
            Repeat(MaxNotReady, static error => error is GitHubError.NotReady),
            Repeat(options.MaxRetries, static error => error is GitHubError.Unavailable && GitHubCall.Current.IsRepeatable));

        RetryPolicy<HttpResponseMessage> Repeat(int most, Predicate<GitHubError> after) =>
            new(most, ErrorOf, outcome => ErrorOf(outcome) is { } error && after(error)) { OnWait = (wait, error) => RequestLog.Retrying(options.Logger, wait, error) };
    }

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

    private static GitHubError? ErrorOf(Polly.Outcome<HttpResponseMessage> outcome) => (outcome.Exception as GitHubCallException)?.Error;

    private static TimeSpan? WaitOf(Polly.Outcome<HttpResponseMessage> outcome) => (ErrorOf(outcome) as GitHubError.RateLimited)?.Wait;
}
