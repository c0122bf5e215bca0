using HfRegistry.Http;
using Polly;

namespace HfRegistry.Hub;

/// <summary>
/// Gets an answer: repeats what failed for a while, and follows redirects by hand. They stay on the endpoint's origin; only a file's
/// content may lead away from it, once and for all and without the token.
/// </summary>
/// <remarks>
/// By hand, because HttpClient drops the Authorization header on every redirect, the same host included, so that a renamed
/// private model could not be read; and because it takes every other header along to any host.
/// </remarks>
internal sealed class HubTransport : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HubAddresses _addresses;
    private readonly HubConnection _connection;
    private readonly ResiliencePipeline<HubResponse> _retry;
    private readonly HubBudget _budget;
    private readonly HubToken? _token;
    private readonly TimeSpan _maxRateLimitWait;

    public HubTransport(HubOptions options, HubAddresses addresses, TimeProvider clock)
    {
        _addresses = addresses;
        _connection = new HubConnection(options, addresses, clock);
        _retry = HubRetry.Chain(options, clock);
        _budget = new HubBudget(options, clock);
        _token = options.Token;
        _maxRateLimitWait = options.MaxRateLimitWait;
    }

    public long RequestCount => _connection.RequestCount;

    public async Task<Result<T, HubError>> AskAsync<T>(HubRequest question, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        if (_budget.Reason is { } over)
            return over;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _budget.Over);
        try
        {
            var answer = await FollowAsync(question, read, both.Token);
            return answer.Error is HubError.Malformed malformed ? malformed with { Reason = HideToken(malformed.Reason) } : answer;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _budget.Reason is not null)
        {
            return _budget.Reason;
        }
    }

    /// <summary>Returns a line about what a server sent, without the token that it may have sent back.</summary>
    public string HideToken(string line) => _token?.HideIn(line) ?? line;

    public void Dispose()
    {
        _connection.Dispose();
        _budget.Dispose();
    }

    private async Task<Result<T, HubError>> FollowAsync<T>(HubRequest question, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        var request = new HubRequestAttempt(question, question.Address, IsOutside: false, HubFileFacts.None, new WaitBudget(_maxRateLimitWait));
        var isCounted = false;
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var asked = request;
            var attempt = await _retry.ExecuteAsync(async token => await AttemptAsync(asked, token), cancellationToken);
            if (attempt.Redirect is not { } redirect)
            {
                if (attempt.Answer.Error is { } error && !isCounted && !attempt.IsBegun)
                    _budget.Failed(error);
                return attempt.Answer;
            }

            var (target, refusal) = TargetOf(request, redirect.Location);
            if (target is null)
                return refusal!;
            request = request with
            {
                Address = target,
                IsOutside = request.IsOutside || !_addresses.IsSameOrigin(target),
                File = redirect.File,
            };
        }

        return new HubError.Malformed($"it redirects more than {MaxRedirects} times");

        async Task<HubResponse<T>> AttemptAsync(HubRequestAttempt asked, CancellationToken token)
        {
            _budget.Begin();
            var attempt = await _connection.AskAsync(asked, read, token);
            if (attempt.IsBegun || attempt.Answer.Error is not { } error || error is not (HubError.Unavailable or HubError.RateLimited or HubError.BadToken))
                _budget.Answered();
            else if (attempt.IsTimeOut && !isCounted)
            {
                // Half a minute without an answer is worth a failed question: five of them need not be repeated to tell that nothing comes.
                isCounted = true;
                _budget.Failed(error);
            }

            return attempt;
        }
    }

    private (Uri? Target, HubError? Refusal) TargetOf(HubRequestAttempt request, string location)
    {
        if (!Uri.TryCreate(request.Address, location, out var target))
            return (null, new HubError.Malformed($"it redirects to '{TextSanitizer.Sanitize(location)}', which is not an address"));
        return _addresses.IsSameOrigin(target) || (request.Request.IsFile && _addresses.IsPossibleStore(target))
            ? (target, null)
            : (null, new HubError.Malformed($"it redirects to another host ({TextSanitizer.Sanitize(target.Host)})"));
    }
}
