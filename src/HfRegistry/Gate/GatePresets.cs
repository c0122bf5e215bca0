using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Quality;

namespace HfRegistry.Gate;

/// <summary>The thresholds of the presets. <c>docs/gate.md</c> explains them.</summary>
internal static class GatePresets
{
    /// <summary>The threshold where nobody says otherwise.</summary>
    public const double DefaultThreshold = 0.5;

    /// <summary>The preset where nobody names one.</summary>
    public const GatePreset Default = GatePreset.Strict;

    // One author alone scores 0.39 for the bus factor, a model that one server's GPU holds 0.25 or more for its size, a
    // paper with a table of results 0.4 for its claims, and a dataset that is declared and found 0.5.
    private static readonly ImmutableSortedDictionary<Metric, double> Balanced = ImmutableSortedDictionary.CreateRange(
    [
        KeyValuePair.Create(Metric.License, DefaultThreshold),
        KeyValuePair.Create(Metric.SizeScore, 0.25),
        KeyValuePair.Create(Metric.RampUpTime, 0.3),
        KeyValuePair.Create(Metric.BusFactor, 0.3),
        KeyValuePair.Create(Metric.PerformanceClaims, 0.1),
        KeyValuePair.Create(Metric.DatasetAndCodeScore, 0.2),
        KeyValuePair.Create(Metric.DatasetQuality, 0.0),
        KeyValuePair.Create(Metric.CodeQuality, 0.4),
    ]);

    /// <summary>Returns what a preset asks of a metric, 0 to 1; 0 asks nothing.</summary>
    public static double ThresholdOf(GatePreset preset, Metric metric) => preset switch
    {
        GatePreset.Balanced => Balanced[metric],
        GatePreset.LicenseOnly => metric == Metric.License ? DefaultThreshold : 0,
        _ => DefaultThreshold,
    };

    /// <summary>Returns the metrics that a preset lets be unknown.</summary>
    public static ImmutableSortedSet<Metric> UnknownAllowedBy(GatePreset preset) =>
        preset == GatePreset.Strict ? [] : [.. MetricNames.All.Where(static metric => metric != Metric.License)];
}
