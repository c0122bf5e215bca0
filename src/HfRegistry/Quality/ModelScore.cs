using System.Collections.Immutable;

namespace HfRegistry.Quality;

/// <summary>The metrics of one model at one commit.</summary>
internal sealed record ModelScore
{
    /// <summary>Gets the model.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets the commit that the facts are of; null when the Hub did not tell it.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets the day of the facts (UTC): what every age in the metrics is counted from.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Gets every metric's score; all eight are present.</summary>
    public required ImmutableSortedDictionary<Metric, MetricScore> Metrics { get; init; }

    /// <summary>Gets the size score of each device; empty when the size is unknown.</summary>
    public ImmutableSortedDictionary<string, double> Devices { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Gets the weighted mean of the known metrics, 0 to 1; null when the license or more than three metrics are unknown.</summary>
    public double? NetScore { get; init; }

    /// <summary>Gets the sum of the weights of the known metrics, 0 to 1.</summary>
    public double Coverage { get; init; }
}
