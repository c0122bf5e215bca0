using System.Collections.Frozen;
using System.Net;

namespace HfRegistry.Cards;

/// <summary>A tag of HTML in a card.</summary>
/// <param name="Name">Its name in lower case.</param>
/// <param name="IsEnd">Whether it closes.</param>
/// <param name="Address">Its <c>href</c> or <c>src</c>, or null.</param>
/// <param name="Description">Its <c>alt</c>, or null.</param>
/// <param name="End">The place after it.</param>
internal readonly record struct HtmlTag(string Name, bool IsEnd, string? Address, string? Description, int End)
{
    private const int MaxLength = 1_000;
    private const int MaxName = 12;

    private static readonly FrozenSet<string> Layout = FrozenSet.Create(StringComparer.Ordinal,
        "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "br", "hr", "li", "ul", "ol", "table", "thead", "tbody", "tr", "td", "th", "pre",
        "blockquote", "details", "summary", "center", "section", "dl", "dt", "dd");

    /// <summary>Gets whether it ends the words before it.</summary>
    public bool IsOfLayout => Layout.Contains(Name);

    /// <summary>Gets whether what it holds is no text.</summary>
    public bool HidesContent => !IsEnd && Name is "script" or "style";

    /// <summary>Gets the level of the heading that it is of, or 0.</summary>
    public int HeadingLevel => Name is ['h', >= '1' and <= '6'] ? Name[1] - '0' : 0;

    /// <summary>Returns the tag at a place, or null when there is none.</summary>
    public static HtmlTag? ReadAt(string text, int at)
    {
        var from = at + 1;
        var isEnd = from < text.Length && text[from] == '/';
        if (isEnd)
            from++;
        var nameEnd = from;
        while (nameEnd < text.Length && nameEnd - from <= MaxName && char.IsAsciiLetterOrDigit(text[nameEnd]))
            nameEnd++;
        if (nameEnd == from || nameEnd - from > MaxName || !char.IsAsciiLetter(text[from]))
            return null;
        var close = Closing(text, nameEnd);
        if (close < 0)
            return null;
        var attributes = text.AsSpan(nameEnd, close - nameEnd);
        var name = text[from..nameEnd].ToLowerInvariant();
        return new HtmlTag(name, isEnd, name is "a" or "img" ? Attribute(attributes, name == "a" ? "href" : "src") : null, Attribute(attributes, "alt"), close + 1);
    }

    /// <summary>Returns the place after the tag that closes one, or the end of the text.</summary>
    public static int EndOf(string text, HtmlTag tag)
    {
        var close = text.IndexOf($"</{tag.Name}", tag.End, StringComparison.OrdinalIgnoreCase);
        return close < 0 ? text.Length : text.IndexOf('>', close) is >= 0 and var end ? end + 1 : text.Length;
    }

    private static int Closing(string text, int from)
    {
        var quote = '\0';
        for (var i = from; i < text.Length && i - from < MaxLength; i++)
        {
            var c = text[i];
            if (quote != '\0')
                quote = c == quote ? '\0' : quote;
            else if (c is '"' or '\'')
                quote = c;
            else if (c == '>')
                return i;
            else if (c == '<')
                return -1;
        }

        return -1;
    }

    private static string? Attribute(ReadOnlySpan<char> attributes, string name)
    {
        for (var at = 0; attributes[at..].IndexOf(name, StringComparison.OrdinalIgnoreCase) is >= 0 and var found;)
        {
            at += found;
            var isWhole = at > 0 && char.IsWhiteSpace(attributes[at - 1]);
            at += name.Length;
            var value = attributes[at..].TrimStart();
            if (!isWhole || value.IsEmpty || value[0] != '=')
                continue;
            value = value[1..].TrimStart();
            if (value.IsEmpty)
                return null;
            var isQuoted = value[0] is '"' or '\'';
            var end = isQuoted ? value[1..].IndexOf(value[0]) : value.IndexOfAny(' ', '\t', '\n');
            value = isQuoted ? value[1..] : value;
            return WebUtility.HtmlDecode((end < 0 ? value : value[..end]).Trim().ToString());
        }

        return null;
    }
}
