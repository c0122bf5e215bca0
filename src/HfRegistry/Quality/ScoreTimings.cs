using System.Collections.Immutable;

namespace HfRegistry.Quality;

/// <summary>The measured time of computing a score.</summary>
/// <param name="Reading">Taking the card and the metadata apart, which all metrics share.</param>
/// <param name="Metrics">Each metric on top of that.</param>
internal sealed record ScoreTimings(TimeSpan Reading, ImmutableSortedDictionary<Metric, TimeSpan> Metrics);
