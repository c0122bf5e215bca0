using System.Collections.Immutable;
using HfRegistry.Cache;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Steps;

/// <summary>A package that is ready to be stored.</summary>
/// <param name="Manifest">The manifest as it was rendered.</param>
/// <param name="Files">The files that it lists.</param>
/// <param name="Archive">The archive.</param>
/// <param name="Digest">The SHA-256 of the archive.</param>
internal sealed record BuiltPackage(byte[] Manifest, IReadOnlyList<PackagedFile> Files, ZipLayout Archive, string Digest);

/// <summary>The objects of a package in the store.</summary>
/// <param name="Main">The archive; or the manifest, where files are stored one by one.</param>
/// <param name="All">Every object, the main one included.</param>
internal sealed record StoredObjects(StoreKey Main, ImmutableArray<StoreKey> All);

/// <summary>
/// Brings a package into the store. Every object is claimed before it is written or found, so that no sweep takes it away; the main one comes last. Storing the same
/// bytes again is harmless.
/// </summary>
internal sealed class PackagePublisher(IPackageStore store, ICatalog catalog)
{
    /// <summary>Stores a package.</summary>
    /// <param name="runId">The run, which claims the objects.</param>
    /// <param name="key">The package.</param>
    /// <param name="package">What is stored.</param>
    /// <param name="layout">As one archive, or file by file.</param>
    /// <param name="folder">The folder of the files, an absolute path.</param>
    /// <param name="progress">Hears how far it is, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<StepOutcome<StoredObjects>> StoreAsync(
        Guid runId, PackageKey key, BuiltPackage package, PackageLayout layout, string folder, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        var objects = ObjectsOf(key, package, layout);
        if (await catalog.ClaimAsync(runId, objects.All, cancellationToken) is { } refused)
            return StepStop.Of(refused);
        var failed = layout == PackageLayout.Package
            ? await PutArchiveAsync(key, objects.Main, package, progress, cancellationToken)
            : await PutFilesAsync(key, objects.Main, package, folder, progress, cancellationToken);
        return failed is null ? objects : StepStop.Of(failed);
    }

    private static StoredObjects ObjectsOf(PackageKey key, BuiltPackage package, PackageLayout layout)
    {
        if (layout == PackageLayout.Package)
            return new StoredObjects(StoreKey.Archive(key, package.Digest), [StoreKey.Archive(key, package.Digest)]);
        var main = StoreKey.Manifest(key, package.Digest);
        return new StoredObjects(main, [.. package.Files.Select(file => StoreKey.Blob(key.Tenant, file.Sha256)).Distinct(), main]);
    }

    private async Task<Diagnostic?> PutArchiveAsync(PackageKey key, StoreKey place, BuiltPackage package, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        await using var archive = package.Archive.OpenRead();
        return await store.PutAsync(place, archive, package.Digest, Sent(key, 0, package.Archive.Length, progress), cancellationToken);
    }

    private async Task<Diagnostic?> PutFilesAsync(
        PackageKey key, StoreKey manifest, BuiltPackage package, string folder, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        var (done, total) = (0L, package.Files.Sum(static file => file.SizeBytes));
        foreach (var file in package.Files.DistinctBy(static file => file.Sha256))
        {
            if (await PutFileAsync(key, file, folder, Sent(key, done, total, progress), cancellationToken) is { } refused)
                return refused;
            done += file.SizeBytes;
        }

        // A sweep that began before the objects were claimed may have taken one since it was found.
        foreach (var file in package.Files.DistinctBy(static file => file.Sha256))
        {
            if (await PutFileAsync(key, file, folder, sent: null, cancellationToken) is { } refused)
                return refused;
        }

        using var bytes = new MemoryStream(package.Manifest, writable: false);
        return await store.PutAsync(manifest, bytes, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(package.Manifest)), null, cancellationToken);
    }

    private async Task<Diagnostic?> PutFileAsync(PackageKey key, PackagedFile file, string folder, IProgress<long>? sent, CancellationToken cancellationToken)
    {
        var place = StoreKey.Blob(key.Tenant, file.Sha256);
        var found = await store.FindAsync(place, cancellationToken);

        // Its name is its hash, and the store checked it when it came.
        if (found.Error is not null || found.Value?.Length == file.SizeBytes)
            return found.Error;
        await using var content = new FileStream(Path.Combine(folder, LocalPath.Of(file.Path)), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        return await store.PutAsync(place, content, file.Sha256, sent, cancellationToken);
    }

    private static SentBytes? Sent(PackageKey key, long before, long total, IProgress<IngestProgress>? progress) => progress is null ? null : new SentBytes(key.Id, before, total, progress);

    private sealed class SentBytes(ModelId id, long before, long total, IProgress<IngestProgress> progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(new IngestProgress(id, IngestStep.Store, before + value, total));
    }
}
