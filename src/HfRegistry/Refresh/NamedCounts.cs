using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace HfRegistry.Refresh;

/// <summary>
/// The parameter counts that a model's name states. <c>A3B</c> are the active ones of a mixture of experts and count for nothing; <c>8x7B</c> has
/// at most 56 billion, since experts share their attention; <c>17B-16E</c> says 17 billion active ones of 16 experts; <c>E4B</c> behaves as 4 billion.
/// </summary>
/// <param name="Counts">The counts, each with the least and the most that it may stand for.</param>
internal sealed partial record NamedCounts(ImmutableArray<(double Least, double Most)> Counts)
{
    // Sizes differ by rounding, embeddings and towers beside the language model.
    private const double Tolerance = 2;

    // What Mixtral's experts share.
    private const double SharedByExperts = 0.7;
    private const double MostOfEffective = 2.5;

    /// <summary>Gets the most that the name may mean.</summary>
    public double Most => Counts.Max(static count => count.Most);

    /// <summary>Gets the least that the largest count may mean.</summary>
    public double Least => Counts.Max(static count => count.Least);

    /// <summary>Returns the counts of a name, or null when it states none.</summary>
    public static NamedCounts? Of(string name)
    {
        var parts = name.Split('-');
        var experts = parts.Select(static part => Experts().Match(part)).Where(static match => match.Success)
            .Select(static match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(1).Max();
        var counts = parts.Select(part => CountOf(part, experts)).OfType<(double Least, double Most)>().ToImmutableArray();
        return counts.IsEmpty ? null : new(counts);
    }

    /// <summary>Returns whether a recorded count is one that the name states, as far as names are exact.</summary>
    public bool Agree(double recorded) => Counts.Any(count => recorded >= count.Least / Tolerance && recorded <= count.Most * Tolerance);

    private static (double Least, double Most)? CountOf(string part, int experts)
    {
        if (Effective().Match(part) is { Success: true } effective)
            return NumberOf(effective) is var behaves ? (behaves, behaves * MostOfEffective) : null;
        if (Stated().Match(part) is not { Success: true } match)
            return null;
        var number = NumberOf(match);
        if (number is not (> 0 and < 1e14))
            return null;
        return match.Groups["copies"] is { Success: true } copies && int.Parse(copies.ValueSpan, CultureInfo.InvariantCulture) is > 0 and var times
            ? (number * times * SharedByExperts, number * times)
            : (number, number * experts);
    }

    private static double NumberOf(Match match) =>
        double.Parse(match.Groups["number"].Value.Replace('_', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)
        * (match.Groups["unit"].ValueSpan is "b" or "B" ? 1e9 : 1e6);

    [GeneratedRegex(@"(^|[_.])((?<copies>\d{1,3})x)?(?<number>\d{1,6}([._]\d{1,3})?)(?<unit>[bBmM])([_.]|$)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^[eE](?<number>\d{1,3})(?<unit>[bB])$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Effective();

    [GeneratedRegex(@"^(?<number>\d{1,4})[eE]$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Experts();
}
