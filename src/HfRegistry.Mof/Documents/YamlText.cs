using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace HfRegistry.Mof.Documents;

/// <summary>The kinds that YAML readers give plain scalars, and the quoting by which all of them read a string.</summary>
internal static class YamlText
{
    private static readonly FrozenSet<string> Nulls = FrozenSet.ToFrozenSet(["", "~", "null"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Truths = FrozenSet.ToFrozenSet(["true", "false"], StringComparer.OrdinalIgnoreCase);

    /// <summary>YAML 1.1's other truth values, its merge key and its default key; YAML 1.2 and the Model Openness Tool take them for texts.</summary>
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(["y", "n", "yes", "no", "on", "off", "<<", "="], StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> FlowMarks = SearchValues.Create(",[]{}");
    private static readonly SearchValues<char> SpecialFirst = SearchValues.Create(",[]{}#&*!|>'\"%@`");

    /// <summary>Returns what a plain scalar is.</summary>
    public static YamlScalarKind KindOf(string plain) => plain switch
    {
        _ when Nulls.Contains(plain) => YamlScalarKind.Null,
        _ when Truths.Contains(plain) => YamlScalarKind.Truth,
        _ when Words.Contains(plain) => YamlScalarKind.TextForSome,
        _ => YamlNumber.KindOf(plain),
    };

    /// <summary>Returns a text as a plain scalar where every reader reads that text, else in single quotes, else (line ends, invisible characters) in double quotes.</summary>
    public static string Quote(string text) =>
        !TextSanitizer.IsSafe(text) ? InDoubleQuotes(text) : IsPlain(text) ? WellFormed(text) : InSingleQuotes(text);

    /// <summary>Returns a text in the quotes of the one whose place it takes; plain only where <see cref="Quote(string)"/> would leave it plain.</summary>
    /// <param name="text">The text.</param>
    /// <param name="like">The first character of what it replaces.</param>
    public static string Quote(string text, char like) => like switch
    {
        '"' => InDoubleQuotes(text),
        '\'' when TextSanitizer.IsSafe(text) => InSingleQuotes(text),

        // What it replaces may stand within brackets, where these characters end a plain text.
        _ when TextSanitizer.IsSafe(text) && text.AsSpan().ContainsAny(FlowMarks) => InSingleQuotes(text),
        _ => Quote(text),
    };

    private static bool IsPlain(string text) =>
        KindOf(text) == YamlScalarKind.Text
        && text[0] != ' ' && text[^1] is not (' ' or ':')
        && !SpecialFirst.Contains(text[0])
        && !(text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        && !text.StartsWith("---", StringComparison.Ordinal) && !text.StartsWith("...", StringComparison.Ordinal)
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);

    private static string InSingleQuotes(string text) => $"'{WellFormed(text).Replace("'", "''", StringComparison.Ordinal)}'";

    // Half of a surrogate pair cannot be written; the enumeration puts U+FFFD in its place.
    private static string WellFormed(string text) => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? string.Concat(text.EnumerateRunes()) : text;

    private static string InDoubleQuotes(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => quoted.Append('\\').Append((char)rune.Value),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when TextSanitizer.IsSafe(rune.ToString()) => quoted.Append(rune),
                <= 0xFF => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                <= 0xFFFF => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
