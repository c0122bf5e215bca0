namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Finds words in text.</summary>
internal static class Words
{
    /// <summary>
    /// Whether a text holds a word or phrase, whatever the case, with no letter or digit at either side. A script without blanks has no such
    /// sides: there it is enough that the phrase stands somewhere.
    /// </summary>
    public static bool Has(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (!char.IsAscii(phrase[0]) || (IsEdge(text, at - 1) && IsEdge(text, at + phrase.Length)))
                return true;
        }

        return false;
    }

    private static bool IsEdge(string text, int at) => at < 0 || at >= text.Length || !char.IsAsciiLetterOrDigit(text[at]);
}
