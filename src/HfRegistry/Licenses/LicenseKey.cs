using System.Text;

namespace HfRegistry.Licenses;

/// <summary>Takes the accidents off a license's spelling, so that a table can hold one row for "Apache-2.0", "apache_2.0" and "Apache 2.0".</summary>
internal static class LicenseKey
{
    /// <summary>No license has a longer name; a longer text is prose.</summary>
    private const int LongestName = 120;

    private const string LicenseWord = " license";

    /// <summary>
    /// Returns the text in lower case, with one blank for every run of blanks, hyphens, underscores, commas, quotes and brackets, with American spelling and without a
    /// leading "the" or a last full stop; null when it is too long to be a name, or nothing is left.
    /// </summary>
    public static string? Of(string text)
    {
        if (text.Length > LongestName)
            return null;
        var key = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!IsSeparator(c))
                key.Append(char.ToLowerInvariant(c));
            else if (key.Length > 0 && key[^1] != ' ')
                key.Append(' ');
        }

        var words = key.ToString().TrimEnd(' ', '.').Replace("licence", "license", StringComparison.Ordinal);
        words = words.StartsWith("the ", StringComparison.Ordinal) ? words["the ".Length..] : words;
        return words.Length == 0 ? null : words;
    }

    /// <summary>Returns a key without the word "license" at its end, or null when it does not end so.</summary>
    public static string? WithoutLicenseWord(string key) =>
        key.EndsWith(LicenseWord, StringComparison.Ordinal) && key.Length > LicenseWord.Length ? key[..^LicenseWord.Length] : null;

    private static bool IsSeparator(char c) => char.IsWhiteSpace(c) || c is '-' or '_' or ',' or '(' or ')' or '"' or '\'' or '“' or '”' or '‑' or '–';
}
