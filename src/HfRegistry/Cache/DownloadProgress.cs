namespace HfRegistry.Cache;

/// <summary>The progress of a download. Bytes count only when they are hashed; a file that starts over takes its own back.</summary>
/// <param name="Files">The files that are complete.</param>
/// <param name="TotalFiles">All files.</param>
/// <param name="Bytes">The bytes that are there.</param>
/// <param name="TotalBytes">All bytes.</param>
internal sealed record DownloadProgress(int Files, int TotalFiles, long Bytes, long TotalBytes)
{
    /// <summary>Gets the bytes among them that were there before: they say nothing about how fast the others come.</summary>
    public long Found { get; init; }
}

/// <summary>Adds up what the transfers of one download report.</summary>
internal sealed class DownloadTotals(int totalFiles, long totalBytes, IProgress<DownloadProgress>? progress)
{
    private long _bytes;
    private long _found;
    private int _files;

    /// <summary>Adds bytes of a transfer.</summary>
    public void Report(long value)
    {
        var bytes = Interlocked.Add(ref _bytes, value);
        progress?.Report(new DownloadProgress(Volatile.Read(ref _files), totalFiles, bytes, totalBytes) { Found = Volatile.Read(ref _found) });
    }

    /// <summary>Adds bytes that were there before.</summary>
    public void Find(long bytes)
    {
        Interlocked.Add(ref _found, bytes);
        Report(bytes);
    }

    /// <summary>Adds a complete file.</summary>
    /// <param name="found">Its bytes, when they were in the cache already; else 0, since they were reported as they came.</param>
    public void Complete(long found)
    {
        Interlocked.Increment(ref _files);
        Find(found);
    }
}
