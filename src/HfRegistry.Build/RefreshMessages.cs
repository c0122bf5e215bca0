using HfRegistry.Refresh;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace HfRegistry.Build;

/// <summary>Logs how far a refresh is: a message now and then.</summary>
internal sealed class RefreshMessages(TaskLoggingHelper log, TimeProvider clock) : IProgress<RefreshProgress>
{
    private static readonly TimeSpan TimeBetweenMessages = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly long _started = clock.GetTimestamp();
    private TimeSpan _nextMessageAt = TimeBetweenMessages;

    /// <summary>Reports progress; safe to call from many tasks at once.</summary>
    public void Report(RefreshProgress value)
    {
        var elapsed = clock.GetElapsedTime(_started);
        lock (_lock)
        {
            if (elapsed < _nextMessageAt)
                return;
            _nextMessageAt = elapsed + TimeBetweenMessages;
            log.LogMessage(MessageImportance.High, HfTask.SafeLine(value.ToString()));
        }
    }
}
