namespace HfRegistry.Http;

/// <summary>Cancels a transfer that falls silent. The time runs while somebody waits for bytes, not while they are written to a slow disk.</summary>
internal sealed class IdleTimer(CancellationTokenSource transfer, TimeSpan limit)
{
    /// <summary>Gets whether a read has begun.</summary>
    public bool IsBegun { get; private set; }

    /// <summary>Begins to wait for bytes.</summary>
    public void Start()
    {
        IsBegun = true;
        transfer.CancelAfter(limit);
    }

    /// <summary>Ends the wait.</summary>
    public void Stop() => transfer.CancelAfter(Timeout.InfiniteTimeSpan);
}
