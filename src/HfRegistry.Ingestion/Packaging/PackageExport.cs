using System.Buffers;
using System.Security.Cryptography;
using HfRegistry.Cache;
using HfRegistry.Files;
using HfRegistry.Ingestion.Catalog;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>Writes the archive of a package to a file. The file has its name only when its hash is the catalog's.</summary>
internal static class PackageExport
{
    /// <summary>Writes an archive.</summary>
    /// <param name="reader">Opens it.</param>
    /// <param name="package">The package.</param>
    /// <param name="path">The absolute path of the file, which is replaced.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when it is written; else why not, and an older file is untouched.</returns>
    public static async Task<Diagnostic?> WriteAsync(PackageReader reader, CatalogPackage package, string path, CancellationToken cancellationToken)
    {
        var opened = await reader.OpenAsync(package, range: null, cancellationToken);
        if (opened.Value is not { } archive)
            return opened.Error ?? DiagnosticCatalog.PackageNotRead.Create(package.Key.Id, $"{package.Object} is not in the store");
        var temporary = $"{path}.{Guid.NewGuid():N}.incomplete";
        try
        {
            await using (archive)
            {
                if (await CopyAsync(archive.Stream, temporary, cancellationToken) is var actual && actual != package.Digest)
                    return DiagnosticCatalog.StoredPackageDiffers.Create(package.Key, actual, package.Digest);
            }

            File.Move(temporary, path, overwrite: true);
            return null;
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return AtomicFile.NotWritten(path, DiagnosticCatalog.PackageNotWritten, refused);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static async Task<string> CopyAsync(Stream archive, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var buffer = ArrayPool<byte>.Shared.Rent(ContentHash.ReadBytes);
        try
        {
            for (int count; (count = await archive.ReadAsync(buffer.AsMemory(0, ContentHash.ReadBytes), cancellationToken)) > 0;)
            {
                hash.AppendData(buffer, 0, count);
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
