using System.Collections.Immutable;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality.Scoring;

/// <summary>
/// Computes the eight metrics and the net score of a snapshot. Pure: no request, no clock, no language model; equal snapshots give equal scores.
/// The definitions stand in <c>docs/metrics.md</c>.
/// </summary>
internal static class ModelScorer
{
    private const int LeastKnown = 5;

    /// <summary>Gets the weight of each metric in the net score; together 1. The rounded middle of seven projects' weights.</summary>
    public static ImmutableSortedDictionary<Metric, double> Weights { get; } = new Dictionary<Metric, double>
    {
        [Metric.License] = 0.15,
        [Metric.SizeScore] = 0.10,
        [Metric.RampUpTime] = 0.15,
        [Metric.BusFactor] = 0.10,
        [Metric.PerformanceClaims] = 0.15,
        [Metric.DatasetAndCodeScore] = 0.15,
        [Metric.DatasetQuality] = 0.10,
        [Metric.CodeQuality] = 0.10,
    }.ToImmutableSortedDictionary();

    /// <summary>Gets the devices of the size score and the bytes of weights that each has room for.</summary>
    public static ImmutableSortedDictionary<string, double> Devices => SizeMetric.Budgets;

    /// <summary>Returns the score of a snapshot.</summary>
    public static ModelScore Score(ModelSnapshot snapshot) => Score(snapshot, TimeProvider.System).Score;

    /// <summary>Returns the score of a snapshot and how long each metric took to compute.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="stopwatch">Measures; nothing of it enters the score.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static (ModelScore Score, ScoreTimings Timings) Score(ModelSnapshot snapshot, TimeProvider stopwatch, CancellationToken cancellationToken = default)
    {
        var start = stopwatch.GetTimestamp();
        var facts = ModelFacts.Of(snapshot, cancellationToken);
        var reading = stopwatch.GetElapsedTime(start);
        var devices = ImmutableSortedDictionary<string, double>.Empty;
        var scores = ImmutableSortedDictionary.CreateBuilder<Metric, MetricScore>();
        var timings = ImmutableSortedDictionary.CreateBuilder<Metric, TimeSpan>();
        foreach (var metric in Weights.Keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            start = stopwatch.GetTimestamp();
            scores[metric] = facts is null ? MetricScore.Unknown(Unseen(snapshot)) : Compute(metric, facts, ref devices);
            timings[metric] = stopwatch.GetElapsedTime(start);
        }

        return (Summary(snapshot, scores.ToImmutable(), devices), new ScoreTimings(reading, timings.ToImmutable()));
    }

    private static MetricScore Compute(Metric metric, ModelFacts facts, ref ImmutableSortedDictionary<string, double> devices)
    {
        switch (metric)
        {
            case Metric.License:
                return LicenseMetric.Score(facts);
            case Metric.SizeScore:
                (var size, devices) = SizeMetric.Score(facts);
                return size;
            case Metric.RampUpTime:
                return RampUpMetric.Score(facts);
            case Metric.BusFactor:
                return BusFactorMetric.Score(facts);
            case Metric.PerformanceClaims:
                return PerformanceClaimsMetric.Score(facts);
            case Metric.DatasetAndCodeScore:
                return DatasetAndCodeMetric.Score(facts);
            case Metric.DatasetQuality:
                return DatasetQualityMetric.Score(facts);
            case Metric.CodeQuality:
                return CodeQualityMetric.Score(facts);
            default:
                throw new ArgumentOutOfRangeException(nameof(metric), metric, "There is no such metric.");
        }
    }

    private static ModelScore Summary(
        ModelSnapshot snapshot, ImmutableSortedDictionary<Metric, MetricScore> metrics, ImmutableSortedDictionary<string, double> devices)
    {
        var known = metrics.Where(static metric => metric.Value.Value is not null).ToList();
        // Decimal, so that the weights of all eight are exactly 1.
        var coverage = (double)known.Sum(static metric => (decimal)Weights[metric.Key]);
        var isEnough = known.Count >= LeastKnown && metrics[Metric.License].Value is not null;
        return new ModelScore
        {
            Id = snapshot.Id,
            Revision = snapshot.Revision,
            AsOf = DateOnly.FromDateTime(snapshot.TakenAt.UtcDateTime),
            Metrics = metrics,
            Devices = devices,
            NetScore = isEnough ? known.Sum(static metric => Weights[metric.Key] * metric.Value.Value!.Value) / coverage : null,
            Coverage = coverage,
        };
    }

    private static string Unseen(ModelSnapshot snapshot) => snapshot.Info.UnknownBecause ?? "the Hub told nothing of the model";
}
