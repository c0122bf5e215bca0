using System.Buffers;
using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>Writes one content to its partial file over one connection and hashes it in the same pass.</summary>
internal sealed class BlobTransfer(RemoteFile file, PartialFile partial, DownloadTotals? progress, TimeProvider clock) : IDisposable
{
    private readonly ContentHash _hash = ContentHash.For(file);
    private bool _isAnswered;

    /// <summary>Gets the number of bytes that the partial file holds and the hash has seen.</summary>
    public long Written { get; private set; }

    /// <summary>Takes over what is there.</summary>
    /// <param name="reported">How many of its bytes came now and were reported; the others are an earlier run's.</param>
    /// <param name="cancellationToken">Cancels at once.</param>
    public async Task ResumeAsync(long reported, CancellationToken cancellationToken)
    {
        if (partial.Length > file.Size)
            partial.Clear();
        partial.Stream.Position = 0;
        _hash.Restart();
        await _hash.AppendAsync(partial.Stream, cancellationToken);
        Written = partial.Length;
        progress?.Find(Written - reported);
    }

    /// <summary>Fetches what is missing.</summary>
    /// <returns>Null when all bytes came; else why they do not.</returns>
    public Task<HubError?> CompleteAsync(FetchFile fetch, CancellationToken cancellationToken) =>
        RepeatedFetch.RunAsync(() => Written, file.Size, () => FetchAsync(fetch, cancellationToken), clock, cancellationToken);

    /// <summary>Returns the hash of what was written.</summary>
    public string Finish() => _hash.Finish();

    /// <summary>Empties the partial file.</summary>
    public void Discard()
    {
        partial.Clear();
        _hash.Restart();
        progress?.Report(-Written);
        Written = 0;
    }

    public void Dispose() => _hash.Dispose();

    private async Task<(HubError? Error, bool IsFinal)> FetchAsync(FetchFile fetch, CancellationToken cancellationToken)
    {
        _isAnswered = false;
        var error = await fetch(file, Written, null, CopyAsync, cancellationToken);
        partial.ThrowRefusal();
        if (error is HubError.RangeRefused)
            Discard();

        // The client has repeated what failed before a byte came.
        else if (error is not null && (!_isAnswered || !error.IsTransient))
            return (error, true);
        return (error, false);
    }

    private async Task CopyAsync(HubFileBody body, CancellationToken cancellationToken)
    {
        _isAnswered = true;
        if (body.Total is { } total && total != file.Size)
            throw new InvalidDataException($"it sends {total} bytes for a file of {file.Size}");

        // A server that knows no ranges sends the whole file: what is there already is not needed.
        if (body.Start == 0 && Written > 0)
            Discard();
        await CopyAsync(body.Content, cancellationToken);
    }

    private int Next(int filled) => (int)Math.Min(Math.Min(ContentHash.ReadBytes, ContentHash.BatchBytes - filled), file.Size - Written);

    // A full buffer is hashed while the next one is read and written: of a large file each takes as long as the other.
    private async Task CopyAsync(Stream content, CancellationToken cancellationToken)
    {
        var (buffer, other) = (ArrayPool<byte>.Shared.Rent(ContentHash.BatchBytes), ArrayPool<byte>.Shared.Rent(ContentHash.BatchBytes));
        var (filled, hashing) = (0, Task.CompletedTask);
        try
        {
            while (await content.ReadAsync(buffer.AsMemory(filled, Next(filled)), cancellationToken) is > 0 and var read)
            {
                if (!partial.TryWrite(buffer.AsSpan(filled, read), Written))
                    return;
                filled += read;
                Written += read;
                progress?.Report(read);
                if (filled < ContentHash.BatchBytes)
                    continue;
                await hashing;
                var full = buffer;
                hashing = Task.Run(() => _hash.Append(full.AsSpan(0, ContentHash.BatchBytes)), CancellationToken.None);
                (buffer, other, filled) = (other, buffer, 0);
            }
        }
        finally
        {
            await hashing;
            _hash.Append(buffer.AsSpan(0, filled));
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(other);
        }
    }
}
