using System.Runtime.CompilerServices;

namespace HfRegistry.Hub;

/// <summary>Streams a listing page after page: the next page is asked for when the caller has read all of this one.</summary>
internal sealed class HubListing(HubTransport transport, HubAddresses addresses)
{
    /// <summary>Streams the rows.</summary>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public async IAsyncEnumerable<T> ReadAsync<T>(
        HubRequest question, HubRows<T> rows, Action<string>? skipped, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var page in ReadPagesAsync(question, rows, skipped, cancellationToken))
        {
            foreach (var item in page.Items)
                yield return item;
        }
    }

    /// <summary>Streams the pages, for callers that bound how many are asked for, or want to know whether they saw the last one.</summary>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public async IAsyncEnumerable<HubPage<T>> ReadPagesAsync<T>(
        HubRequest question, HubRows<T> rows, Action<string>? skipped, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        var trail = new HubPageTrail();
        for (var next = question.Address; next is not null;)
        {
            if (trail.Follow(next) is { } lost)
                throw new HubException(lost);
            var answer = await transport.AskAsync(
                question with { Address = next }, (body, token) => HubPage<T>.ReadAsync(body, rows, addresses, token), cancellationToken);
            if (answer.Value is not { } page)
                throw new HubException(answer.Error!);

            foreach (var complaint in page.Skipped)
                skipped?.Invoke(transport.HideToken(complaint));
            yield return page;

            trail.Count(isEmpty: page.Items.IsEmpty);
            next = page.Next;
        }
    }
}
