using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>
/// Brings the files of one model into the shared cache, in the order that other clients rely on: the list of files, then each
/// content before its link, and the name of a branch last of all.
/// </summary>
internal sealed class SnapshotDownloader
{
    private readonly HubClient? _hub;
    private readonly DownloadOptions _options;
    private readonly TimeProvider _clock;
    private readonly IProgress<DownloadProgress>? _progress;

    /// <summary>Downloads into a cache.</summary>
    /// <param name="options">How.</param>
    /// <param name="hub">The Hub; null without the network.</param>
    /// <param name="clock">Times the waits.</param>
    /// <param name="progress">Receives the progress, from many threads.</param>
    public SnapshotDownloader(DownloadOptions options, HubClient? hub, TimeProvider clock, IProgress<DownloadProgress>? progress = null)
    {
        _options = options;
        _hub = hub;
        _clock = clock;
        _progress = progress;
    }

    /// <summary>Brings a model's files into the cache.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Ends it at once; what came is kept for the next run.</param>
    /// <returns>The snapshot, complete; else what is missing and why.</returns>
    public async Task<Outcome<DownloadedSnapshot>> DownloadAsync(DownloadRequest request, CancellationToken cancellationToken = default)
    {
        var requestsBefore = _hub?.RequestCount ?? 0;
        var known = Locked(request) ?? await new SnapshotListing(_options, _hub).ReadAsync(request.Id, request.Revision, cancellationToken, request.Kind);
        if (known.Value is not { } snapshot)
            return new(null, known.Diagnostics);
        var chosen = request.Locked.IsEmpty ? FileSelector.Choose(snapshot.Files, request.Files) : FileSelector.Take(snapshot.Files, request.Locked, snapshot.Id);
        if (chosen.Value is not { } selection)
            return new(null, [.. known.Diagnostics, .. chosen.Diagnostics]);
        if (Unwritable(snapshot.Id, selection.Files) is { } unwritable)
            return new(null, [.. known.Diagnostics, unwritable]);

        var cache = new RepositoryCache(_options.Root, snapshot.Id, request.Kind);
        var writer = new SnapshotWriter(cache, _options.ForbidsLinks);
        var missing = selection.Files.Where(file => !cache.IsPlaced(snapshot.Commit, file)).ToImmutableArray();
        if (!missing.IsEmpty || snapshot.IsNew)
        {
            if (await CompleteAsync(cache, writer, request.Kind, snapshot, selection.Files, missing, cancellationToken) is { Count: > 0 } failures)
                return new(null, [.. known.Diagnostics, .. failures]);
        }

        return new(
            new DownloadedSnapshot(snapshot.Id, snapshot.Commit, cache.Snapshot(snapshot.Commit), selection, (_hub?.RequestCount ?? 0) - requestsBefore) { Fetched = missing.Length },
            known.Diagnostics);
    }

    // What a lock file says of files is enough when they are there, whoever wrote them, or when there is no network.
    private Outcome<ListedSnapshot>? Locked(DownloadRequest request)
    {
        if (request.Locked.IsEmpty || !Revision.TryParse(request.Revision, out var commit))
            return null;
        var cache = new RepositoryCache(_options.Root, request.Id, request.Kind);
        ImmutableArray<RemoteFile> files = [.. request.Locked.Select(static file => RemoteFile.Of(file))];
        return _hub is null || files.All(file => cache.IsPlaced(commit, file)) ? new(new ListedSnapshot(request.Id, commit, Name: null, files, IsNew: false)) : null;
    }

