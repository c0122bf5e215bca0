using System.Collections.Immutable;
using HfRegistry.Quality;
using HfRegistry.Registry;

namespace HfRegistry.Gate;

/// <summary>Scores on their way into the registry and out of it. The registry keeps the values and why one is unknown; the evidence stays behind.</summary>
internal static class ScoreRecords
{
    private const int MaxReasonLength = 120;

    /// <summary>Returns what the registry keeps of a score.</summary>
    public static RecordedScores ToRecord(ModelScore score) => new()
    {
        AsOf = score.AsOf,
        Revision = score.Revision,
        Net = score.NetScore is { } net ? RecordedScoresJson.Kept(net) : null,
        Coverage = RecordedScoresJson.Kept(score.Coverage),
        Metrics = score.Metrics.ToImmutableSortedDictionary(static pair => MetricNames.NameOf(pair.Key), static pair => ToRecord(pair.Value), StringComparer.Ordinal),
        Devices = score.Devices.ToImmutableSortedDictionary(static pair => pair.Key, static pair => RecordedScoresJson.Kept(pair.Value), StringComparer.Ordinal),
    };

    /// <summary>Returns the score that the registry keeps; a metric that it does not hold is unknown.</summary>
    public static ModelScore ToScore(ModelId id, RecordedScores record) => new()
    {
        Id = id,
        AsOf = record.AsOf,
        Revision = record.Revision,
        NetScore = record.Net,
        Coverage = record.Coverage,
        Devices = record.Devices,
        Metrics = MetricNames.All.ToImmutableSortedDictionary(static metric => metric, metric => ToScore(record.Metrics.GetValueOrDefault(MetricNames.NameOf(metric)))),
    };

    private static RecordedScore ToRecord(MetricScore score) => score.Value is { } value
        ? new RecordedScore(RecordedScoresJson.Kept(value))
        : new RecordedScore(null, TextSanitizer.Sanitize(score.Reason, MaxReasonLength));

    private static MetricScore ToScore(RecordedScore? record) => record switch
    {
        { Value: { } value } => new MetricScore(value, null, []),
        { Reason: { } reason } => MetricScore.Unknown(reason),
        _ => MetricScore.Unknown("the registry does not hold it"),
    };
}
