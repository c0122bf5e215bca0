using HfRegistry.Licenses;

namespace HfRegistry.Quality;

/// <summary>A licence, or several joined as SPDX joins them.</summary>
/// <param name="Name">The licence, or the expression, for people.</param>
/// <param name="Family">What it allows: of a choice the freest, of a sum the least free.</param>
internal sealed record LicenseExpression(string Name, LicenseFamily Family)
{
    private const int MaxLength = 500;

    /// <summary>Reads an id, a name, or an expression with OR, AND and WITH; brackets within it make it unknown.</summary>
    public static LicenseExpression Read(string text)
    {
        var bare = text.Length > MaxLength ? "" : text.Trim() is ['(', .., ')'] whole && whole.LastIndexOf('(') == 0 ? whole[1..^1] : text.Trim();
        // Tags are in lower case.
        foreach (var word in (ReadOnlySpan<string>)[" OR ", " AND ", " WITH "])
            bare = bare.Replace(word, word, StringComparison.OrdinalIgnoreCase);
        var choices = bare.Split(" OR ", StringSplitOptions.TrimEntries);
        if (choices.Length == 1 && !bare.Contains(" AND ", StringComparison.Ordinal) && !bare.Contains(" WITH ", StringComparison.Ordinal))
            return Of(LicenseNames.Normalise(text), text);
        if (bare.Contains('(', StringComparison.Ordinal))
            return Of(LicenseReading.NotUnderstood, text);
        return new LicenseExpression(Printable.Of(bare, 80), choices.Select(Sum).MaxBy(Freedom));
    }

    private static LicenseFamily Sum(string choice) => choice.Split(" AND ", StringSplitOptions.TrimEntries)
        .Select(static part => LicenseNames.Normalise(part.Split(" WITH ")[0]).Family).MinBy(Freedom);

    // The families stand in the order of what they allow; a named one without a known family is the least.
    private static int Freedom(LicenseFamily family) => (int)family;

    private static LicenseExpression Of(LicenseReading reading, string text) => new(reading.Name ?? Printable.Of(text.Trim(), 80), reading.Family);
}
