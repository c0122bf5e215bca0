using System.Text.Json;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Server.Telemetry;
using Quartz;

namespace HfRegistry.Server.Jobs;

/// <summary>Hands ingestions to the job engine: one job for each open run, however often it is asked for.</summary>
internal sealed class JobQueue(ICatalog catalog, IngestMeter meter, ISchedulerFactory schedulers, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins an ingestion, or joins the open one of an equal request.</summary>
    public async Task<Outcome<IngestionRun>> SubmitAsync(RunRequest request, RunOptions runOptions, CancellationToken cancellationToken)
    {
        var begun = await catalog.BeginAsync(request with { Options = JsonSerializer.Serialize(runOptions) }, cancellationToken);
        if (begun.Value is { } run)
            await ScheduleAsync(run, cancellationToken);
        return begun;
    }

    /// <summary>Hands every open run to the engine that it does not have: whoever began it was killed in between.</summary>
    /// <returns>Why the runs cannot be listed, or null.</returns>
    public async Task<Diagnostic?> ResumeAsync(CancellationToken cancellationToken)
    {
        var open = await catalog.ListOpenRunsAsync(cancellationToken);
        if (open.Value is not { } runs)
            return open.Diagnostics[0];
        meter.CountOpen(runs.Count);
        var known = await (await schedulers.GetScheduler(cancellationToken)).GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), cancellationToken);
        foreach (var run in runs.Where(run => !known.Contains(KeyOf(run))))
            await ScheduleAsync(run, cancellationToken);
        return null;
    }

    /// <summary>Cancels an ingestion, on whatever node it runs.</summary>
    public async Task<Diagnostic?> CancelAsync(IngestionRun run, CancellationToken cancellationToken)
    {
        // First the run: whatever the job still does has no result then.
        if (await catalog.EndAsync(run.RunId, RunState.Canceled, failure: null, cancellationToken) is { } refused)
            return refused;
        try
        {
            var scheduler = await schedulers.GetScheduler(cancellationToken);
            await scheduler.Interrupt(KeyOf(run), cancellationToken);
            await scheduler.DeleteJob(KeyOf(run), cancellationToken);
        }
        catch (SchedulerException)
        {
            // The job ended in between; had it not, it would find its run ended at the next step.
        }

        return null;
    }

    /// <summary>Waits for the end of a run, or of this server: then the run is open still.</summary>
    public async Task<Outcome<IngestionRun>> WaitAsync(IngestionRun run, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await catalog.FindRunAsync(run.Request.Tenant, run.RunId, cancellationToken);
            if (found.Value is not { } now)
                return new Outcome<IngestionRun>(found.Error ?? DiagnosticCatalog.RunEnded.Create(run.Request.Id));
            if (now.State != RunState.Open || !await PauseAsync(Pause, cancellationToken))
                return new Outcome<IngestionRun>(now);
        }
    }

    /// <summary>Waits for a while.</summary>
    /// <returns>False when this server stops, which does not wait for those who watch a run.</returns>
    public async Task<bool> PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await Task.Delay(time, clock, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return !lifetime.ApplicationStopping.IsCancellationRequested;
    }

    private async Task ScheduleAsync(IngestionRun run, CancellationToken cancellationToken)
    {
        var job = JobBuilder.Create<IngestJob>().WithIdentity(KeyOf(run)).UsingJobData(IngestJob.TenantKey, run.Request.Tenant.ToString()).RequestRecovery(true).Build();
        var trigger = TriggerBuilder.Create().WithIdentity(run.RunId.ToString("N")).StartNow().Build();
        try
        {
            await (await schedulers.GetScheduler(cancellationToken)).ScheduleJob(job, trigger, cancellationToken: cancellationToken);
        }
        catch (ObjectAlreadyExistsException)
        {
            // Somebody was faster.
        }
    }

    private static JobKey KeyOf(IngestionRun run) => new(run.RunId.ToString("N"));
}
