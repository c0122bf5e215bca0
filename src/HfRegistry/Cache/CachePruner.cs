using System.Collections.Immutable;
using HfRegistry.Files;

namespace HfRegistry.Cache;

/// <summary>A commit of a model that can be removed from the cache.</summary>
/// <param name="Id">The model.</param>
/// <param name="Commit">The commit; null for contents that no commit uses any more.</param>
/// <param name="Size">The bytes that its removal gives back.</param>
internal sealed record PrunableSnapshot(ModelId Id, Revision? Commit, ByteSize Size);

/// <summary>Removes from a cache what nothing needs: names first, then links, then contents, so that a reader never finds a link without its content for long.</summary>
internal static class CachePruner
{
    /// <summary>Finds, and removes, the commits that are not to be kept.</summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="keep">The commits that lock files name.</param>
    /// <param name="isDryRun">Whether to find only.</param>
    /// <returns>What was, or would be, removed.</returns>
    /// <exception cref="IOException">A file cannot be removed; what was removed before is gone.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be removed; what was removed before is gone.</exception>
    public static ImmutableArray<PrunableSnapshot> Prune(string root, IReadOnlySet<(ModelId Id, Revision Commit)> keep, bool isDryRun)
    {
        var pruned = ImmutableArray.CreateBuilder<PrunableSnapshot>();
        foreach (var cache in CacheInventory.Repositories(root))
        {
            var commits = CacheInventory.Commits(cache).ToLookup(commit => keep.Contains((cache.Id, commit)));
            var kept = commits[true].SelectMany(commit => ContentsOf(cache, commit)).ToHashSet(StringComparer.Ordinal);
            var counted = new HashSet<string>(StringComparer.Ordinal);
            foreach (var commit in commits[false])
            {
                var own = ContentsOf(cache, commit).Where(blob => !kept.Contains(blob) && counted.Add(blob));
                pruned.Add(new PrunableSnapshot(cache.Id, commit, new ByteSize(own.Sum(blob => LengthOf(cache.Blob(blob))) + CopiesOf(cache, commit))));
            }

            var unused = CacheInventory.Blobs(cache).Where(blob => !kept.Contains(blob.Name) && !counted.Contains(blob.Name) && !IsInUse(blob)).ToList();
            if (unused.Count > 0)
                pruned.Add(new PrunableSnapshot(cache.Id, Commit: null, new ByteSize(unused.Sum(static blob => blob.Length))));
            if (!isDryRun)
                Remove(cache, [.. commits[false]], kept);
        }

        return pruned.ToImmutable();
    }

    private static void Remove(RepositoryCache cache, ImmutableArray<Revision> commits, HashSet<string> kept)
    {
        foreach (var (name, _) in CacheInventory.References(cache).Where(reference => commits.Contains(reference.Commit)).ToList())
            File.Delete(cache.Reference(name)!);
        foreach (var commit in commits)
        {
            Directory.Delete(cache.Snapshot(commit), recursive: true);
            if (HasFolder(cache.Tree(commit)))
                File.Delete(cache.Tree(commit));
            if (HasFolder(cache.NoExist(commit)) && Directory.Exists(cache.NoExist(commit)))
                Directory.Delete(cache.NoExist(commit), recursive: true);
        }

        foreach (var blob in CacheInventory.Blobs(cache).Where(blob => !kept.Contains(blob.Name) && !IsInUse(blob)).ToList())
            blob.Delete();
        if (CacheInventory.Commits(cache).Any() || CacheInventory.Blobs(cache).Any())
            return;
        Directory.Delete(cache.Folder, recursive: true);
        if (new DirectoryInfo(cache.Locks) is { Exists: true, LinkTarget: null } locks)
            locks.Delete(recursive: true);
    }

    // Not every client makes these folders, and one that is a link holds what is not the cache's.
    private static bool HasFolder(string path) => new DirectoryInfo(Path.GetDirectoryName(path)!) is { Exists: true, LinkTarget: null };

    // A download holds its part alone while it goes on.
    private static bool IsInUse(FileInfo blob)
    {
        if (RepositoryCache.IsETag(blob.Name))
            return false;
        try
        {
            using var alone = new FileStream(blob.FullName, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException refused) when (FileLock.IsBusy(refused))
        {
            return true;
        }
    }

    // The names of the contents that a commit's links lead to: of any form, since another server may have ETags of its own.
    private static IEnumerable<string> ContentsOf(RepositoryCache cache, Revision commit) => CacheInventory.SnapshotFiles(cache, commit)
        .Select(static file => file.LinkTarget).OfType<string>().Select(static target => Path.GetFileName(target));

    private static long CopiesOf(RepositoryCache cache, Revision commit) => CacheInventory.SnapshotFiles(cache, commit).Where(static file => file.LinkTarget is null).Sum(static file => file.Length);

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
