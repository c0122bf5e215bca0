using System.Collections.Frozen;

namespace HfRegistry.Mof.Validation;

/// <summary>License texts that say that a component was not released: some lists have a row for every component, there or not.</summary>
internal static class Denials
{
    private const int LongestDenial = 100;

    private static readonly FrozenSet<string> Subjects = Words("component", "components", "is", "are", "was", "were", "has", "have", "been", "be", "it", "the", "this", "model", "code", "data", "dataset", "yet", "publicly", "public", "to", "currently", "and", "or", "in", "by", "authors", "release", "repository");
    private static readonly FrozenSet<string> Verbs = Words("include", "included", "released", "available", "provided", "published", "disclosed", "open", "shared", "listed");

    /// <summary>Returns whether a license text denies its component: "not" and a word for being there, and no other word that says anything.</summary>
    public static bool IsDenial(string license)
    {
        if (license.Length > LongestDenial)
            return false;
        var words = license.ToLowerInvariant().Split([' ', '\t', '_', '-', '.', ',', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return words is ["missing"] or ["component", "missing"] or ["component", "is", "missing"]
            || (words.Contains("not") && words.Any(Verbs.Contains) && words.All(static word => word == "not" || Subjects.Contains(word) || Verbs.Contains(word)))
            || (words is ["unreleased"] or ["unavailable"] or ["component", "unavailable"]);
    }

    private static FrozenSet<string> Words(params ReadOnlySpan<string> words) => FrozenSet.Create(StringComparer.Ordinal, words);
}
