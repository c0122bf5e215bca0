using System.Runtime.CompilerServices;

namespace HfRegistry.Hub;

/// <summary>A typed, read-only client of the Hub's HTTP API. Safe for concurrent use.</summary>
public sealed class HubClient : IDisposable
{
    private readonly HubTransport _transport;
    private readonly HubAddresses _addresses;

    /// <summary>A client with a connection pool of its own.</summary>
    /// <param name="options">How to work.</param>
    /// <param name="clock">
    /// Times the waits between requests; the system's by default. The limit of one attempt is always real time, since the network is.
    /// </param>
    /// <exception cref="ArgumentException">The endpoint is no http or https address without a user name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of the range that its option states.</exception>
    public HubClient(HubOptions options, TimeProvider? clock = null)
    {
        options.Validate();
        _addresses = new HubAddresses(options.Endpoint);
        _transport = new HubTransport(options, _addresses, clock ?? TimeProvider.System);
    }

    /// <summary>How many requests were sent, retries and redirect hops included.</summary>
    public long RequestCount => _transport.RequestCount;

    /// <summary>
    /// Lists models, most downloaded first, page after page. A row that breaks the Hub's own rules (an impossible id) is skipped
    /// and reported to <paramref name="skipped"/>.
    /// </summary>
    /// <param name="query">What to list.</param>
    /// <param name="skipped">Hears one printable line for each row that was left out.</param>
    /// <param name="cancellationToken">Cancels requests and waits at once.</param>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public async IAsyncEnumerable<HubModel> ListModelsAsync(
        HubModelQuery query, Action<string>? skipped = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (query.MaxModels <= 0)
            yield break;

        var trail = new HubPageTrail();
        var left = query.MaxModels;
        for (var next = _addresses.Listing(query); next is not null;)
        {
            if (trail.Follow(next) is { } lost)
                throw new HubException(lost);
            var answer = await _transport.GetAsync(next, HubSubject.Listing, ReadPageAsync, cancellationToken);
            if (answer.Value is not { } page)
                throw new HubException(answer.Error!);

            foreach (var complaint in page.Skipped)
                skipped?.Invoke(complaint);
            foreach (var model in page.Models)
            {
                yield return model;
                if (--left == 0)
                    yield break;
            }

            trail.Count(page);
            next = page.Next;
        }
    }

    /// <summary>The facts of one model. A renamed id is followed: compare the answer's id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="withFileSizes">Whether to ask for file sizes (<c>blobs=true</c>).</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The facts, or why there are none.</returns>
    public async Task<HubAnswer<HubModel>> GetModelAsync(
        ModelId id, string? revision = null, bool withFileSizes = false, CancellationToken cancellationToken = default)
    {
        var subject = new HubSubject(id.ToString(), revision is null ? null : Printable.Of(revision));
        // A dot segment would not survive as one: the address would name something else.
        if (revision is "" or "." or "..")
            return new HubError.RevisionNotFound(subject.Model!, subject.Revision!);
        return await _transport.GetAsync(_addresses.Model(id, revision, withFileSizes), subject, HubPage.ReadModelAsync, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    private Task<HubAnswer<HubPage>> ReadPageAsync(HubBody body, CancellationToken cancellationToken) =>
        HubPage.ReadAsync(body, _addresses, cancellationToken);
}
