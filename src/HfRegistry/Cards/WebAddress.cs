namespace HfRegistry.Cards;

/// <summary>Addresses that stand in the text as they are.</summary>
internal static class WebAddress
{
    private const int MaxLength = 2_000;

    /// <summary>Returns how long the http or https address is that begins at a place, the punctuation of the sentence left out; 0 for none.</summary>
    public static int LengthAt(string text, int at)
    {
        var rest = text.AsSpan(Math.Min(at, text.Length));
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : rest.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : 0;
        if (scheme == 0 || (at > 0 && char.IsLetterOrDigit(text[at - 1])))
            return 0;
        var (length, depth) = (scheme, 0);
        for (; length < rest.Length && length < MaxLength; length++)
        {
            var c = rest[length];
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or '`' or '|' or ']' or '[' || (c == ')' && depth == 0))
                break;
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        }

        while (length > scheme && rest[length - 1] is ('.' or ',' or ';' or ':' or '!' or '?' or '*' or '_' or '\'' or '~'))
            length--;
        return length > scheme ? length : 0;
    }
}
