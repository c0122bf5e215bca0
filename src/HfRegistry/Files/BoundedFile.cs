namespace HfRegistry.Files;

/// <summary>The bytes of a file, or why there are none.</summary>
internal abstract record FileReading
{
    private FileReading()
    {
    }

    /// <summary>The whole file.</summary>
    public sealed record Content(byte[] Utf8) : FileReading;

    /// <summary>No such file.</summary>
    public sealed record Missing : FileReading;

    /// <summary>Larger than the bound.</summary>
    /// <param name="Length">How many bytes it has at least.</param>
    public sealed record TooLarge(long Length) : FileReading;

    /// <summary>It exists and cannot be read.</summary>
    /// <param name="Why">Why, safe to print.</param>
    public sealed record Unreadable(string Why) : FileReading;
}

/// <summary>Reads a small file whole, and never more of it than its bound.</summary>
internal static class BoundedFile
{
    private const int Chunk = 64 * 1024;

    /// <summary>Reads a regular file of at most <paramref name="maxBytes"/>; what is none is refused before it is opened.</summary>
    public static FileReading Read(string path, int maxBytes) => Guarded(() =>
    {
        var file = new FileInfo(SymbolicLink.Resolve(path));
        if (Directory.Exists(file.FullName))
            return new FileReading.Unreadable("it is a folder");
        if (!file.Exists)
            return new FileReading.Missing();
        if (file.Length > maxBytes)
            return new FileReading.TooLarge(file.Length);

        // A pipe or a device has no length, and opening one may wait for ever.
        return file.Length == 0 ? new FileReading.Unreadable("it is empty, or no regular file") : ReadAtMost(file.FullName, maxBytes);
    });

    /// <summary>Reads a file, or what another process writes into a pipe, up to <paramref name="maxBytes"/>.</summary>
    public static FileReading ReadPipeOrFile(string path, int maxBytes) => Guarded(() =>
        Directory.Exists(path) ? new FileReading.Unreadable("it is a folder") : ReadAtMost(path, maxBytes));

    private static FileReading Guarded(Func<FileReading> read)
    {
        try
        {
            return read();
        }
        catch (FileNotFoundException)
        {
            return new FileReading.Missing();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new FileReading.Unreadable(TextSanitizer.Sanitize(refused.Message));
        }
    }

    // A file may grow while it is read, and a device has no end: what is read is counted, and no length believed.
    private static FileReading ReadAtMost(string path, int maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[stream.CanSeek && stream.Length > 0 ? (int)Math.Min(stream.Length, maxBytes) + 1 : Math.Min(Chunk, maxBytes + 1)];
        var length = 0;
        while (true)
        {
            length += stream.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            if (length > maxBytes)
                return new FileReading.TooLarge(length);
            if (length < bytes.Length)
                return new FileReading.Content(bytes[..length]);
            Array.Resize(ref bytes, (int)Math.Min(2L * bytes.Length, maxBytes + 1L));
        }
    }
}
