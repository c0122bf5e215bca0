using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Tests.Steps;

/// <summary>A store that refuses what a test wants it to refuse.</summary>
internal sealed class FaultyStore(IPackageStore inner) : IPackageStore
{
    /// <summary>The objects that cannot be stored.</summary>
    public Func<StoreKey, bool> Refuses { get; set; } = static _ => false;

    /// <summary>The objects that were stored, in their order.</summary>
    public List<StoreKey> Stored { get; } = [];

    public string AddressOf(StoreKey key) => inner.AddressOf(key);

    public async Task<Diagnostic?> PutAsync(StoreKey key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        if (Refuses(key))
            return DiagnosticCatalog.StoreFailed.Create("the store", "storing", "it is out of order");
        var refused = await inner.PutAsync(key, content, sha256, stored, cancellationToken);
        if (refused is null)
            Stored.Add(key);
        return refused;
    }

    public Task<Lookup<StoredObject>> FindAsync(StoreKey key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public Task<Lookup<ObjectContent>> OpenAsync(StoreKey key, ByteRange? range, CancellationToken cancellationToken) => inner.OpenAsync(key, range, cancellationToken);

    public Task<Diagnostic?> DeleteAsync(StoreKey key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);

    public Task<Outcome<StorePage>> ListAsync(string prefix, string? next, CancellationToken cancellationToken) => inner.ListAsync(prefix, next, cancellationToken);

    public Task<Diagnostic?> RemoveUnfinishedAsync(DateTimeOffset before, FindAbandoned findAbandoned, CancellationToken cancellationToken) =>
        inner.RemoveUnfinishedAsync(before, findAbandoned, cancellationToken);

    public Uri? SignedAddressOf(StoreKey key, string fileName, TimeSpan lifetime) => inner.SignedAddressOf(key, fileName, lifetime);

    public Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);

    public void Dispose() => inner.Dispose();
}
