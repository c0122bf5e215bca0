using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Cache;

/// <summary>
/// The hash that names a content: SHA-256 for a file in large file storage, git's SHA-1 of a blob for any other
/// (<c>SHA1("blob " + length + NUL + bytes)</c>, as <c>git hash-object</c> computes it).
/// </summary>
internal sealed class ContentHash : IDisposable
{
    /// <summary>So many bytes are hashed beside a transfer at once: worth a task of their own, and few enough for eight files.</summary>
    public const int BatchBytes = 1 << 20;

    /// <summary>
    /// So many bytes are read at once: few enough that they are in the processor's cache when they are written or hashed next. Writing a whole batch at once takes half as
    /// much time again.
    /// </summary>
    public const int ReadBytes = 1 << 17;

    private readonly IncrementalHash _hash;
    private readonly byte[] _prefix;

    private ContentHash(IncrementalHash hash, byte[] prefix)
    {
        _hash = hash;
        _prefix = prefix;
        _hash.AppendData(_prefix);
    }

    /// <summary>Begins the hash of a file.</summary>
    public static ContentHash For(RemoteFile file)
    {
        if (file.Sha256 is not null)
            return new ContentHash(IncrementalHash.CreateHash(HashAlgorithmName.SHA256), []);
#pragma warning disable CA5350 // Git's own object id; the Hub states no other hash of a small file.
        return new ContentHash(
            IncrementalHash.CreateHash(HashAlgorithmName.SHA1), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob {file.Size}\0")));
#pragma warning restore CA5350
    }

    /// <summary>Returns the hash of a stored file in lowercase hexadecimal digits.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<string> OfAsync(string path, RemoteFile file, CancellationToken cancellationToken)
    {
        using var hash = For(file);
        await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: false);
        await hash.AppendAsync(stream, cancellationToken);
        return hash.Finish();
    }

    /// <summary>Adds bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Adds what is left of a stream.</summary>
    public async Task AppendAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer.AsMemory(0, ReadBytes), cancellationToken)) > 0;)
                _hash.AppendData(buffer, 0, read);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Forgets what was added.</summary>
    public void Restart()
    {
        _hash.GetHashAndReset();
        _hash.AppendData(_prefix);
    }

    /// <summary>Returns the hash of what was added, in lowercase hexadecimal digits.</summary>
    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
