using System.Buffers;
using System.Runtime.ExceptionServices;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>Writes one content to its partial file and hashes it in the same pass.</summary>
internal sealed class BlobTransfer(RemoteFile file, FileStream partial, DownloadTotals? progress, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan[] Backoff = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>So many failures without a new byte in between end the transfer.</summary>
    private const int MaxFailures = 5;

    /// <summary>The number of bytes from which their hash is worth a thread.</summary>
    private const int SmallestApart = 1 << 17;

    private readonly ContentHash _hash = ContentHash.For(file);
    private ExceptionDispatchInfo? _refusedByDisk;
    private bool _isAnswered;

    /// <summary>Gets the number of bytes that the partial file holds and the hash has seen.</summary>
    public long Written { get; private set; }

    /// <summary>Takes over what an earlier run left.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        if (partial.Length > file.Size)
            partial.SetLength(0);
        partial.Position = 0;
        _hash.Restart();
        await _hash.AppendAsync(partial, cancellationToken);
        Written = partial.Length;
        progress?.Find(Written);
    }

    /// <summary>Fetches what is missing, in as many requests as it takes while each brings something.</summary>
    /// <returns>Null when all bytes came; else why they do not.</returns>
    public async Task<HubError?> CompleteAsync(FetchFile fetch, CancellationToken cancellationToken)
    {
        // A server that continues no file sends the same bytes again and again: only those that never came before count.
        var furthest = Written;
        for (var failures = 0; Written < file.Size;)
        {
            _isAnswered = false;
            var error = await fetch(file, Written, CopyAsync, cancellationToken);
            _refusedByDisk?.Throw();
            if (error is HubError.RangeRefused)
                Discard();
            else if (error is not null && (!_isAnswered || !error.IsTransient))
                return error; // The client has repeated what failed before a byte came.
            failures = Written > furthest ? 0 : failures + 1;
            furthest = Math.Max(furthest, Written);
            if (failures >= MaxFailures)
                return error ?? new HubError.Unavailable("the answer ends before the file does");
            await Task.Delay(Backoff[failures], clock, cancellationToken);
        }

        return null;
    }

    /// <summary>Returns the hash of what was written.</summary>
    public string Finish() => _hash.Finish();

    /// <summary>Empties the partial file.</summary>
    public void Discard()
    {
        partial.SetLength(0);
        partial.Position = 0;
        _hash.Restart();
        progress?.Report(-Written);
        Written = 0;
    }

    public void Dispose() => _hash.Dispose();

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

    // What came last is hashed while the next is read and written: of a large file each takes as long as the other.
    private async Task CopyAsync(Stream content, CancellationToken cancellationToken)
    {
        var (buffer, other) = (ArrayPool<byte>.Shared.Rent(ContentHash.BufferBytes), ArrayPool<byte>.Shared.Rent(ContentHash.BufferBytes));
        var hashing = Task.CompletedTask;
        try
        {
            for (int read; (read = await content.ReadAsync(buffer.AsMemory(0, (int)Math.Min(ContentHash.BufferBytes, file.Size - Written)), cancellationToken)) > 0;)
            {
                if (!TryWrite(buffer.AsSpan(0, read)))
                    return;
                await hashing;
                var (full, length) = (buffer, read);
                if (read < SmallestApart)
                    _hash.Append(full.AsSpan(0, length));
                else
                    hashing = Task.Run(() => _hash.Append(full.AsSpan(0, length)), CancellationToken.None);
                (buffer, other) = (other, buffer);
                Written += read;
                progress?.Report(read);
            }
        }
        finally
        {
            await hashing;
            ArrayPool<byte>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(other);
        }
    }

    // The client takes every exception of a body for one of the network's.
    private bool TryWrite(ReadOnlySpan<byte> bytes)
    {
        try
        {
            partial.Write(bytes);
            return true;
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            _refusedByDisk = ExceptionDispatchInfo.Capture(refused);
            return false;
        }
    }
}
