using System.Diagnostics;
using System.Diagnostics.Metrics;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Quality;

namespace HfRegistry.Server.Telemetry;

/// <summary>The instruments of the server, which <c>docs/server.md</c> lists. No tag names a model, a user or a tenant, because those who may read metrics may not know private models.</summary>
internal sealed class IngestMeter
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "HfRegistry.Server";

    /// <summary>Gets the source of the spans.</summary>
    public static ActivitySource Source { get; } = new(Name);

    private readonly UpDownCounter<long> _running;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _failedMetrics;
    private readonly Histogram<double> _stepDuration;
    private long _open;

    public IngestMeter(IMeterFactory factory)
    {
#pragma warning disable CA2000 // The factory disposes of its meters.
        var meter = factory.Create(Name);
#pragma warning restore CA2000
        _running = meter.CreateUpDownCounter<long>("hfregistry.ingestion.running", "{ingestion}", "Ingestions that this node works on.");
        _ended = meter.CreateCounter<long>("hfregistry.ingestion.ended", "{ingestion}", "Attempts that ended, by result and step.");
        _bytes = meter.CreateCounter<long>("hfregistry.ingestion.bytes", "By", "Bytes that were downloaded and bytes that were stored.");
        _failedMetrics = meter.CreateCounter<long>("hfregistry.gate.failed_metrics", "{metric}", "Metrics below their thresholds in models that were refused.");
        _stepDuration = meter.CreateHistogram("hfregistry.ingestion.step.duration", "s", "Time that a step took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 1800] });
        meter.CreateObservableGauge("hfregistry.ingestion.open", () => Interlocked.Read(ref _open), "{ingestion}", "Ingestions that wait or run on any node, counted once a minute.");
    }

    /// <summary>Counts the ingestions that are not finished.</summary>
    public void CountOpen(int open) => Interlocked.Exchange(ref _open, open);

    /// <summary>Counts an attempt that begins (1) or is over (-1).</summary>
    public void CountRunning(int change) => _running.Add(change);

    /// <summary>Records the time of a step.</summary>
    public void RecordStep(IngestStep step, TimeSpan duration) => _stepDuration.Record(duration.TotalSeconds, TagOf(step));

    /// <summary>Counts the result of an attempt.</summary>
    public void CountEnd(IngestResult result)
    {
        _ended.Add(1, new("hfregistry.result", ResultOf(result)), TagOf(result.Step));
        _bytes.Add(result.FetchedBytes, new KeyValuePair<string, object?>("hfregistry.direction", "downloaded"));
        if (result is { Status: IngestStatus.Stored, Package.Size: var size })
            _bytes.Add(size, new KeyValuePair<string, object?>("hfregistry.direction", "stored"));
        if (result is { Status: IngestStatus.Refused, Step: IngestStep.Gate, Verdict: { } verdict })
        {
            foreach (var failure in verdict.Metrics)
                _failedMetrics.Add(1, new KeyValuePair<string, object?>("hfregistry.metric", MetricNames.NameOf(failure.Metric)));
        }
    }

    /// <summary>Returns the word for a result: <c>stored</c>.</summary>
    public static string ResultOf(IngestResult result) => result.Status.ToString().ToLowerInvariant();

    private static KeyValuePair<string, object?> TagOf(IngestStep step) => new("hfregistry.step", StepProducts.NameOf(step));
}
