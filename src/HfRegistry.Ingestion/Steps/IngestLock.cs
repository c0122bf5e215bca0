using HfRegistry.Cache;
using HfRegistry.Files;

namespace HfRegistry.Ingestion.Steps;

/// <summary>
/// Keeps two runs of one machine from working on one repository at once. It only saves work: what is right rests on the catalog's unique key and on steps
/// that can be repeated.
/// </summary>
internal static class IngestLock
{
    private const string Name = "ingest";

    /// <summary>Takes the lock of a repository, which lies in its folder of the cache.</summary>
    /// <returns>The lock; else HFR7305 when another run has it, HFR7106 when the cache cannot be written.</returns>
    public static async Task<Outcome<FileLock>> TakeAsync(IngestOptions options, RepositoryKind kind, ModelId id, TimeProvider clock, CancellationToken cancellationToken)
    {
        var folder = new RepositoryCache(options.Cache.Root, id, kind).Locks;
        try
        {
            LocalPath.MakeFolders(options.Cache.Root, Path.Combine(folder, Name));
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return new(DiagnosticCatalog.CacheNotWritten.Create(options.Cache.Root, refused.Message));
        }

        var taken = await FileLock.TakeAsync(Path.Combine(folder, Name), DiagnosticCatalog.CacheNotWritten, options.MaxLockWait, clock, cancellationToken);
        return taken.Value is null && taken.Diagnostics[0].Code == DiagnosticCatalog.RegistryBusy.Code ? new(DiagnosticCatalog.IngestionBusy.Create(id)) : taken;
    }
}
