namespace HfRegistry.Cache;

/// <summary>The result of verifying a cache.</summary>
/// <param name="Files">How many contents were hashed.</param>
/// <param name="Size">Their bytes.</param>
/// <param name="Diagnostics">HFR7108 for each content that is not what its name says.</param>
internal sealed record CacheVerification(int Files, ByteSize Size, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Hashes what a cache holds. A content's name is its hash, so no request is needed; copies in a cache without links are compared with the
/// kept list of their commit.
/// </summary>
internal static class CacheVerifier
{
    /// <summary>Verifies the contents of some models.</summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="ids">The models; empty for all.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static async Task<CacheVerification> VerifyAsync(string root, IReadOnlyCollection<ModelId> ids, CancellationToken cancellationToken)
    {
        var diagnostics = new List<Diagnostic>();
        var (files, bytes) = (0, 0L);
        foreach (var cache in CacheInventory.Repositories(root).Where(cache => ids.Count == 0 || ids.Contains(cache.Id)))
        {
            foreach (var (place, expected) in Contents(cache).DistinctBy(static content => content.Place))
            {
                files++;
                bytes += expected.Size;
                if (await ProblemAsync(place, expected, cancellationToken) is { } problem)
                    diagnostics.Add(DiagnosticCatalog.CacheDamaged.Create(cache.Id, place, problem));
            }
        }

        return new CacheVerification(files, new ByteSize(bytes), diagnostics);
    }

    private static IEnumerable<(string Place, RemoteFile Expected)> Contents(RepositoryCache cache)
    {
        // A content without a list has the size that it has; its hash tells the rest. The JavaScript client names some by the hash of the chunk store.
        var listed = CacheInventory.Commits(cache).SelectMany(commit => CachedTree.Read(cache.Tree(commit)) ?? [])
            .SelectMany(static file => new[] { (Name: file.ETag, File: file), (Name: file.XetHash ?? file.ETag, File: file) })
            .ToLookup(static named => named.Name, static named => named.File, StringComparer.Ordinal);
        foreach (var blob in CacheInventory.Blobs(cache).Where(static blob => RepositoryCache.IsETag(blob.Name)))
        {
            yield return (blob.FullName, listed[blob.Name].FirstOrDefault() ?? new RemoteFile(blob.Name, blob.Length, blob.Name, RepositoryCache.IsSha256(blob.Name) ? blob.Name : null));
        }

        foreach (var commit in CacheInventory.Commits(cache))
        {
            foreach (var file in CachedTree.Read(cache.Tree(commit)) ?? [])
            {
                if (cache.SnapshotFile(commit, file.Path) is var place && new FileInfo(place) is { Exists: true, LinkTarget: null })
                    yield return (place, file);
            }
        }
    }

    private static async Task<string?> ProblemAsync(string place, RemoteFile expected, CancellationToken cancellationToken)
    {
        try
        {
            var length = new FileInfo(place).Length;
            if (length != expected.Size)
                return $"has {new ByteSize(length)}, not {new ByteSize(expected.Size)}";
            var digest = await ContentHash.OfAsync(place, expected, cancellationToken);
            return digest == expected.ETag ? null : $"has the hash {digest}, not {expected.ETag}";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {refused.Message}";
        }
    }
}