    private async Task<IReadOnlyList<Diagnostic>> CompleteAsync(
        RepositoryCache cache, SnapshotWriter writer, RepositoryKind kind, ListedSnapshot snapshot, ImmutableArray<RemoteFile> files, ImmutableArray<RemoteFile> missing,
        CancellationToken cancellationToken)
    {
        try
        {
            writer.Prepare();
            if (writer.IgnoresCase() && FileNameRules.Clash(files.Select(static file => file.Path), ignoresCase: true) is var (first, second))
                return [Clash(snapshot.Id, first, second)];
            if (MissingSpace(cache, missing) is { } tooSmall)
                return [tooSmall];
            if (snapshot.IsNew)
            {
                writer.WriteTree(snapshot.Commit, snapshot.Files);
                if (kind == RepositoryKind.Model)
                    writer.NoteMissing(snapshot.Commit, OptionalFiles.MissingFrom(snapshot.Files));
            }

            if (await FetchAsync(cache, writer, kind, snapshot, files, missing, cancellationToken) is { Count: > 0 } failures)
                return failures;

            // What counts is what lies on the disk: another process may prune the cache meanwhile.
            if (files.FirstOrDefault(file => !cache.IsPlaced(snapshot.Commit, file)) is { } lost)
                return [NotWritten(cache, new FileNotFoundException($"another process removed {lost.Path}."))];
            if (snapshot.Name is { } name)
                writer.Point(name, snapshot.Commit);
            return [];
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return [NotWritten(cache, refused)];
        }
    }

    private async Task<IReadOnlyList<Diagnostic>> FetchAsync(
        RepositoryCache cache, SnapshotWriter writer, RepositoryKind kind, ListedSnapshot snapshot, ImmutableArray<RemoteFile> files, ImmutableArray<RemoteFile> missing,
        CancellationToken cancellationToken)
    {
        if (!missing.IsEmpty && _hub is null)
            return [NotCached(snapshot.Id, missing)];
        var totals = new DownloadTotals(files.Length, files.Sum(static file => file.Size), _progress);
        foreach (var file in files.Except(missing))
            totals.Complete(file.Size);
        var fetcher = new BlobFetcher(
            cache, snapshot.Commit, writer, (file, from, to, read, token) => _hub!.ReadFileAsync(kind, snapshot.Id, snapshot.Commit, file.Path, from, to, read, token), _options, _clock);
        var failures = new ConcurrentQueue<Diagnostic>();

        // Files of one content travel once; the largest first, so that none of them is left alone at the end.
        var contents = missing.GroupBy(static file => file.ETag, StringComparer.Ordinal).OrderByDescending(static group => group.First().Size);
        await Parallel.ForEachAsync(
            contents,
            new ParallelOptions { MaxDegreeOfParallelism = _options.MaxConcurrency, CancellationToken = cancellationToken },
            async (content, token) =>
            {
                // A refusal of one file is one of all that follow: the rest is not asked for.
                if (failures.IsEmpty && await fetcher.FetchAsync([.. content], totals, token) is { } failure)
                    failures.Enqueue(failure);
            });
        return [.. failures.DistinctBy(static failure => failure.Message)];
    }

    private static Diagnostic? Unwritable(ModelId id, ImmutableArray<RemoteFile> files)
    {
        foreach (var file in files)
        {
            if (FileNameRules.Problem(file.Path, OperatingSystem.IsWindows()) is { } problem)
                return DiagnosticCatalog.UnsafeFileName.Create(id, file.Path, problem);
        }

        return FileNameRules.Clash(files.Select(static file => file.Path), ignoresCase: OperatingSystem.IsWindows()) is var (first, second) ? Clash(id, first, second) : null;
    }

    private static Diagnostic Clash(ModelId id, string first, string second) => DiagnosticCatalog.FileNamesClash.Create(id, first, second);

    private Diagnostic? MissingSpace(RepositoryCache cache, ImmutableArray<RemoteFile> missing)
    {
        if (_options.IgnoresSpace)
            return null;
        var needed = missing.DistinctBy(static file => file.ETag).Where(file => !cache.IsStored(file)).Sum(file => file.Size - PartialFile.BytesIn(cache.Partial(file.ETag), file.Size));
        return FreeSpace(cache.Blobs) is { } free && needed > free ? DiagnosticCatalog.NoSpace.Create(cache.Id, new ByteSize(needed), cache.Root, new ByteSize(free)) : null;
    }

    private static long? FreeSpace(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception unknown) when (AtomicFile.IsRefusal(unknown))
        {
            // Windows has no drive for a share.
            return null;
        }
    }

    private Diagnostic NotCached(ModelId id, ImmutableArray<RemoteFile> missing) => DiagnosticCatalog.NotCached.Create(id, missing[0].Path, _options.OfflineSwitch);

    private static Diagnostic NotWritten(RepositoryCache cache, Exception refused) => DiagnosticCatalog.CacheNotWritten.Create(cache.Folder, refused.Message);
}
