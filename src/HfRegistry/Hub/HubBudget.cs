namespace HfRegistry.Hub;

/// <summary>
/// What the requests of one client may cost in all. When the time is over that counts from the first request, or when a handful of
/// questions in a row have failed alike, every request that is under way, waits or comes later ends at once with that reason.
/// </summary>
internal sealed class HubBudget(TimeSpan? total, TimeProvider clock) : IDisposable
{
    /// <summary>So many questions in a row without an answer, and the Hub is left alone.</summary>
    private const int FailuresInARow = 5;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private volatile HubError? _reason;
    private ITimer? _timer;
    private HubError? _last;
    private int _inARow;

    /// <summary>Why nothing more is asked, or null.</summary>
    public HubError? Reason => _reason;

    /// <summary>Canceled when nothing more is asked.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Begins to count the time, at the first call.</summary>
    public void Begin()
    {
        if (total is not { } time || Volatile.Read(ref _timer) is not null)
            return;
        lock (_gate)
            _timer ??= clock.CreateTimer(static state => ((HubBudget)state!).End(), this, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counts a question that the Hub answered, whatever it said.</summary>
    public void Answered()
    {
        lock (_gate)
            _inARow = 0;
    }

    /// <summary>Counts a question that went without an answer. What is the matter with one answer alone says nothing about the next.</summary>
    public void Failed(HubError error)
    {
        if (error is not (HubError.Unavailable or HubError.RateLimited or HubError.BadToken))
            return;
        lock (_gate)
        {
            _inARow = _last?.GetType() == error.GetType() ? _inARow + 1 : 1;
            _last = error;
            if (_inARow < FailuresInARow || _reason is not null)
                return;
            _reason = error;
        }

        _over.Cancel();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _over.Dispose();
    }

    private void End()
    {
        lock (_gate)
        {
            if (_reason is not null)
                return;
            _reason = new HubError.TimeOver(total!.Value);
        }

        try
        {
            _over.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The client went while its time ran out.
        }
    }
}
