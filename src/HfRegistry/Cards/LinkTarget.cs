namespace HfRegistry.Cards;

/// <summary>The part in parentheses after a link's text: <c>(address "title")</c>.</summary>
internal static class LinkTarget
{
    private const int MaxLength = 2_000;
    private const int MaxTitle = 500;
    private const int MaxParentheses = 32;

    /// <summary>Returns the address and the place after the closing parenthesis; no address when it is no target.</summary>
    public static (string? Address, int End) ReadAt(string text, int open)
    {
        var from = SkipBlanks(text, open + 1);
        var isAngled = from < text.Length && text[from] == '<';
        var end = isAngled ? AngledEnd(text, ++from) : PlainEnd(text, from);
        if (end < 0)
            return (null, 0);
        var close = Closing(text, isAngled ? end + 1 : end);
        return close < 0 ? (null, 0) : (text[from..end], close + 1);
    }

    private static int AngledEnd(string text, int from) =>
        text.IndexOfAny(['>', '\n'], from, Math.Min(text.Length - from, MaxLength)) is >= 0 and var end && text[end] == '>' ? end : -1;

    private static int PlainEnd(string text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length && i - from < MaxLength; i++)
        {
            if (char.IsWhiteSpace(text[i]) || (text[i] == ')' && depth == 0))
                return i;
            depth += text[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth > MaxParentheses)
                return -1;
        }

        return -1;
    }

    // A title may stand between the address and the parenthesis.
    private static int Closing(string text, int from)
    {
        var at = SkipBlanks(text, from);
        if (at < text.Length && text[at] is ('"' or '\''))
        {
            var quote = text.IndexOf(text[at], at + 1, Math.Min(text.Length - at - 1, MaxTitle));
            at = quote < 0 ? text.Length : SkipBlanks(text, quote + 1);
        }

        return at < text.Length && text[at] == ')' ? at : -1;
    }

    private static int SkipBlanks(string text, int from)
    {
        var end = Math.Min(text.Length, from + MaxTitle);
        while (from < end && char.IsWhiteSpace(text[from]))
            from++;
        return from;
    }
}
