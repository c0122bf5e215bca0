using System.Text.Json.Serialization;
using HfRegistry.Cli.Commands.Gate;
using HfRegistry.Cli.Output;
using HfRegistry.Gate;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;

namespace HfRegistry.Cli.Commands.Score;

/// <summary>A metric of a model. <c>score</c> is null when it is unknown, and <c>reason</c> then says why.</summary>
internal record MetricRow(double? Score, string? Reason, IReadOnlyList<string> Evidence, double LatencyMs)
{
    public static MetricRow Of(ScoredModel scored, Metric metric) => Of(scored.Score.Metrics[metric], scored.Timings.Metrics[metric]);

    private static MetricRow Of(MetricScore score, TimeSpan latency) => new(score.Value, score.Reason, score.Evidence, Math.Round(latency.TotalMilliseconds, 3));
}

/// <summary>The size score with that of each device.</summary>
internal sealed record SizeRow : MetricRow
{
    public SizeRow(MetricRow row, IReadOnlyDictionary<string, double> devices)
        : base(row) => Devices = devices;

    public IReadOnlyDictionary<string, double> Devices { get; }
}

/// <summary>The eight metrics of a model.</summary>
internal sealed record MetricRows(
    MetricRow License, SizeRow SizeScore, MetricRow RampUpTime, MetricRow BusFactor, MetricRow PerformanceClaims, MetricRow DatasetAndCodeScore,
    MetricRow DatasetQuality, MetricRow CodeQuality)
{
    public static MetricRows Of(ScoredModel scored) => new(
        MetricRow.Of(scored, Metric.License),
        new SizeRow(MetricRow.Of(scored, Metric.SizeScore), scored.Score.Devices),
        MetricRow.Of(scored, Metric.RampUpTime),
        MetricRow.Of(scored, Metric.BusFactor),
        MetricRow.Of(scored, Metric.PerformanceClaims),
        MetricRow.Of(scored, Metric.DatasetAndCodeScore),
        MetricRow.Of(scored, Metric.DatasetQuality),
        MetricRow.Of(scored, Metric.CodeQuality));
}

/// <summary>A model's scores.</summary>
internal sealed record ScoreRow
{
    public required string ModelId { get; init; }

    /// <summary>Gets the id that was asked for, when the Hub knows the model by another one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AskedId { get; init; }

    public required string? Revision { get; init; }

    public required string AsOf { get; init; }

    public required double? NetScore { get; init; }

    public required double Coverage { get; init; }

    public required MetricRows Metrics { get; init; }

    /// <summary>Gets the time that the Hub was asked; null for a stored snapshot.</summary>
    public required double? FetchMs { get; init; }

    /// <summary>Gets the time that taking the card apart and all metrics took.</summary>
    public required double ComputeMs { get; init; }

    /// <summary>Gets what the gate of the configuration says.</summary>
    public required GateRow Gate { get; init; }

    public static ScoreRow Of(ScoredModel scored, GateVerdict verdict) => new()
    {
        Gate = GateRow.Of(verdict),
        ModelId = scored.Score.Id.ToString(),
        AskedId = scored.Snapshot.AskedId.ToString() is var asked && asked != scored.Score.Id.ToString() ? asked : null,
        Revision = scored.Score.Revision?.ToString(),
        AsOf = scored.Score.AsOf.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        NetScore = scored.Score.NetScore,
        Coverage = scored.Score.Coverage,
        Metrics = MetricRows.Of(scored),
        FetchMs = scored.Fetching is { } fetching ? Math.Round(fetching.TotalMilliseconds, 3) : null,
        ComputeMs = Math.Round((scored.Timings.Reading + scored.Timings.Metrics.Values.Aggregate(TimeSpan.Zero, static (sum, time) => sum + time)).TotalMilliseconds, 3),
    };
}

/// <summary><c>score</c>.</summary>
internal sealed record ScoreDocument(IReadOnlyList<ScoreRow> Models, long Requests, long ElapsedMs, IReadOnlyList<DiagnosticRow> Diagnostics) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ScoreDocument))]
internal sealed partial class ScoreJson : JsonSerializerContext;
