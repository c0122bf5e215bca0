namespace HfRegistry.Http;

/// <summary>
/// Ends a run after five failures of one kind in a row, or after one that every further request would meet: asking on would only add refusals. Safe for concurrent use.
/// </summary>
internal sealed class CircuitBreaker<TError>
    where TError : RequestError
{
    private const int MaxEqualFailures = 5;

    private readonly Lock _gate = new();
    private volatile TError? _reason;
    private Type? _lastKind;
    private int _equalFailures;

    /// <summary>Gets why nothing more is to be asked, or null.</summary>
    public TError? Reason => _reason;

    /// <summary>Counts a request that was answered, whatever the answer.</summary>
    public void RecordSuccess()
    {
        lock (_gate)
            _equalFailures = 0;
    }

    /// <summary>Counts a failure.</summary>
    /// <returns>Whether it is the one that ends the run.</returns>
    public bool RecordFailure(TError error, bool isFinal = false)
    {
        lock (_gate)
        {
            _equalFailures = _lastKind == error.GetType() ? _equalFailures + 1 : 1;
            _lastKind = error.GetType();
            return (isFinal || _equalFailures >= MaxEqualFailures) && TryOpen(error);
        }
    }

    /// <summary>Ends the run, unless it has ended already.</summary>
    /// <returns>Whether this ended it.</returns>
    public bool TryOpen(TError reason)
    {
        lock (_gate)
        {
            if (_reason is not null)
                return false;
            _reason = reason;
            return true;
        }
    }
}
