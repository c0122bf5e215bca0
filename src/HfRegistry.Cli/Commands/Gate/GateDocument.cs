using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Gate;
using HfRegistry.Quality;

namespace HfRegistry.Cli.Commands.Gate;

/// <summary>A metric before the gate. <c>score</c> is null when it is unknown, and <c>reason</c> then says why.</summary>
internal sealed record GateMetricRow(double? Score, string? Reason, IReadOnlyList<string> Evidence)
{
    /// <summary>Gets of the size: the score of each device.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Devices { get; init; }
}

/// <summary>A metric that a model fails.</summary>
internal sealed record MetricFailureRow(string Metric, double? Score, double Threshold, string Source, string? Reason, IReadOnlyList<string> Evidence, string Remedy)
{
    public static MetricFailureRow Of(MetricFailure failure) => new(
        MetricNames.NameOf(failure.Metric), failure.Score, failure.Threshold, failure.Source, failure.Unknown, [.. failure.Evidence.Select(static found => TextSanitizer.Sanitize(found))], failure.Remedy)
    {
        Text = failure.ToString(),
    };

    /// <summary>Gets for people.</summary>
    [JsonIgnore]
    public string Text { get; private init; } = "";
}

/// <summary>Another demand that a model does not meet.</summary>
internal sealed record PolicyFailureRow(string Demand, string Reason, string Source);

/// <summary>The verdict on a model.</summary>
internal sealed record GateRow(bool Passed, IReadOnlyList<MetricFailureRow> Failures, IReadOnlyList<PolicyFailureRow> Policy, IReadOnlyList<string> Waived, string? WaivedReason)
{
    public static GateRow Of(GateVerdict verdict) => new(
        verdict.IsPassed,
        [.. verdict.Metrics.Select(MetricFailureRow.Of)],
        [.. verdict.Policy.Select(static failure => new PolicyFailureRow(JsonNamingPolicy.SnakeCaseLower.ConvertName(failure.Demand.ToString()), failure.Reason, failure.Source))],
        verdict.Waived,
        verdict.WaiverReason);
}

/// <summary>A model before the gate.</summary>
internal sealed record GatedModelRow(
    string ModelId, string? Revision, string? AsOf, string ScoredFrom, double? NetScore, double Coverage, IReadOnlyDictionary<string, GateMetricRow> Metrics, GateRow Gate)
{
    public static GatedModelRow Of(GatheredSubject gathered, GateVerdict verdict)
    {
        var score = verdict.Subject.Score;
        return new GatedModelRow(
            verdict.Subject.Id.ToString(),
            score?.Revision?.ToString(),
            gathered.Origin == ScoreOrigin.None ? null : score?.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            gathered.Origin.ToString().ToLowerInvariant(),
            score?.NetScore,
            score?.Coverage ?? 0,
            score is null ? new Dictionary<string, GateMetricRow>() : score.Metrics.ToDictionary(static pair => MetricNames.NameOf(pair.Key), pair => Metric(pair.Key, pair.Value, score)),
            GateRow.Of(verdict));
    }

    private static GateMetricRow Metric(Metric metric, MetricScore score, ModelScore of) => new(
        score.Value, score.Reason is null ? null : TextSanitizer.Sanitize(score.Reason), [.. score.Evidence.Select(static found => TextSanitizer.Sanitize(found))])
    {
        Devices = metric == Quality.Metric.SizeScore ? of.Devices : null,
    };
}

/// <summary><c>gate</c>: which models are let in.</summary>
internal sealed record GateDocument(IReadOnlyList<GatedModelRow> Models, int Passed, int Failed, IReadOnlyList<DiagnosticRow> Diagnostics) : Document;

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(GateDocument))]
internal sealed partial class GateJson : JsonSerializerContext;
