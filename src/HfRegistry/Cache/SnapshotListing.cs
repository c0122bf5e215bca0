using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>A commit of a model and its files, as they are known before anything is fetched.</summary>
/// <param name="Id">The model, by its present id.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Name">The branch or tag that was asked for; null for a commit, which needs no name.</param>
/// <param name="Files">All files of the commit.</param>
/// <param name="IsNew">Whether the Hub was asked: the cache then lacks the list or the name.</param>
internal sealed record ListedSnapshot(ModelId Id, Revision Commit, string? Name, ImmutableArray<RemoteFile> Files, bool IsNew)
{
    /// <summary>Gets whether these are all files of the commit, and not only those that lie in a cache without a list.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>Finds out which commit and which files are meant: from the cache where it knows, else from the Hub in one request for each 1,000 files.</summary>
internal sealed class SnapshotListing(DownloadOptions options, HubClient? hub)
{
    private const string MainBranch = "main";

    /// <summary>Lists a snapshot.</summary>
    /// <param name="id">The model.</param>
    /// <param name="revision">A branch, a tag, a commit, or null for the main branch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="kind">The kind of repository.</param>
    public async Task<Outcome<ListedSnapshot>> ReadAsync(ModelId id, string? revision, CancellationToken cancellationToken, RepositoryKind kind = RepositoryKind.Model)
    {
        var cache = new RepositoryCache(options.Root, id, kind);
        var name = Revision.TryParse(revision, out var commit) ? null : revision ?? MainBranch;

        // A commit never changes: its list in the cache needs no request. A branch does, unless there is no network.
        commit ??= hub is null ? cache.CommitOf(name!) : null;
        if (commit is not null && CachedTree.Read(cache.Tree(commit)) is { } listed)
            return new(new ListedSnapshot(id, commit, name, listed, IsNew: false));
        if (hub is null)
        {
            return commit is not null && Present(cache, commit) is { IsEmpty: false } present
                ? new(new ListedSnapshot(id, commit, name, present, IsNew: false) { IsComplete = false })
                : new(DiagnosticCatalog.NotListed.Create(id, name ?? commit!.Short, options.OfflineSwitch));
        }

        return await AskAsync(hub, kind, id, name, commit, cancellationToken);
    }

    // Older clients keep no list: what lies there is then all that can be known, as it is to them.
    private static ImmutableArray<RemoteFile> Present(RepositoryCache cache, Revision commit)
    {
        var folder = cache.Snapshot(commit);
        return [.. LocalPath.FilesBelow(folder)
            .Select(file => (Path: Path.GetRelativePath(folder, file.FullName).Replace(Path.DirectorySeparatorChar, '/'), ETag: Path.GetFileName(file.LinkTarget)))
            .Where(static file => file.ETag is not null && RepositoryCache.IsETag(file.ETag))
            .Select(file => (file.Path, ETag: file.ETag!, Blob: new FileInfo(cache.Blob(file.ETag!)))).Where(static file => file.Blob is { Exists: true, LinkTarget: null })
            .Select(static file => new RemoteFile(file.Path, file.Blob.Length, file.ETag, RepositoryCache.IsSha256(file.ETag) ? file.ETag : null))];
    }

    private static async Task<Outcome<ListedSnapshot>> AskAsync(HubClient hub, RepositoryKind kind, ModelId id, string? name, Revision? commit, CancellationToken cancellationToken)
    {
        var notes = new List<Diagnostic>();
        if (commit is null)
        {
            var (found, newest, error) = await RepositoryHead.ReadAsync(hub, kind, id, name, cancellationToken);
            if (found is null)
                return new(HubDiagnostics.Of(error!, Consequence.ModelNotDownloaded, id));
            if (HubRename.Diagnostic(id, found) is { } renamed)
                notes.Add(renamed);
            if (newest is null)
                return new(null, [.. notes, HubDiagnostics.Of(new HubError.Malformed("it names no commit"), Consequence.ModelNotDownloaded, id)]);
            (id, commit) = (found, newest);
        }

        var files = ImmutableArray.CreateBuilder<RemoteFile>();
        var skipped = new List<string>();
        try
        {
            await foreach (var entry in hub.ListTreeAsync(id, new HubTreeQuery { Kind = kind, Revision = commit.ToString() }, skipped.Add, cancellationToken))
            {
                if (entry.IsFolder)
                    continue;
                if (RemoteFile.Of(entry) is not { } file)
                    return new(null, [.. notes, HubDiagnostics.Of(new HubError.Malformed($"it states no size or hash of {entry.Path}"), Consequence.ModelNotDownloaded, id)]);
                files.Add(file);
            }
        }
        catch (HubException failed)
        {
            return new(null, [.. notes, HubDiagnostics.Of(failed.Error, Consequence.ModelNotDownloaded, id)]);
        }

        // A listing for metrics may leave out a name that is a trap; a download that is silently incomplete is worse than none.
        if (skipped.Count > 0)
            return new(null, [.. notes, DiagnosticCatalog.UnsafeListing.Create(id, skipped.Count, skipped[0])]);
        return new(new ListedSnapshot(id, commit, name, [.. files.DistinctBy(static file => file.Path)], IsNew: true), notes);
    }
}
