using System.Diagnostics.CodeAnalysis;
using System.Text;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>Opens the archives of packages, however they are stored: an archive of files that are stored one by one is put together as it is read.</summary>
internal sealed class PackageReader(IPackageStore store)
{
    /// <summary>Opens an archive, or a part of it.</summary>
    /// <param name="package">The package.</param>
    /// <param name="range">The bytes to read, or null for all. A range past the end gives no bytes.</param>
    /// <param name="cancellationToken">Cancels the opening.</param>
    public Task<Lookup<ObjectContent>> OpenAsync(CatalogPackage package, ByteRange? range, CancellationToken cancellationToken)
    {
        if (package.Object == StoreKey.Archive(package.Key, package.Digest))
            return store.OpenAsync(package.Object, range, cancellationToken);
        var bytes = Encoding.UTF8.GetBytes(package.Manifest);
        return Task.FromResult(PackageManifest.Read(bytes) is { } manifest
            ? new Lookup<ObjectContent>(Part(PackageArchive.OfStore(bytes, manifest.Files, store, package.Key.Tenant), range))
            : new Lookup<ObjectContent>(null, DiagnosticCatalog.PackageNotRead.Create(package.Key.Id, "its manifest cannot be read")));
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    private static ObjectContent Part(ZipLayout archive, ByteRange? range)
    {
        var first = Math.Min(range?.First ?? 0, archive.Length);
        var length = Math.Max(0, Math.Min((range?.Last ?? (archive.Length - 1)) + 1, archive.Length) - first);
        var stream = archive.OpenRead();
        stream.Position = first;
        return new ObjectContent(new SliceStream(stream, length), length, archive.Length);
    }
}
