namespace HfRegistry.Text;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class Spelling
{
    private const int LeastLikeness = 70;

    /// <summary>No name is longer; comparing a megabyte with every one would take a minute.</summary>
    private const int LongestText = 200;

    /// <summary>Suggests the name nearest to a mistyped one.</summary>
    /// <param name="text">What was written; only compared, never shown.</param>
    /// <param name="names">What it may have meant.</param>
    /// <returns>A hint to append to a message: <c>; did you mean 'bert'?</c>, or nothing when no name is near. Never the text itself.</returns>
    public static string DidYouMean(string text, IEnumerable<string> names)
    {
        if (text.Length > LongestText)
            return "";
        var best = names.Where(name => !name.Equals(text, StringComparison.OrdinalIgnoreCase)).Select(name => (Name: name, Likeness: FuzzySharp.Fuzz.Ratio(text.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(static near => near.Likeness >= LeastLikeness)
            .OrderByDescending(static near => near.Likeness).ThenBy(static near => near.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is null ? "" : $"; did you mean '{TextSanitizer.Sanitize(best.Name)}'?";
    }

    /// <summary>Suggests the name nearest to a mistyped one, or tells all names when none is near.</summary>
    /// <param name="text">What was written; only compared, never shown.</param>
    /// <param name="names">What it may have meant: a few.</param>
    public static string DidYouMeanOneOf(string text, IReadOnlyList<string> names) =>
        DidYouMean(text, names) is { Length: > 0 } near ? near : $"; the names here are {string.Join(", ", names)}";
}
