namespace HfRegistry.Cards;

/// <summary>
/// Joins the lines of YAML's flow collections (<c>[…]</c>, <c>{…}</c>). YAML's library refuses a line in one that is indented no further than
/// the block around it; most other parsers read it.
/// </summary>
internal static class YamlFlow
{
    /// <summary>
    /// Returns the text with the line ends in closed flow collections replaced by blanks where the next line is indented too little. It has the
    /// same length, so that every place in it is the place in the original.
    /// </summary>
    public static string Join(string text)
    {
        char[]? joined = null;
        for (var line = 0; line < text.Length;)
        {
            var content = ContentAt(text, line);
            var end = LineEnd(text, content);
            var value = ValueAt(text, content, end);
            if (value < end && text[value] is '|' or '>')
            {
                line = EndOfBlock(text, end + 1, content - line);
                continue;
            }

            if (value < end && text[value] is '[' or '{')
            {
                var collection = new Collection(text, content - line);

                // Of what is never closed nothing is joined; neither is anything after it, which may be a part of it.
                if (!collection.Read(value))
                    break;
                foreach (var (start, length) in collection.Gaps)
                    Array.Fill(joined ??= text.ToCharArray(), ' ', start, length);
                end = LineEnd(text, collection.End);
            }

            line = end + 1;
        }

        return joined is null ? text : new string(joined);
    }

    private static int LineEnd(string text, int from) => from < text.Length && text.IndexOf('\n', from) is >= 0 and var end ? end : text.Length;

    // The dashes of lists indent what stands behind them.
    private static int ContentAt(string text, int line)
    {
        var at = line;
        while (at < text.Length && (text[at] == ' ' || (text[at] == '-' && at + 1 < text.Length && text[at + 1] == ' ')))
            at++;
        return at;
    }

    // The value behind a line's key, or the line's own start where it has none.
    private static int ValueAt(string text, int content, int end)
    {
        var line = text.AsSpan(content, end - content);
        if (line.IsEmpty || line[0] is '[' or '{' or '|' or '>')
            return content;
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            return end;
        var at = content + colon + 1;
        while (at < end && text[at] is ' ' or '\t')
            at++;
        return at;
    }

    private static int EndOfBlock(string text, int line, int indent)
    {
        while (line < text.Length)
        {
            var end = LineEnd(text, line);
            var blanks = text.AsSpan(line, end - line).IndexOfAnyExcept(' ');
            if (blanks >= 0 && blanks <= indent && text[line + blanks] != '\r')
                return line;
            line = end + 1;
        }

        return line;
    }

    /// <summary>One flow collection, read once from its bracket to the one that closes it.</summary>
    private sealed class Collection(string text, int indent)
    {
        /// <summary>Gets what is to become blanks, in order.</summary>
        public List<(int Start, int Length)> Gaps { get; } = [];

        /// <summary>Gets the place of the bracket that closes it.</summary>
        public int End { get; private set; }

        /// <summary>Reads it; false when it is never closed.</summary>
        public bool Read(int open)
        {
            var depth = 0;
            for (var at = open; at < text.Length; at++)
            {
                switch (text[at])
                {
                    case '[' or '{':
                        depth++;
                        break;
                    case ']' or '}' when --depth == 0:
                        End = at;
                        return true;
                    case '"' or '\'' when IsTokenStart(at):
                        at = EndOfQuotes(at);
                        break;
                    case '#' when text[at - 1] is ' ' or '\t' or '\n':
                        at = Gap(at, LineEnd(text, at)) - 1;
                        break;
                    case '\n':
                        at = Gap(text[at - 1] == '\r' ? at - 1 : at, at) - 1;
                        break;
                }
            }

            return false;
        }

        private bool IsTokenStart(int at) => text[at - 1] is '[' or '{' or ',' or ':' or ' ' or '\t' or '\n';

        private int EndOfQuotes(int open)
        {
            for (var at = open + 1; at < text.Length; at++)
            {
                if (text[at] == '\\' && text[open] == '"')
                    at++;
                else if (text[at] == text[open])
                    return at;
            }

            return text.Length;
        }

        // A line end with the comment before it, and the blank lines after it; the place of what follows.
        private int Gap(int start, int lineEnd)
        {
            var (next, line) = (lineEnd, lineEnd + 1);
            for (next++; next < text.Length && text[next] is ' ' or '\t' or '\r' or '\n'; next++)
            {
                if (text[next] == '\n')
                    line = next + 1;
            }

            if (next < text.Length && next - line <= indent)
                Gaps.Add((start, next - start));
            return Math.Min(next, text.Length);
        }
    }
}
