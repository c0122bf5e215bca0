using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using HfRegistry.Files;

namespace HfRegistry.Ingestion.Stores;

/// <summary>Packages in a folder: each object is a file whose path is its key.</summary>
/// <param name="root">The absolute path of the folder; it is created when something is stored.</param>
internal sealed class FolderStore(string root) : IPackageStore
{
    private const int BufferBytes = 1 << 20;
    private const string UploadFolder = ".uploads";
    private const string UploadSuffix = ".tmp";

    public string AddressOf(StoreKey key) => $"file:///{key}";

    public async Task<Diagnostic?> PutAsync(StoreKey key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(root, UploadFolder, $"{Guid.NewGuid():N}{UploadSuffix}");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(temporary)!);
            try
            {
                return await PutAsync(key, content, sha256, temporary, stored, cancellationToken);
            }
            finally
            {
                // After the move there is nothing to delete.
                File.Delete(temporary);
            }
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Failed($"storing {key}", refused);
        }
    }

    public Task<Lookup<StoredObject>> FindAsync(StoreKey key, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(PathOf(key));
            return Task.FromResult(new Lookup<StoredObject>(file.Exists ? Describe(key, file) : null));
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Task.FromResult(new Lookup<StoredObject>(null, Failed($"looking for {key}", refused)));
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public Task<Lookup<ObjectContent>> OpenAsync(StoreKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(new Lookup<ObjectContent>(Open(PathOf(key), range)));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult(new Lookup<ObjectContent>(null));
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Task.FromResult(new Lookup<ObjectContent>(null, Failed($"reading {key}", refused)));
        }
    }

    public Task<Diagnostic?> DeleteAsync(StoreKey key, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(PathOf(key));
            if (file.Exists)
                file.Delete();
            RemoveEmpty(file.Directory!);
            return Task.FromResult<Diagnostic?>(null);
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Task.FromResult<Diagnostic?>(Failed($"deleting {key}", refused));
        }
    }

    public Task<Outcome<StorePage>> ListAsync(string prefix, string? next, CancellationToken cancellationToken)
    {
        try
        {
            var folder = Path.Combine(root, prefix[..(prefix.LastIndexOf('/') + 1)]);
            return Task.FromResult(new Outcome<StorePage>(new StorePage(Directory.Exists(folder) ? [.. List(folder, prefix)] : [], Next: null)));
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Task.FromResult(new Outcome<StorePage>(Failed("listing", refused)));
        }
    }

    public Task<Diagnostic?> RemoveUnfinishedAsync(DateTimeOffset before, FindAbandoned findAbandoned, CancellationToken cancellationToken)
    {
        try
        {
            var uploads = new DirectoryInfo(Path.Combine(root, UploadFolder));
            foreach (var file in uploads.Exists ? uploads.EnumerateFiles($"*{UploadSuffix}").Where(file => file.LastWriteTimeUtc < before.UtcDateTime && !IsHeld(file)) : [])
                file.Delete();
            return Task.FromResult<Diagnostic?>(null);
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return Task.FromResult<Diagnostic?>(Failed("removing unfinished uploads", refused));
        }
    }

    public Uri? SignedAddressOf(StoreKey key, string fileName, TimeSpan lifetime) => null;

    public Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken) =>
        Task.FromResult(WritableTarget.CheckFolder(root, DiagnosticCatalog.StoreFolderNotWritten));

    public void Dispose()
    {
        // No file stays open.
    }

    private async Task<Diagnostic?> PutAsync(StoreKey key, Stream content, string sha256, string temporary, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0))
        {
            if (await CopyAsync(content, stream, stored, cancellationToken) is var actual && actual != sha256)
                return DiagnosticCatalog.StoredContentDiffers.Create(key, actual, sha256);
            await stream.FlushAsync(cancellationToken);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);

            // Windows moves no file that is open.
            if (!OperatingSystem.IsWindows())
            {
                Move(temporary, path);

                // Of a renamed file, file systems with a journal write the name with this; .NET opens no folder.
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
            }
        }

        if (OperatingSystem.IsWindows())
            Move(temporary, path);
        return null;
    }

    // A live upload holds its file, however long ago it wrote. Its name is never used again.
    private static bool IsHeld(FileInfo file)
    {
        try
        {
            using var alone = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0);
            return false;
        }
        catch (IOException refused) when (refused is FileNotFoundException || FileLock.IsBusy(refused))
        {
            return true;
        }
    }

    private static async Task<string> CopyAsync(Stream content, FileStream target, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        content.Position = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            stored?.Report(target.Position);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Move(string temporary, string path)
    {
        // Whoever deletes the last object of a folder takes the folder away.
        for (var attempt = 0; ; attempt++)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                File.Move(temporary, path, overwrite: true);
                return;
            }
            catch (DirectoryNotFoundException) when (attempt < 3)
            {
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    private static ObjectContent Open(string path, ByteRange? range)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
        var total = stream.Length;
        var first = Math.Min(range?.First ?? 0, total);
        var length = Math.Max(Math.Min(range?.Last ?? long.MaxValue, total - 1) - first + 1, 0);
        stream.Position = first;
        return new ObjectContent(new SliceStream(stream, length), length, total);
    }

    private IEnumerable<StoredObject> List(string folder, string prefix)
    {
        // A link could lead out of the store.
        var every = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        return from file in new DirectoryInfo(folder).EnumerateFiles("*", every)
               let text = Path.GetRelativePath(root, file.FullName).Replace(Path.DirectorySeparatorChar, '/')
               where text.StartsWith(prefix, StringComparison.Ordinal) && StoreKey.TryParse(text, out _)
               let key = StoreKey.Parse(text)
               orderby key
               select Describe(key, file);
    }

    private void RemoveEmpty(DirectoryInfo folder)
    {
        for (; folder.FullName.Length > root.Length && folder is { Exists: true, Parent: not null }; folder = folder.Parent)
        {
            if (folder.EnumerateFileSystemInfos().Any())
                return;
            try
            {
                folder.Delete();
            }
            catch (IOException)
            {
                // Something was stored in it just now.
                return;
            }
        }
    }

    private static StoredObject Describe(StoreKey key, FileInfo file) => new(key, file.Length, file.LastWriteTimeUtc);

    private string PathOf(StoreKey key) => Path.Combine(root, key.ToString().Replace('/', Path.DirectorySeparatorChar));

    private Diagnostic Failed(string operation, Exception refused) => DiagnosticCatalog.StoreFailed.Create(root, operation, refused.Message);
}
