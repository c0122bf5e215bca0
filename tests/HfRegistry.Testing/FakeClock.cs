namespace HfRegistry.Testing;

/// <summary>
/// A clock that stands still until a test moves it. With <see cref="SkipsWaits"/> each wait is over at once, has moved the clock by
/// its length and is written down in <see cref="Waits"/>.
/// </summary>
internal sealed class FakeClock : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _now;

    /// <summary>A clock that shows a time.</summary>
    public FakeClock(DateTimeOffset now) => _now = now;

    /// <summary>A clock that shows noon of a day in 2026.</summary>
    public FakeClock()
        : this(new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Whether waits are over at once.</summary>
    public bool SkipsWaits { get; init; }

    /// <summary>The waits that were begun, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_gate)
                return [.. _waits];
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and ends the waits that are due.</summary>
    public void Advance(TimeSpan time)
    {
        FakeTimer[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    /// <summary>Completes when so many waits have not ended yet.</summary>
    /// <exception cref="TimeoutException">Half a minute of real time went by without: the test has failed, and must not hang.</exception>
    public async Task UntilWaitingAsync(int count, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_timers.Count >= count)
                    return;
                changed = _changed.Task;
            }

            await changed.WaitAsync(Patience, cancellationToken);
        }
    }

    private void Start(FakeTimer timer, TimeSpan wait)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _waits.Add(wait);
            timer.Due = _now + wait;
            if (SkipsWaits)
                _now = timer.Due;
            else
                _timers.Add(timer);
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        changed.SetResult();
        if (SkipsWaits)
            timer.Fire();
    }

    private void Stop(FakeTimer timer)
    {
        lock (_gate)
            _timers.Remove(timer);
    }

    private sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        // Not on the caller's stack: it may be the constructor of what the callback completes.
        public void Fire() => ThreadPool.QueueUserWorkItem(_ => callback(state));

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Stop(this);
            if (dueTime != Timeout.InfiniteTimeSpan)
                clock.Start(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
