using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;
using Quartz;

namespace HfRegistry.Server.Endpoints;

/// <summary>Checks whether catalog, store and jobs work: every two seconds at most, because anybody may ask, and a store charges for what it is asked. The reasons are for the log.</summary>
internal sealed class ReadyCheck(ICatalog catalog, IPackageStore store, ISchedulerFactory schedulers, ILogger<ReadyCheck> log, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private HealthAnswer? _last;
    private long _checkedAt;

    /// <summary>Returns what the last check found, if it is new enough; else checks.</summary>
    public async Task<HealthAnswer> RunAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || clock.GetElapsedTime(_checkedAt) >= Lifetime)
                (_last, _checkedAt) = (await CheckAsync(cancellationToken), clock.GetTimestamp());
            return _last;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<HealthAnswer> CheckAsync(CancellationToken cancellationToken)
    {
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        return HealthAnswer.Of(new Dictionary<string, string>
        {
            ["catalog"] = Describe(await catalog.CheckAsync(cancellationToken)),
            ["store"] = Describe(await store.CheckAsync(cancellationToken)),
            ["jobs"] = HealthAnswer.NameOf(scheduler.Status == SchedulerStatus.Running),
        });
    }

    private string Describe(Diagnostic? problem)
    {
        if (problem is not null)
            ServerLog.Problem(log, problem.Code, problem.Message);
        return HealthAnswer.NameOf(problem is null);
    }
}
