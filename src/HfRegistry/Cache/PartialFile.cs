using System.Runtime.ExceptionServices;
using HfRegistry.Files;

namespace HfRegistry.Cache;

/// <summary>The partial file of a content, where its bytes are kept until all of them are there.</summary>
/// <remarks>The client of the Hub takes every exception of a reader for one of the network's: what the disk refuses is kept here and thrown after the request.</remarks>
internal sealed class PartialFile(FileStream stream)
{
    private ExceptionDispatchInfo? _refusal;

    /// <summary>Returns how many bytes of a content lie in a partial file.</summary>
    /// <param name="path">The file's path; it need not exist.</param>
    /// <param name="size">The content's size in bytes.</param>
    public static long BytesIn(string path, long size)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return stream.Length <= size ? stream.Length : PartTable.Read(new PartialFile(stream), size)?.Written ?? 0;
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            // It is not there, or another process fetches it now and has asked for the room itself.
            return FileLock.IsBusy(refused) ? size : 0;
        }
    }

    /// <summary>Gets the file's length in bytes.</summary>
    public long Length => stream.Length;

    /// <summary>Gets the file.</summary>
    public FileStream Stream => stream;

    /// <summary>Writes bytes at a place.</summary>
    /// <returns>False when the disk refuses them.</returns>
    public bool TryWrite(ReadOnlySpan<byte> bytes, long offset)
    {
        try
        {
            RandomAccess.Write(stream.SafeFileHandle, bytes, offset);
            return true;
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            _refusal = ExceptionDispatchInfo.Capture(refused);
            return false;
        }
    }

    /// <summary>Throws what the disk refused.</summary>
    public void ThrowRefusal() => _refusal?.Throw();

    /// <summary>Empties the file.</summary>
    public void Clear() => stream.SetLength(0);
}
