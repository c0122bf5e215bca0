namespace HfRegistry.Cache;

/// <summary>The contents of a cache without links, which lie in its snapshots: what another commit has of a file need not travel again.</summary>
internal sealed class SnapshotCopies
{
    private readonly RepositoryCache _cache;
    private readonly Lazy<ILookup<string, string>> _places;

    /// <summary>Looks in the snapshots of one repository.</summary>
    /// <param name="cache">The places.</param>
    /// <param name="writer">Knows whether there are links: the contents then lie where all commits find them.</param>
    public SnapshotCopies(RepositoryCache cache, SnapshotWriter writer)
    {
        _cache = cache;
        _places = new(() => writer.HasLinks ? Enumerable.Empty<string>().ToLookup(static place => place) : Places(cache));
    }

    /// <summary>Copies a content to its place among the contents, if another commit has it with the right hash.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task<bool> TryCopyAsync(RemoteFile file, CancellationToken cancellationToken)
    {
        foreach (var place in _places.Value[file.ETag])
        {
            if (new FileInfo(place) is not { Exists: true, LinkTarget: null } found || found.Length != file.Size)
                continue;
            var temporary = Path.Combine(_cache.Blobs, $"{file.ETag}.{Guid.NewGuid():N}.incomplete");
            try
            {
                // Anybody may have written to a copy: it is the bytes that were copied that count.
                File.Copy(place, temporary);
                if (await ContentHash.OfAsync(temporary, file, cancellationToken) != file.ETag)
                    continue;
                File.Move(temporary, _cache.Blob(file.ETag), overwrite: true);
                return true;
            }
            finally
            {
                File.Delete(temporary);
            }
        }

        return false;
    }

    private static ILookup<string, string> Places(RepositoryCache cache) => CacheInventory.Commits(cache)
        .SelectMany(commit => (CachedTree.Read(cache.Tree(commit)) ?? []).Select(file => (file.ETag, Place: cache.SnapshotFile(commit, file.Path))))
        .ToLookup(static copy => copy.ETag, static copy => copy.Place, StringComparer.Ordinal);
}
