using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>
/// The budget of all requests of one client. When the time is over that counts from the first request, or when a handful of
/// questions in a row have failed alike, every request that is under way, waits or comes later ends at once with that reason.
/// </summary>
internal sealed class HubBudget(HubOptions options, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _over = new();
    private readonly CircuitBreaker<HubError> _breaker = new();
    private ITimer? _timer;

    /// <summary>Gets the reason why nothing more is asked, or null.</summary>
    public HubError? Reason => _breaker.Reason;

    /// <summary>Gets canceled when nothing more is asked.</summary>
    public CancellationToken Over => _over.Token;

    /// <summary>Begins to count the time, at the first call.</summary>
    public void Begin()
    {
        if (options.TotalTime is not { } time || Volatile.Read(ref _timer) is not null)
            return;
        lock (_gate)
            _timer ??= clock.CreateTimer(static state => ((HubBudget)state!).End(), this, time, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Counts a question that the Hub answered, whatever it said.</summary>
    public void Answered() => _breaker.RecordSuccess();

    /// <summary>Counts a question that went without an answer. What is the matter with one answer alone says nothing about the next.</summary>
    public void Failed(HubError error)
    {
        if (error is not (HubError.Unavailable or HubError.RateLimited or HubError.BadToken) || !_breaker.RecordFailure(error))
            return;
        RequestLog.GaveUp(options.Logger, options.Endpoint.Host, error.Message);
        _over.Cancel();
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _over.Dispose();
    }

    private void End()
    {
        if (!_breaker.TryOpen(new HubError.TimeOver(options.TotalTime!.Value)))
            return;

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
