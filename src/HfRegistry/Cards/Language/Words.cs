using System.Collections.Immutable;

namespace HfRegistry.Cards.Language;

/// <summary>Matches whole words, case-folded: <c>mit</c> is no part of <c>limited</c>.</summary>
internal static class Words
{
    /// <summary>Returns whether a phrase stands in a text with no letter or digit beside it.</summary>
    public static bool Has(string text, string phrase)
    {
        for (var at = 0; at <= text.Length - phrase.Length; at++)
        {
            at = text.IndexOf(phrase, at, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                return false;
            if (IsEdge(text, at - 1, phrase[0]) && IsEdge(text, at + phrase.Length, phrase[^1]))
                return true;
        }

        return false;
    }

    /// <summary>Returns the words of a name or an address: runs of letters and digits, in lower case.</summary>
    public static ImmutableArray<string> Of(string text)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
                continue;
            if (i > start)
                words.Add(text[start..i].ToLowerInvariant());
            start = i + 1;
        }

        return words.ToImmutable();
    }

    // A phrase that ends in punctuation, such as "pipeline(", is whole whatever follows.
    private static bool IsEdge(string text, int at, char own) =>
        at < 0 || at >= text.Length || !char.IsLetterOrDigit(own) || !(char.IsLetterOrDigit(text[at]) || text[at] == '_');
}
