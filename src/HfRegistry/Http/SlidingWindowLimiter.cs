namespace HfRegistry.Http;

/// <summary>Keeps the requests of any 60 seconds within a bound. Times count from any fixed moment. Not safe for concurrent use.</summary>
/// <remarks>The limiters of System.Threading.RateLimiting read the stopwatch and so know no other clock than the machine's.</remarks>
internal sealed class SlidingWindowLimiter(int? maxPerMinute)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Queue<TimeSpan> _sent = new();

    /// <summary>Returns how long the next request has to wait.</summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        while (_sent.TryPeek(out var oldest) && oldest + Minute <= now)
            _sent.Dequeue();
        return _sent.Count < maxPerMinute || maxPerMinute is null ? TimeSpan.Zero : _sent.Peek() + Minute - now;
    }

    /// <summary>Counts a request that is about to be sent.</summary>
    public void Take(TimeSpan now)
    {
        if (maxPerMinute is not null)
            _sent.Enqueue(now);
    }
}
