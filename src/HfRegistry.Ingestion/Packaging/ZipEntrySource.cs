namespace HfRegistry.Ingestion.Packaging;

/// <summary>Opens a content at a place.</summary>
/// <param name="offset">The place of the first byte that is read, from 0 to the content's length.</param>
/// <param name="cancellationToken">Cancels.</param>
internal delegate ValueTask<Stream> OpenContent(long offset, CancellationToken cancellationToken);

/// <summary>A file of an archive, whose size and checksum are known before it is read.</summary>
/// <param name="Name">The path in the archive, with <c>/</c>; <see cref="PackageNames"/> has passed it.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="Crc32">The CRC-32 of the content.</param>
/// <param name="Open">Opens the content.</param>
internal sealed record ZipEntrySource(string Name, long Size, uint Crc32, OpenContent Open)
{
    /// <summary>Creates an entry of a file on this machine.</summary>
    public static ZipEntrySource OfFile(string name, long size, uint crc32, string path) => new(name, size, crc32, (offset, _) => ValueTask.FromResult<Stream>(OpenFile(path, offset)));

    /// <summary>Creates an entry of bytes in memory.</summary>
    public static ZipEntrySource OfBytes(string name, byte[] content) =>
        new(name, content.Length, System.IO.Hashing.Crc32.HashToUInt32(content), (offset, _) => ValueTask.FromResult<Stream>(new MemoryStream(content, writable: false) { Position = offset }));

    private static FileStream OpenFile(string path, long offset) =>
        new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0) { Position = offset };
}
