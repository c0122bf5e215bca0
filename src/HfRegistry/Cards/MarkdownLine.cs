namespace HfRegistry.Cards;

/// <summary>The prefix of a line of Markdown: quotation marks, a list's marker, and then its text.</summary>
/// <param name="Indent">The columns before the text, markers not counted.</param>
/// <param name="IsQuote">Whether it is quoted.</param>
/// <param name="IsItem">Whether it begins an item of a list.</param>
/// <param name="Text">What is left.</param>
internal readonly record struct MarkdownLine(int Indent, bool IsQuote, bool IsItem, string Text)
{
    private const int TabStop = 4;
    private const int MaxNumberLength = 9;

    /// <summary>The indentation of a line of code.</summary>
    public const int CodeIndent = 4;

    public bool IsBlank => Text.Length == 0;

    public static MarkdownLine Of(string line)
    {
        var (at, indent, isQuote) = (0, 0, false);
        while (true)
        {
            indent += Blanks(line, ref at);
            if (at >= line.Length || line[at] != '>' || indent >= CodeIndent)
                break;
            (at, indent, isQuote) = (at + 1, 0, true);
            if (at < line.Length && line[at] == ' ')
                at++;
        }

        var marker = IsRule(line.AsSpan(at)) || indent >= 2 * CodeIndent ? 0 : MarkerLength(line.AsSpan(at));
        if (marker == 0)
            return new MarkdownLine(indent, isQuote, IsItem: false, line[at..].TrimEnd());
        at += marker;
        Blanks(line, ref at);
        return new MarkdownLine(indent, isQuote, IsItem: true, line[at..].TrimEnd());
    }

    /// <summary>Returns whether a text is a thematic break.</summary>
    public static bool IsRule(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('-' or '*' or '_'))
            return false;
        var count = 0;
        foreach (var c in text)
        {
            if (c == text[0])
                count++;
            else if (c is not (' ' or '\t'))
                return false;
        }

        return count >= 3;
    }

    /// <summary>Returns the level and the words of an ATX heading, or 0.</summary>
    public static (int Level, string Title) Heading(string text)
    {
        var level = 0;
        while (level < text.Length && text[level] == '#')
            level++;
        if (level is 0 or > 6 || (level < text.Length && text[level] is not (' ' or '\t')))
            return (0, "");
        var title = text[level..].Trim();
        var closing = title.TrimEnd('#');
        return (level, closing.Length == 0 || closing[^1] is ' ' or '\t' ? closing.TrimEnd() : title);
    }

    /// <summary>Returns the level of the heading that a line under a paragraph makes of it, or 0.</summary>
    public static int Underline(string text) =>
        text.Length > 0 && text.AsSpan().TrimStart('=').IsEmpty ? 1
        : text.Length > 1 && text.AsSpan().TrimStart('-').IsEmpty ? 2
        : 0;

    private static int MarkerLength(ReadOnlySpan<char> text)
    {
        var digits = 0;
        while (digits < text.Length && digits <= MaxNumberLength && char.IsAsciiDigit(text[digits]))
            digits++;
        if (digits > MaxNumberLength)
            return 0;
        var isMarker = digits < text.Length && (digits == 0 ? text[0] is '-' or '*' or '+' : text[digits] is '.' or ')');
        return isMarker && (digits + 1 == text.Length || text[digits + 1] is ' ' or '\t') ? digits + 1 : 0;
    }

    private static int Blanks(string line, ref int at)
    {
        var columns = 0;
        for (; at < line.Length && line[at] is (' ' or '\t'); at++)
            columns += line[at] == ' ' ? 1 : TabStop;
        return columns;
    }
}
