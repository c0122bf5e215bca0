using Quartz;

namespace HfRegistry.Server.Jobs;

/// <summary>Takes up open runs that have no job, at the start and every minute.</summary>
internal sealed class RunResumption(JobQueue queue, ILogger<RunResumption> log, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await queue.ResumeAsync(stoppingToken) is { } refused)
                    ServerLog.Problem(log, refused.Code, refused.Message);
            }
            catch (SchedulerException failed)
            {
                // The database may answer again in a minute.
                ServerLog.Problem(log, DiagnosticCatalog.CatalogFailed.Code, failed.Message);
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
