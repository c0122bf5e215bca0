namespace HfRegistry.Hub;

/// <summary>
/// The rest of the Hub's quota, by its answers and our requests: N requests in parallel must not run past it
/// together. Times count from any fixed moment. Not safe for concurrent use.
/// </summary>
internal sealed class HubQuota
{
    /// <summary>The header counts whole seconds.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <summary>The tolerance between two answers about the end of one window.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);

    /// <summary>Fewer requests than this between two waits, so many times in a row, and waiting leads nowhere: an honest window holds hundreds.</summary>
    private const int FewRequests = 50;
    private const int PoorWindows = 5;

    private int? _remaining;
    private TimeSpan _resetsAt;
    private HubRateLimit? _policy;
    private int _inFlight;
    private int _sentSinceWait;
    private int _poorWindows;
    private TimeSpan _waitedFor;

    /// <summary>Returns how long the next request has to wait.</summary>
    public TimeSpan WaitAt(TimeSpan now) => _remaining is null or > 0 || now >= _resetsAt ? TimeSpan.Zero : _resetsAt - now;

    /// <summary>Notes that requests wait for the end of the window.</summary>
    /// <returns>Whether waiting is of use.</returns>
    public bool TryWait()
    {
        if (_resetsAt > _waitedFor + Slack)
        {
            _poorWindows = _sentSinceWait < FewRequests ? _poorWindows + 1 : 0;
            (_waitedFor, _sentSinceWait) = (_resetsAt, 0);
        }

        return _poorWindows <= PoorWindows;
    }

    /// <summary>Counts a request that is about to be sent.</summary>
    public void Take(TimeSpan now)
    {
        if (_remaining is not null && now >= _resetsAt)
        {
            _remaining = _policy?.Quota;
            _resetsAt = now + (_policy?.Window ?? TimeSpan.Zero);
        }

        _remaining--;
        _inFlight++;
        _sentSinceWait++;
    }

    /// <summary>Counts a request that was answered, or failed.</summary>
    public void Return(HubRateLimit? told, TimeSpan now)
    {
        _inFlight--;
        if (told is null)
            return;
        var resetsAt = now + told.ResetsIn + Margin;
        var isNewWindow = _remaining is null || resetsAt > _resetsAt + Slack;
        // The requests that are under way may not be in the Hub's count yet. Within a window our own count holds them.
        _remaining = isNewWindow ? Math.Max(0, told.Remaining - _inFlight) : Math.Min(_remaining!.Value, told.Remaining);
        _resetsAt = resetsAt;
        _policy = told.Quota is null ? _policy : told;
    }
}
