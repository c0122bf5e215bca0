using System.Collections.Immutable;

namespace HfRegistry.Quality;

/// <summary>The score of one metric for one model.</summary>
/// <param name="Value">0 to 1, unrounded; null when it is unknown, which is never the same as 0.</param>
/// <param name="Reason">Why the value is unknown, or what a value of 0 rests on; null when the evidence says it all.</param>
/// <param name="Evidence">What was found and where, in a fixed order; foreign words in it are printable.</param>
internal sealed record MetricScore(double? Value, string? Reason, ImmutableArray<string> Evidence)
{
    /// <summary>Returns a value that could not be learned.</summary>
    public static MetricScore Unknown(string reason) => new(null, reason, []);
}
