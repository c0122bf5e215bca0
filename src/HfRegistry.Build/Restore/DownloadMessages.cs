using HfRegistry.Cache;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build.Restore;

/// <summary>Logs how far a download is: a message now and then.</summary>
internal sealed class DownloadMessages(TaskLoggingHelper log, TimeProvider clock) : IProgress<DownloadProgress>
{
    private static readonly TimeSpan TimeBetweenMessages = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _last = clock.GetTimestamp();

    /// <summary>Reports progress; safe to call from many threads.</summary>
    public void Report(DownloadProgress value)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_last) < TimeBetweenMessages)
                return;
            _last = clock.GetTimestamp();
            log.LogMessage(MessageImportance.High, $"Downloaded {new ByteSize(value.Bytes)} of {new ByteSize(value.TotalBytes)}.");
        }
    }
}
