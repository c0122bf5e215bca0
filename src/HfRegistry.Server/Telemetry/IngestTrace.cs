using System.Diagnostics;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Server.Telemetry;

/// <summary>Measures one attempt of an ingestion, with a span for each step, by the progress that it reports and hands on.</summary>
internal sealed class IngestTrace : IProgress<IngestProgress>, IDisposable
{
    private readonly IngestMeter _meter;
    private readonly IProgress<IngestProgress> _next;
    private readonly TimeProvider _clock;
    private readonly Activity? _attempt;
    private Activity? _span;
    private IngestStep? _step;
    private long _began;

    public IngestTrace(IngestMeter meter, IngestionRun run, IProgress<IngestProgress> next, TimeProvider clock)
    {
        (_meter, _next, _clock) = (meter, next, clock);
        _attempt = IngestMeter.Source.StartActivity("ingest");
        _attempt?.SetTag("hfregistry.job.id", run.RunId.ToString());
        _meter.CountRunning(1);
    }

    public void Report(IngestProgress value)
    {
        // Bytes are reported from many threads, a step once as it begins.
        if (value is { Done: 0, Total: 0 })
            Begin(value.Step);
        _next.Report(value);
    }

    /// <summary>Records how the attempt ended.</summary>
    public void End(IngestResult result)
    {
        _meter.CountEnd(result);
        _attempt?.SetTag("hfregistry.result", IngestMeter.ResultOf(result));
        if (result.Status == IngestStatus.Stored)
            return;
        var code = result.Diagnostics.First(static diagnostic => diagnostic.Severity == Severity.Error).Code;
        foreach (var activity in new[] { _span, _attempt })
            activity?.SetTag("error.type", code).SetStatus(ActivityStatusCode.Error);
    }

    public void Dispose()
    {
        EndStep();
        _attempt?.Dispose();
        _meter.CountRunning(-1);
    }

    private void Begin(IngestStep step)
    {
        if (step == _step)
            return;
        EndStep();
        (_step, _began) = (step, _clock.GetTimestamp());

        // Its parent is named, because a step begins deep inside the flow of the one before.
        _span = _attempt is null ? null : IngestMeter.Source.StartActivity($"ingest {StepProducts.NameOf(step)}", ActivityKind.Internal, _attempt.Context);
    }

    private void EndStep()
    {
        if (_step is { } step)
            _meter.RecordStep(step, _clock.GetElapsedTime(_began));
        _span?.Dispose();
    }
}
