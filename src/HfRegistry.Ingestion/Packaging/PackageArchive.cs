using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using HfRegistry.Cache;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>The archive of a package: its manifest, then its files.</summary>
internal static class PackageArchive
{
    /// <summary>Lays out an archive of files in the cache.</summary>
    /// <param name="manifest">The manifest as it was rendered; its bytes are an entry of the archive.</param>
    /// <param name="files">The files that it lists.</param>
    /// <param name="folder">The folder of the commit's files, an absolute path.</param>
    public static ZipLayout OfFolder(byte[] manifest, IEnumerable<PackagedFile> files, string folder) =>
        Of(manifest, files, file => ZipEntrySource.OfFile(file.Path, file.SizeBytes, CrcOf(file), Path.Combine(folder, LocalPath.Of(file.Path))));

    /// <summary>Lays out an archive of files that a store keeps one by one.</summary>
    /// <param name="manifest">The manifest as it was rendered.</param>
    /// <param name="files">The files that it lists.</param>
    /// <param name="store">The store.</param>
    /// <param name="tenant">Whose files.</param>
    public static ZipLayout OfStore(byte[] manifest, IEnumerable<PackagedFile> files, IPackageStore store, TenantName tenant) =>
        Of(manifest, files, file => new ZipEntrySource(file.Path, file.SizeBytes, CrcOf(file), async (offset, cancellationToken) =>
        {
            var opened = await store.OpenAsync(StoreKey.Blob(tenant, file.Sha256), new ByteRange(offset, null), cancellationToken);
            return opened.Value?.Stream ?? throw new IOException(opened.Error?.Message ?? $"{StoreKey.Blob(tenant, file.Sha256)} is not in the store.");
        }));

    /// <summary>Returns the SHA-256 of an archive in lowercase hexadecimal digits.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="read">Hears the number of bytes that were read, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">A content cannot be read.</exception>
    public static async Task<string> DigestAsync(ZipLayout archive, IProgress<long>? read, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var stream = archive.OpenRead();
        var buffer = ArrayPool<byte>.Shared.Rent(ContentHash.ReadBytes);
        try
        {
            for (int count; (count = await stream.ReadAsync(buffer.AsMemory(0, ContentHash.ReadBytes), cancellationToken)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
                read?.Report(stream.Position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ZipLayout Of(byte[] manifest, IEnumerable<PackagedFile> files, Func<PackagedFile, ZipEntrySource> entry) =>
        ZipLayout.Of(ZipEntrySource.OfBytes(PackageManifest.Name, manifest), files.Select(entry));

    private static uint CrcOf(PackagedFile file) => uint.Parse(file.Crc32, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
