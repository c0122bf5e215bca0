using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Quality;

/// <summary>Adds up the parts of a metric, each with what it rests on.</summary>
internal sealed class Tally
{
    private readonly ImmutableArray<string>.Builder _evidence = ImmutableArray.CreateBuilder<string>();
    private decimal _sum;

    /// <summary>Adds points when there is evidence for them; null is none.</summary>
    /// <param name="points">How many. Decimal: 0.1 three times is 0.3.</param>
    /// <param name="evidence">What was found and where; foreign words in it are printable.</param>
    public Tally Add(decimal points, string? evidence)
    {
        if (evidence is null)
            return this;
        _sum += points;
        _evidence.Add(string.Create(CultureInfo.InvariantCulture, $"+{points:0.00##} {evidence}"));
        return this;
    }

    /// <summary>Adds points for a condition.</summary>
    public Tally Add(decimal points, bool isMet, string evidence) => Add(points, isMet ? evidence : null);

    /// <summary>Returns the sum, at most 1.</summary>
    /// <param name="ifNothing">What a sum of 0 rests on.</param>
    public MetricScore Score(string ifNothing) =>
        new((double)Math.Min(_sum, 1), _sum == 0 ? ifNothing : null, _evidence.ToImmutable());
}
