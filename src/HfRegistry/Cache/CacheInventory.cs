using System.Collections.Immutable;

namespace HfRegistry.Cache;

/// <summary>A commit of a model in the cache.</summary>
/// <param name="Commit">The commit.</param>
/// <param name="Names">The branches and tags that name it here.</param>
/// <param name="Files">How many files of it are there.</param>
/// <param name="Size">Their bytes; a content that several commits share counts in each.</param>
/// <param name="MissingFiles">How many files the kept list names that are not there; null without a list. A download of some files leaves the rest out on purpose.</param>
internal sealed record CachedSnapshot(Revision Commit, ImmutableArray<string> Names, int Files, ByteSize Size, int? MissingFiles);

/// <summary>A model in the cache.</summary>
/// <param name="Id">The model.</param>
/// <param name="Size">The bytes on the disk, unfinished downloads included.</param>
/// <param name="Unfinished">The bytes of unfinished downloads.</param>
/// <param name="Snapshots">Its commits.</param>
internal sealed record CachedModel(ModelId Id, ByteSize Size, ByteSize Unfinished, ImmutableArray<CachedSnapshot> Snapshots);

/// <summary>Lists what a cache holds. Folders of other kinds (datasets, spaces) are not looked at.</summary>
internal static class CacheInventory
{
    /// <summary>Lists the models of a cache in the order of their ids.</summary>
    /// <param name="root">The cache's folder; one that does not exist holds nothing.</param>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be read.</exception>
    public static ImmutableArray<CachedModel> Read(string root) =>
        [.. Repositories(root).Select(Read).OrderBy(static model => model.Id)];

    /// <summary>Returns the places of each model in a cache.</summary>
    internal static IEnumerable<RepositoryCache> Repositories(string root) => !Directory.Exists(root) ? [] : new DirectoryInfo(root).EnumerateDirectories()
        .Where(static folder => folder.LinkTarget is null)
        .Select(static folder => RepositoryCache.IdOf(folder.Name)).OfType<ModelId>().Select(id => new RepositoryCache(root, id));

    /// <summary>Returns the commits that have a folder.</summary>
    internal static IEnumerable<Revision> Commits(RepositoryCache cache)
    {
        if (new DirectoryInfo(cache.Snapshots) is not { Exists: true, LinkTarget: null } snapshots)
            yield break;
        foreach (var folder in snapshots.EnumerateDirectories())
        {
            if (folder.LinkTarget is null && Revision.TryParse(folder.Name, out var commit))
                yield return commit;
        }
    }

    /// <summary>Returns the names of a model's branches and tags, with the commits that they name here.</summary>
    internal static IEnumerable<(string Name, Revision Commit)> References(RepositoryCache cache)
    {
        foreach (var file in LocalPath.FilesBelow(cache.References))
        {
            var name = Path.GetRelativePath(cache.References, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (cache.CommitOf(name) is { } commit)
                yield return (name, commit);
        }
    }

    /// <summary>Returns the contents of a model, unfinished ones included.</summary>
    internal static IEnumerable<FileInfo> Blobs(RepositoryCache cache) =>
        new DirectoryInfo(cache.Blobs) is { Exists: true, LinkTarget: null } blobs ? blobs.EnumerateFiles().Where(static file => file.LinkTarget is null) : [];

    /// <summary>Returns the files of a commit: links, or contents without any.</summary>
    internal static IEnumerable<FileInfo> SnapshotFiles(RepositoryCache cache, Revision commit) => LocalPath.FilesBelow(cache.Snapshot(commit));

    private static CachedModel Read(RepositoryCache cache)
    {
        var names = References(cache).ToLookup(static reference => reference.Commit, static reference => reference.Name);
        var snapshots = Commits(cache).Select(commit => Read(cache, commit, [.. names[commit].Order(StringComparer.Ordinal)])).ToImmutableArray();
        var blobs = Blobs(cache).ToList();
        var unfinished = blobs.Where(static blob => !RepositoryCache.IsETag(blob.Name)).Sum(static blob => blob.Length);

        // A cache without links keeps its contents in the snapshots.
        var copies = Commits(cache).SelectMany(commit => SnapshotFiles(cache, commit)).Where(static file => file.LinkTarget is null).Sum(static file => file.Length);
        return new CachedModel(cache.Id, new ByteSize(blobs.Sum(static blob => blob.Length) + copies), new ByteSize(unfinished), snapshots);
    }

    private static CachedSnapshot Read(RepositoryCache cache, Revision commit, ImmutableArray<string> names)
    {
        var files = SnapshotFiles(cache, commit).Select(static file => Followed(file)).OfType<FileInfo>().ToList();
        var missing = CachedTree.Read(cache.Tree(commit))?.Count(file => !File.Exists(cache.SnapshotFile(commit, file.Path)));
        return new CachedSnapshot(commit, names, files.Count, new ByteSize(files.Sum(static file => file.Length)), missing);
    }

    private static FileInfo? Followed(FileInfo file)
    {
        try
        {
            return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo) is { Exists: true } found ? found : null;
        }
        catch (IOException)
        {
            // Links that lead in a circle.
            return null;
        }
    }
}
