using System.Buffers;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Security.Cryptography;
using HfRegistry.Cache;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Ingestion.Steps;

/// <summary>A file in the cache, hashed as a whole.</summary>
/// <param name="Resolved">The file.</param>
/// <param name="Sha256">The SHA-256 of its content, also of a file for which the Hub states none.</param>
/// <param name="Crc32">The CRC-32 of its content.</param>
internal sealed record VerifiedFile(ResolvedFile Resolved, string Sha256, uint Crc32);

/// <summary>The files of a repository in the cache.</summary>
/// <param name="Folder">Their folder, an absolute path.</param>
/// <param name="FetchedBytes">The bytes that came over the network.</param>
internal sealed record FetchedRepository(string Folder, long FetchedBytes);

/// <summary>Brings the files of a repository into the cache, and hashes them there.</summary>
internal sealed class PackageFetcher(IngestOptions options, HubClient hub, TimeProvider clock)
{
    private const int MaxConcurrency = 4;

    /// <summary>Fetches what the cache lacks, whatever commit it was fetched for.</summary>
    public async Task<StepOutcome<FetchedRepository>> FetchAsync(ResolvedRepository repository, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        var received = new ReceivedBytes(repository.Key.Id, progress);
        var downloaded = await new SnapshotDownloader(options.Cache, hub, clock, received).DownloadAsync(
            new DownloadRequest
            {
                Kind = repository.Kind,
                Id = repository.Key.Id,
                Revision = repository.Commit.ToString(),
                Files = new FileRequest { Include = ["*"] },
                Locked = [.. repository.Files.Select(static file => new ModelFile(file.File.Path, file.File.Size, file.File.ETag))],
            },
            cancellationToken);
        return downloaded.Value is { } snapshot ? new FetchedRepository(snapshot.Folder, received.Count) : StepStop.Of([.. downloaded.Diagnostics]);
    }

    /// <summary>Hashes every file as a whole: what lay in the cache may have been damaged since.</summary>
    /// <returns>The files; of those that are damaged, the paths of the contents, for them to be fetched again.</returns>
    public static async Task<(ImmutableArray<VerifiedFile> Files, ImmutableArray<(RemoteFile File, string Actual)> Damaged)> VerifyAsync(
        ResolvedRepository repository, string folder, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        var verified = new VerifiedFile?[repository.Files.Length];
        var damaged = new ConcurrentBag<(RemoteFile, string)>();
        var (done, total) = (0L, repository.SizeBytes);
        await Parallel.ForAsync(0, verified.Length, new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken }, async (place, token) =>
        {
            var resolved = repository.Files[place];
            var (etag, sha256, crc32) = await HashAsync(PathOf(folder, resolved.File), resolved.File, read => progress?.Report(new IngestProgress(repository.Key.Id, IngestStep.Verify, Interlocked.Add(ref done, read), total)), token);
            if (etag == resolved.File.ETag)
                verified[place] = new VerifiedFile(resolved, sha256, crc32);
            else
                damaged.Add((resolved.File, etag));
        });
        return ([.. verified.OfType<VerifiedFile>()], [.. damaged]);
    }

    /// <summary>Removes a content that is not what its name says.</summary>
    public static void Remove(string folder, RemoteFile file) => File.Delete(SymbolicLink.Resolve(PathOf(folder, file)));

    private static string PathOf(string folder, RemoteFile file) => Path.Combine(folder, LocalPath.Of(file.Path));

    private static async Task<(string ETag, string Sha256, uint Crc32)> HashAsync(string path, RemoteFile file, Action<long> read, CancellationToken cancellationToken)
    {
        using var named = ContentHash.For(file);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var crc32 = new Crc32();
        var buffer = ArrayPool<byte>.Shared.Rent(ContentHash.ReadBytes);
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
            for (int count; (count = await stream.ReadAsync(buffer.AsMemory(0, ContentHash.ReadBytes), cancellationToken)) > 0;)
            {
                named.Append(buffer.AsSpan(0, count));
                crc32.Append(buffer.AsSpan(0, count));
                if (file.Sha256 is null)
                    sha256.AppendData(buffer, 0, count);
                read(count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        var etag = named.Finish();
        return (etag, file.Sha256 is null ? Convert.ToHexStringLower(sha256.GetHashAndReset()) : etag, crc32.GetCurrentHashAsUInt32());
    }

    /// <summary>Counts what comes over the network, and passes on how far the download is.</summary>
    private sealed class ReceivedBytes(ModelId id, IProgress<IngestProgress>? progress) : IProgress<DownloadProgress>
    {
        private readonly Lock _gate = new();
        private (long Bytes, long Found) _last;

        /// <summary>Gets the bytes that came.</summary>
        public long Count => _last.Bytes - _last.Found;

        public void Report(DownloadProgress value)
        {
            // Reports come from many threads; the one with the most bytes is the last.
            lock (_gate)
            {
                if (value.Bytes >= _last.Bytes)
                    _last = (value.Bytes, Math.Max(_last.Found, value.Found));
            }

            progress?.Report(new IngestProgress(id, IngestStep.Fetch, Math.Max(0, value.Bytes), value.TotalBytes));
        }
    }
}
