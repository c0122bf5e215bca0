namespace HfRegistry.Testing;

/// <summary>A clock that runs faster than the machine's: waits are as much shorter, and none is skipped.</summary>
/// <param name="factor">How many of its seconds go by in one.</param>
internal sealed class FastClock(int factor) : TimeProvider
{
    private readonly DateTimeOffset _start = System.GetUtcNow();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + ((System.GetUtcNow() - _start) * factor);

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency / factor;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new FastTimer(System.CreateTimer(callback, state, Real(dueTime), Real(period)), Real);

    private TimeSpan Real(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;

    private sealed class FastTimer(ITimer timer, Func<TimeSpan, TimeSpan> real) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(real(dueTime), real(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
