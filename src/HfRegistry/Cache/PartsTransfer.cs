using System.Buffers;
using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>Fetches the parts of one large content at once. Their order is the disk's business: the content is hashed when all of them are there.</summary>
internal sealed class PartsTransfer(RemoteFile file, PartialFile partial, PartTable table, DownloadTotals totals, TimeProvider clock)
{
    private volatile bool _hasRanges = true;

    /// <summary>Gets the number of bytes that are there and were reported.</summary>
    public long Written { get; private set; }

    /// <summary>Fetches what is missing of every part. A server that knows no ranges leaves an empty file: one connection begins anew.</summary>
    /// <returns>Null, or why bytes are missing; those that came are kept.</returns>
    public async Task<HubError?> CompleteAsync(FetchFile fetch, CancellationToken cancellationToken)
    {
        totals.Find(table.Written);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var errors = await Task.WhenAll(table.Parts.Select(part => CompleteAsync(part, fetch, stop)));
        cancellationToken.ThrowIfCancellationRequested();
        partial.ThrowRefusal();
        Written = table.Written;
        if (!_hasRanges)
        {
            totals.Report(-Written);
            Written = 0;
            partial.Clear();
            return null;
        }

        if (errors.FirstOrDefault(static error => error is not null) is { } error)
            return error;
        table.Remove();
        return null;
    }

    private async Task<HubError?> CompleteAsync(ContentPart part, FetchFile fetch, CancellationTokenSource stop)
    {
        try
        {
            var error = await RepeatedFetch.RunAsync(() => part.Written, part.End - part.Start, () => FetchAsync(part, fetch, stop.Token), clock, stop.Token);
            if (part.Written < part.End - part.Start)
                await stop.CancelAsync();
            return error;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null; // Another part says why.
        }
    }

    private async Task<(HubError? Error, bool IsFinal)> FetchAsync(ContentPart part, FetchFile fetch, CancellationToken cancellationToken)
    {
        var (isAnswered, isKept) = (false, true);
        var from = part.Start + part.Written;
        var error = await fetch(
            file,
            from,
            part.End - 1,
            async (body, token) =>
            {
                isAnswered = true;
                if (body.Total is { } total && total != file.Size)
                    throw new InvalidDataException($"it sends {total} bytes for a file of {file.Size}");
                if (body.Start == from)
                    isKept = await CopyAsync(body.Content, part, token);
                else
                    _hasRanges = false;
            },
            cancellationToken);
        if (error is HubError.RangeRefused)
            _hasRanges = false;
        return (error, !_hasRanges || !isKept || (error is not null && (!isAnswered || !error.IsTransient)));
    }

    private async Task<bool> CopyAsync(Stream content, ContentPart part, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ContentHash.ReadBytes);
        try
        {
            while (part.Start + part.Written is var at && at < part.End
                && await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(ContentHash.ReadBytes, part.End - at)), cancellationToken) is > 0 and var read)
            {
                if (!partial.TryWrite(buffer.AsSpan(0, read), at))
                    return false;
                part.Written += read;
                if (!table.TryNote(part))
                    return false;
                totals.Report(read);
            }

            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
