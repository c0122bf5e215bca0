using System.Text.Json;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Server.Telemetry;
using Quartz;

namespace HfRegistry.Server.Jobs;

/// <summary>The part of a request that the catalog keeps beside its key.</summary>
internal sealed record RunOptions(string? Description);

/// <summary>Runs one ingestion. It may begin again on any node: the engine goes on with the steps that are recorded.</summary>
internal sealed class IngestJob(IngestionEngine engine, ICatalog catalog, IngestMeter meter, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<IngestJob> log) : IJob
{
    public const string TenantKey = "tenant";

    private static readonly string Bug = JsonSerializer.Serialize(new FailureProduct("", "", "The server failed. Its log has the reason."), StepJson.Default.FailureProduct);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // The engine interrupts the jobs that run when the server stops, and not one that begins a moment later.
        lifetime.ApplicationStopping.ThrowIfCancellationRequested();
        var tenant = TenantName.Parse(context.MergedJobDataMap.GetString(TenantKey)!);
        var found = await catalog.FindRunAsync(tenant, Guid.Parse(context.JobDetail.Key.Name), cancellationToken);
        if (found.Error is { } unknown)
        {
            ServerLog.Problem(log, unknown.Code, unknown.Message);
            throw new JobExecutionException(unknown.Message);
        }

        if (found.Value is not { State: RunState.Open } run)
            return;
        var isRepeated = context.RetryAttempt < (context.RetryPolicy?.MaxAttempts ?? 0);
        IngestResult result;
        try
        {
            result = await RunAsync(run, isRepeated, cancellationToken);
        }
        catch (Exception bug) when (!cancellationToken.IsCancellationRequested)
        {
            ServerLog.BugOfIngestion(log, run.Request.Id.ToString(), bug);

            // An open run would be taken up again every minute, and fail each time.
            if (!isRepeated)
                await catalog.EndAsync(run.RunId, RunState.Failed, Bug, CancellationToken.None);
            throw;
        }

        // Thrown for the retry policy; what failed in the end is in the catalog.
        if (result.Status == IngestStatus.Failed)
            throw new JobExecutionException(ErrorOf(result).Message);
    }

    private static Diagnostic ErrorOf(IngestResult result) => result.Diagnostics.First(static one => one.Severity == Severity.Error);

    private async Task<IngestResult> RunAsync(IngestionRun run, bool isRepeated, CancellationToken cancellationToken)
    {
        await using var progress = new ProgressReporter(catalog, run.RunId, clock);
        using var trace = new IngestTrace(meter, run, progress, clock);
        var result = await engine.RunAsync(RequestOf(run, isRepeated), trace, cancellationToken);
        trace.End(result);
        if (result.Status == IngestStatus.Stored)
            ServerLog.Stored(log, run.Request.Id.ToString());
        else
            ServerLog.NotStored(log, run.Request.Id.ToString(), result.Status.ToString(), result.Step.ToString(), ErrorOf(result).Code, ErrorOf(result).Message);
        return result;
    }

    private static IngestRequest RequestOf(IngestionRun run, bool isRepeated) => new(run.Request.Kind, run.Request.Id)
    {
        RunId = run.RunId,
        Tenant = run.Request.Tenant,
        Version = PackageVersion.TryParse(run.Request.Version, out var version) ? version : null,
        RequestedBy = run.Request.RequestedBy,
        Description = JsonSerializer.Deserialize<RunOptions>(run.Request.Options)?.Description,
        IsRepeated = isRepeated,
    };
}
