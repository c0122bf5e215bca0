using HfRegistry.Http;
using Microsoft.Extensions.Logging;

namespace HfRegistry.Hub;

/// <summary>The one place where requests queue up: for a free slot, for the Hub's quota and for the caller's own bound.</summary>
internal sealed class HubRateLimiter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots;
    private readonly Dictionary<HubBucket, HubQuota> _quotas = Enum.GetValues<HubBucket>().ToDictionary(bucket => bucket, _ => new HubQuota());
    private readonly SlidingWindowLimiter _pace;
    private readonly string _host;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly long _start;

    public HubRateLimiter(HubOptions options, TimeProvider clock)
    {
        _slots = new SemaphoreSlim(options.MaxConcurrency);
        _pace = new SlidingWindowLimiter(options.MaxRequestsPerMinute);
        _host = options.Endpoint.Host;
        _logger = options.Logger;
        _clock = clock;
        _start = clock.GetTimestamp();
    }

    /// <summary>Waits until a request may be sent. Each entry that returns null is followed by one <see cref="Leave"/> of the same bucket.</summary>
    /// <returns>Null, or why the request is not worth its wait.</returns>
    public async Task<HubError?> EnterAsync(HubBucket bucket, WaitBudget waits, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        var mayGo = false;
        try
        {
            while (true)
            {
                var (quotaWait, paceWait, isOfUse) = TakeOrWait(bucket);
                if (quotaWait == TimeSpan.Zero && paceWait == TimeSpan.Zero)
                {
                    mayGo = true;
                    return null;
                }

                if (!isOfUse || !waits.TrySpend(quotaWait))
                    return new HubError.RateLimited(quotaWait);
                var wait = quotaWait > paceWait ? quotaWait : paceWait;
                RequestLog.Waiting(_logger, wait.TotalSeconds, _host);
                await Task.Delay(wait, _clock, cancellationToken);
            }
        }
        finally
        {
            if (!mayGo)
                _slots.Release();
        }
    }

    /// <summary>Ends a request, with what its answer said about the quota.</summary>
    public void Leave(HubBucket bucket, HubRateLimit? told)
    {
        lock (_gate)
            _quotas[bucket].Return(told, Now);
        _slots.Release();
    }

    public void Dispose() => _slots.Dispose();

    private TimeSpan Now => _clock.GetElapsedTime(_start);

    private (TimeSpan Quota, TimeSpan Pace, bool IsOfUse) TakeOrWait(HubBucket bucket)
    {
        lock (_gate)
        {
            var now = Now;
            var quota = _quotas[bucket];
            var waits = (Quota: quota.WaitAt(now), Pace: _pace.WaitAt(now));
            if (waits == default)
            {
                quota.Take(now);
                _pace.Take(now);
            }

            return (waits.Quota, waits.Pace, waits.Quota == TimeSpan.Zero || quota.TryWait());
        }
    }
}
