namespace HfRegistry.Hub;

/// <summary>How a <see cref="HubClient"/> works.</summary>
public sealed record HubOptions
{
    /// <summary>The Hub's base address.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The access token, sent to the endpoint's own host only.</summary>
    public HubToken? Token { get; init; }

    /// <summary>The most that one attempt may take, to the last byte of its body.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a request is repeated after a transient failure, 0 to 10.</summary>
    public int MaxRetries { get; init; } = 5;

    /// <summary>The longest wait that a rate limit may impose on one request before it is given up.</summary>
    public TimeSpan MaxRateLimitWait { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How many requests run at once, 1 to 64.</summary>
    public int MaxConcurrency { get; init; } = 16;

    /// <summary>A bound on requests a minute, or null for the Hub's own limits alone.</summary>
    public int? MaxRequestsPerMinute { get; init; }
}

/// <summary>A typed, read-only client of the Hub's HTTP API. Safe for concurrent use.</summary>
public sealed class HubClient : IDisposable
{
    /// <summary>A client with a connection pool of its own.</summary>
    public HubClient(HubOptions options, TimeProvider? clock = null) => throw new NotSupportedException(options.ToString() + clock);

    /// <summary>How many requests were sent, retries and redirect hops included.</summary>
    public long RequestCount { get; }

    /// <summary>
    /// Lists models, most downloaded first, page after page. A row that breaks the Hub's own rules (an impossible id) is skipped
    /// and reported to <paramref name="skipped"/>.
    /// </summary>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public IAsyncEnumerable<HubModel> ListModelsAsync(HubModelQuery query, Action<string>? skipped = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(query.ToString() + skipped + cancellationToken);

    /// <summary>The facts of one model. A renamed id is followed: compare the answer's id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="withFileSizes">Whether to ask for file sizes (<c>blobs=true</c>).</param>
    /// <param name="cancellationToken">Cancels the request and its waits.</param>
    public Task<HubAnswer<HubModel>> GetModelAsync(ModelId id, string? revision = null, bool withFileSizes = false, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(id.ToString() + revision + withFileSizes + cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
