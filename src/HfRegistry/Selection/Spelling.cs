namespace HfRegistry.Selection;

/// <summary>Finds what a mistyped name was meant to be.</summary>
internal static class Spelling
{
    private const int LeastLikeness = 70;

    /// <summary>No name is longer; comparing a megabyte with every one would take a minute.</summary>
    private const int LongestText = 200;

    /// <summary>A hint to append to a message: <c>; did you mean 'bert'?</c>, or nothing when no name is near.</summary>
    public static string DidYouMean(string text, IEnumerable<string> names)
    {
        if (text.Length > LongestText)
            return "";
        var best = names.Select(name => (Name: name, Likeness: FuzzySharp.Fuzz.Ratio(text.ToLowerInvariant(), name.ToLowerInvariant())))
            .Where(static near => near.Likeness >= LeastLikeness)
            .OrderByDescending(static near => near.Likeness).ThenBy(static near => near.Name, StringComparer.Ordinal).FirstOrDefault();
        return best.Name is null ? "" : $"; did you mean '{Printable.Of(best.Name)}'?";
    }
}
