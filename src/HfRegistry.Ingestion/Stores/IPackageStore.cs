namespace HfRegistry.Ingestion.Stores;

/// <summary>An object in a store.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="StoredAt">The time at which it was stored, by the store's clock.</param>
internal sealed record StoredObject(StoreKey Key, long Length, DateTimeOffset StoredAt);

/// <summary>A part of a store's listing.</summary>
/// <param name="Objects">The objects, ordered by key.</param>
/// <param name="Next">The text with which the next page is asked for; null after the last one.</param>
internal sealed record StorePage(IReadOnlyList<StoredObject> Objects, string? Next);

/// <summary>Some bytes of an object.</summary>
/// <param name="First">The first byte, from 0.</param>
/// <param name="Last">The last byte, which is included; null for the rest of the object.</param>
internal readonly record struct ByteRange(long First, long? Last);

/// <summary>The content of an object, to be read once.</summary>
/// <param name="Stream">The bytes that were asked for. Disposing of the content closes it.</param>
/// <param name="Length">The number of these bytes.</param>
/// <param name="TotalLength">The length of the whole object.</param>
internal sealed record ObjectContent(Stream Stream, long Length, long TotalLength) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Stream.DisposeAsync();
}

/// <summary>Returns those of some objects that no run is about to store.</summary>
internal delegate Task<Outcome<IReadOnlyList<StoreKey>>> FindAbandoned(IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken);

/// <summary>
/// Keeps the bytes of packages. An object is there as a whole or not at all, and does not change: storing under a key again
/// replaces the object in one step. Errors are HFR72xx; they never contain credentials or signed addresses.
/// </summary>
internal interface IPackageStore : IDisposable
{
    /// <summary>Returns the address of an object as the catalog and people see it: <c>s3://BUCKET/KEY</c>, or <c>file:///KEY</c>, without the folders of this machine.</summary>
    string AddressOf(StoreKey key);

    /// <summary>Stores an object. When this returns null, it survives a power cut.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="content">A seekable stream; it is read from its start, perhaps twice and in parts.</param>
    /// <param name="sha256">The SHA-256 of the content in lowercase hexadecimal digits. Other bytes are refused (HFR7202).</param>
    /// <param name="stored">Receives the number of bytes sent so far, or null. It can fall when a part is sent again.</param>
    /// <param name="cancellationToken">Cancels. Nothing of the object remains then.</param>
    /// <returns>Null when it is stored; else why not, and an older object of this name is untouched.</returns>
    Task<Diagnostic?> PutAsync(StoreKey key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken);

    /// <summary>Looks for an object.</summary>
    Task<Lookup<StoredObject>> FindAsync(StoreKey key, CancellationToken cancellationToken);

    /// <summary>Opens an object.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="range">The bytes to read, or null for all. A range past the end of the object gives no bytes.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    Task<Lookup<ObjectContent>> OpenAsync(StoreKey key, ByteRange? range, CancellationToken cancellationToken);

    /// <summary>Deletes an object, if it is there.</summary>
    Task<Diagnostic?> DeleteAsync(StoreKey key, CancellationToken cancellationToken);

    /// <summary>Lists objects. What else lies in the store is not listed.</summary>
    /// <param name="prefix">How their keys begin; empty for all.</param>
    /// <param name="next">Null for the first page; else <see cref="StorePage.Next"/> of the page before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Outcome<StorePage>> ListAsync(string prefix, string? next, CancellationToken cancellationToken);

    /// <summary>Removes what interrupted uploads left behind.</summary>
    /// <param name="before">Uploads that began later may still be going on.</param>
    /// <param name="findAbandoned">Tells abandoned uploads from live ones, for stores that cannot.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Diagnostic?> RemoveUnfinishedAsync(DateTimeOffset before, FindAbandoned findAbandoned, CancellationToken cancellationToken);

    /// <summary>Returns an address from which anybody can download an object for a while, or null where the store has no such thing. It is a secret.</summary>
    /// <param name="key">The object.</param>
    /// <param name="fileName">The name under which a browser saves it.</param>
    /// <param name="lifetime">The time for which the address works.</param>
    Uri? SignedAddressOf(StoreKey key, string fileName, TimeSpan lifetime);

    /// <summary>Checks that the store can be reached and used.</summary>
    Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken);
}
