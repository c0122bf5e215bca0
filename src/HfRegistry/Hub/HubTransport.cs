namespace HfRegistry.Hub;

/// <summary>What a request is about, in printable words for its errors.</summary>
/// <param name="Model">The model's id, or null for a listing.</param>
/// <param name="Revision">The revision that was asked for.</param>
internal sealed record HubSubject(string? Model, string? Revision = null)
{
    public static HubSubject Listing { get; } = new(Model: null);
}

/// <summary>Reads the body of a good answer.</summary>
internal delegate Task<HubAnswer<T>> HubReader<T>(HubBody body, CancellationToken cancellationToken)
    where T : class;

/// <summary>Gets an answer: repeats what failed for a while, and follows redirects by hand as far as they stay on the endpoint's origin.</summary>
/// <remarks>
/// By hand, because HttpClient drops the Authorization header on every redirect, the same host included, so that a renamed
/// private model could not be read.
/// </remarks>
internal sealed class HubTransport : IDisposable
{
    private const int MaxRedirects = 5;

    private readonly HubAddresses _addresses;
    private readonly HubConnection _connection;
    private readonly HubRetry _retry;
    private readonly TimeSpan _maxRateLimitWait;

    public HubTransport(HubOptions options, HubAddresses addresses, TimeProvider clock)
    {
        _addresses = addresses;
        _connection = new HubConnection(options, addresses, clock);
        _retry = new HubRetry(options.MaxRetries, clock);
        _maxRateLimitWait = options.MaxRateLimitWait;
    }

    public long RequestCount => _connection.RequestCount;

    public async Task<HubAnswer<T>> GetAsync<T>(Uri address, HubSubject subject, HubReader<T> read, CancellationToken cancellationToken)
        where T : class
    {
        var waits = new WaitBudget(_maxRateLimitWait);
        for (var redirects = 0; redirects <= MaxRedirects; redirects++)
        {
            var request = new HubRequest(address, subject, waits);
            var attempt = await _retry.ExecuteAsync(token => _connection.AskAsync(request, read, token), cancellationToken);
            if (attempt.Location is not { } location)
                return attempt.Answer;
            if (!Uri.TryCreate(address, location, out var target))
                return new HubError.Malformed($"it redirects to '{Printable.Of(location)}', which is no address");
            if (!_addresses.IsSameOrigin(target))
                return new HubError.Malformed($"it redirects to another host ({Printable.Of(target.Host)})");
            address = target;
        }

        return new HubError.Malformed($"it redirects more than {MaxRedirects} times");
    }

    public void Dispose() => _connection.Dispose();
}
