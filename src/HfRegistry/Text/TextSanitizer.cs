using System.Globalization;
using System.Text;

namespace HfRegistry.Text;

/// <summary>
/// Makes foreign text (from the Hub, a file, a model card) safe to print: one line, no control, bidi or zero-width
/// characters, no lone surrogates, of bounded length.
/// </summary>
internal static class TextSanitizer
{
    private const int DefaultMaxLength = 200;

    /// <summary>Returns the text with every unsafe character replaced by <c>U+FFFD</c> and cut at <paramref name="maxLength"/> characters.</summary>
    public static string Sanitize(string? text, int maxLength = DefaultMaxLength)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text.Length <= maxLength && text.All(static c => c is >= ' ' and <= '~'))
            return text;

        var safe = new StringBuilder(Math.Min(text.Length, maxLength) + 1);
        foreach (var rune in text.EnumerateRunes())
        {
            if (safe.Length + rune.Utf16SequenceLength > maxLength)
                return safe.Append('…').ToString();
            safe.Append(IsUnsafe(rune) ? "\uFFFD" : rune.ToString());
        }

        return safe.ToString();
    }

    /// <summary>Returns the text with each run of white space as one blank.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Returns whether a text holds no unsafe character, so that it may be stored and shown as it is.</summary>
    public static bool IsSafe(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsUnsafe(rune))
                return false;
        }

        return true;
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
