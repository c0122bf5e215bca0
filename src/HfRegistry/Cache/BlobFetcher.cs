using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>
/// Fetches one content into the cache: continues what an earlier run left, hashes every byte on its way, and gives the content its name
/// and its place in the snapshot only when its length and its hash are those that the Hub states.
/// </summary>
/// <remarks>
/// The partial file is held alone while it grows. Where locks keep nobody out, as on some network shares, two processes write the same
/// bytes at the same places, and each still verifies what it read.
/// </remarks>
internal sealed class BlobFetcher(RepositoryCache cache, Revision commit, SnapshotWriter writer, FetchFile fetch, DownloadOptions options, TimeProvider clock)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    private readonly SnapshotCopies _copies = new(cache, writer);

    /// <summary>Fetches a content, unless it is there.</summary>
    /// <param name="files">The files of the commit that have the content; at least one.</param>
    /// <param name="totals">Hears of the bytes that come, and of the files that are there.</param>
    /// <param name="cancellationToken">Ends the download at once; what came is kept for the next run.</param>
    /// <returns>Null when the files are in their places; else HFR7101, HFR7102, HFR7105, HFR7106, or what the Hub refused.</returns>
    public async Task<Diagnostic?> FetchAsync(ImmutableArray<RemoteFile> files, DownloadTotals totals, CancellationToken cancellationToken)
    {
        var file = files[0];
        try
        {
            // Held until the files have their places: without links the content is moved to the last of them, and who waits finds it there.
            using var courtesy = await LockAsync(files, cancellationToken);
            var isNew = !IsPlaced(files) && !await IsSoundAsync(file, cancellationToken);
            var isCopied = isNew && await _copies.TryCopyAsync(file, cancellationToken);
            if (isNew && !isCopied && await StoreAsync(file, totals, cancellationToken) is { } failure)
                return failure;
            if (!IsPlaced(files))
                Place(files, isNew);
            for (var i = 0; i < files.Length; i++)
                totals.Complete(isNew && !isCopied && i == 0 ? 0 : file.Size);
            return null;
        }
        catch (IOException full) when (IsDiskFull(full))
        {
            return DiagnosticCatalog.DiskFull.Create(cache.Id, file.Path);
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Refused(refused);
        }
    }

    // A content that another client's prune removed before its rename is fetched once more.
    private async Task<Diagnostic?> StoreAsync(RemoteFile file, DownloadTotals totals, CancellationToken cancellationToken)
    {
        for (var isRepeated = false; ; isRepeated = true)
        {
            var partial = await HoldAsync(file, cancellationToken);
            if (partial is null)
                return null;
            await using (partial)
            {
                if (await FillAsync(file, partial, totals, cancellationToken) is { } failure)
                    return failure;
                if (Name(file, partial) || isRepeated)
                    return cache.IsStored(file) ? null : Refused(new FileNotFoundException("another process removes its files."));
            }

            totals.Report(-file.Size);
        }
    }

    // A content without a place was left by another run: its size does not tell what became of it since.
    private async Task<bool> IsSoundAsync(RemoteFile file, CancellationToken cancellationToken)
    {
        if (!cache.IsStored(file))
            return false;
        if (await ContentHash.OfAsync(cache.Blob(file.ETag), file, cancellationToken) == file.ETag)
            return true;
        File.Delete(cache.Blob(file.ETag));
        return false;
    }

    private void Place(ImmutableArray<RemoteFile> files, bool isNew)
    {
        // Without links the content is moved into the last place, and copied into those before.
        for (var i = 0; i < files.Length; i++)
            writer.Place(commit, files[i], isNew && i == files.Length - 1);
    }

    private bool IsPlaced(ImmutableArray<RemoteFile> files) => files.All(file => cache.IsPlaced(commit, file));

    // Null: another process finished the content meanwhile.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    private async Task<FileStream?> HoldAsync(RemoteFile file, CancellationToken cancellationToken)
    {
        var partial = cache.Partial(file.ETag);
        while (true)
        {
            if (cache.IsStored(file))
                return null;
            try
            {
                // Nobody's bytes are written through a link.
                if (new FileInfo(partial).LinkTarget is not null)
                    File.Delete(partial);
                return new FileStream(partial, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (IOException refused) when (FileLock.IsBusy(refused))
            {
                await Task.Delay(Poll, clock, cancellationToken);
            }
        }
    }

    // Python's client waits for this lock. It is a courtesy: who cannot have one works without it.
    private async Task<IDisposable?> LockAsync(ImmutableArray<RemoteFile> files, CancellationToken cancellationToken)
    {
        var place = cache.LockFile(files[0].ETag);
        while (!IsPlaced(files))
        {
            try
            {
                LocalPath.MakeFolders(cache.Root, place);
                if (new FileInfo(place).LinkTarget is not null)
                    return null;
                return new FileStream(place, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            }
            catch (Exception refused) when (AtomicFile.IsRefusal(refused))
            {
                if (!FileLock.IsBusy(refused))
                    return null;
            }

            await Task.Delay(Poll, clock, cancellationToken);
        }

        return null;
    }

    private async Task<Diagnostic?> FillAsync(RemoteFile file, FileStream stream, DownloadTotals totals, CancellationToken cancellationToken)
    {
        var partial = new PartialFile(stream);
        using var transfer = new BlobTransfer(file, partial, totals, clock);
        while (true)
        {
            var parts = PartTable.Read(partial, file.Size);
            var wasEmpty = parts is null ? partial.Length is 0 || partial.Length > file.Size : parts.Written == 0;
            var reported = 0L;
            if ((parts ?? Divide(file, partial)) is { } table)
            {
                var several = new PartsTransfer(file, partial, table, totals, clock);
                if (await several.CompleteAsync(fetch, cancellationToken) is { } refused)
                    return Stopped(file, several.Written, refused);
                reported = several.Written;
            }

            await transfer.ResumeAsync(reported, cancellationToken);
            if (await transfer.CompleteAsync(fetch, cancellationToken) is { } error)
                return Stopped(file, transfer.Written, error);
            var digest = transfer.Finish();
            if (digest == file.ETag)
                return null;

            // What an earlier run left may have been damaged since; what came whole just now is simply wrong.
            transfer.Discard();
            if (wasEmpty)
                return DiagnosticCatalog.ContentDiffers.Create(cache.Id, file.Path, digest, file.ETag);
        }
    }

    // Null: one connection is enough for what is missing.
    private PartTable? Divide(RemoteFile file, PartialFile partial)
    {
        var missing = file.Size - partial.Length;
        return partial.Length > file.Size || options.Connections < 2 || missing < DownloadOptions.SmallestParts * options.PartBytes
            ? null
            : PartTable.Divide(partial, file.Size, (int)Math.Min(options.Connections, missing / options.PartBytes));
    }

    // Returns false when the partial file is gone.
    private bool Name(RemoteFile file, FileStream partial)
    {
        // Windows renames no file that is open.
        if (OperatingSystem.IsWindows())
            partial.Dispose();
        try
        {
            File.Move(cache.Partial(file.ETag), cache.Blob(file.ETag), overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    // What is said of the whole model is said once, whichever of its files met it.
    private Diagnostic Stopped(RemoteFile file, long written, HubError error) => error switch
    {
        HubError.Unavailable or HubError.RangeRefused => DiagnosticCatalog.DownloadFailed.Create(cache.Id, file.Path, new ByteSize(written), new ByteSize(file.Size), error.Message),
        HubError.EntryNotFound or HubError.Malformed or HubError.BadRequest => HubDiagnostics.Of(error, Consequence.FileNotDownloaded, cache.Id, file.Path),
        _ => HubDiagnostics.Of(error, Consequence.ModelNotDownloaded, cache.Id),
    };

    private Diagnostic Refused(Exception refused) => DiagnosticCatalog.CacheNotWritten.Create(cache.Folder, refused.Message);

    /// <summary>Returns whether the disk has no room left.</summary>
    internal static bool IsDiskFull(IOException exception)
    {
        const int NoSpaceOnUnix = 28;
        const int DiskFullOnWindows = unchecked((int)0x80070070);
        return exception.HResult is NoSpaceOnUnix or DiskFullOnWindows;
    }
}
