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
    public sealed record TooLarge(long Length) : FileReading;

    /// <summary>It exists and cannot be read.</summary>
    /// <param name="Why">Why, safe to print.</param>
    public sealed record Unreadable(string Why) : FileReading;
}

/// <summary>Reads a small regular file whole, and refuses what is none before a byte of it is in memory.</summary>
internal static class BoundedFile
{
    /// <summary>Reads a file of at most <paramref name="maxBytes"/>.</summary>
    public static FileReading Read(string path, int maxBytes)
    {
        try
        {
            var file = new FileInfo(LinkTarget.Of(path));
            if (Directory.Exists(file.FullName))
                return new FileReading.Unreadable("it is a folder");
            if (!file.Exists)
                return new FileReading.Missing();
            if (file.Length > maxBytes)
                return new FileReading.TooLarge(file.Length);

            // A pipe or a device has no length, and opening one may wait for ever.
            return file.Length == 0 ? new FileReading.Unreadable("it is empty, or no regular file") : ReadAtMost(file.FullName, maxBytes);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new FileReading.Unreadable(Printable.Of(refused.Message));
        }
    }

    private static FileReading.Content ReadAtMost(string path, int maxBytes)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[(int)Math.Min(stream.Length, maxBytes)];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return new FileReading.Content(length == bytes.Length ? bytes : bytes[..length]);
    }
}
