namespace HfRegistry.Cli.Editing;

/// <summary>The white space around elements: what a person would type before a new one, and would delete with an old one.</summary>
/// <param name="text">The text of a project file.</param>
internal readonly struct Layout(string text)
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";
    private const string UsualIndentation = "  ";

    /// <summary>Gets the line end of the file.</summary>
    public string LineEnd => text.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var at ? LineEndAt(text, at) : "\n";

    /// <summary>Returns the offset after an element and the comments that stand behind it on its line.</summary>
    public int AfterComments(int offset)
    {
        while (CommentAfter(offset, static c => c is ' ' or '\t') is { } end)
            offset = end;
        return offset;
    }

    /// <summary>Returns the offset after the comments that follow, on whatever line.</summary>
    public int AfterAllComments(int offset)
    {
        while (CommentAfter(offset, char.IsWhiteSpace) is { } end)
            offset = end;
        return offset;
    }

    /// <summary>Returns the offset after the comments behind a removed element, when they end its line: they speak of it.</summary>
    public int AfterOwnComments(int offset)
    {
        var end = AfterComments(offset);
        var endsLine = text.AsSpan(end).TrimStart(" \t") is [] or ['\r' or '\n', ..];
        return endsLine && !text.AsSpan(offset, end - offset).ContainsAny('\r', '\n') ? end : offset;
    }

    /// <summary>Returns the offset of the white space before an element.</summary>
    public int StartOfSpace(int offset) => text.AsSpan(0, offset).TrimEnd().Length;

    /// <summary>Returns whether an element is the first on its line.</summary>
    public bool IsOnOwnLine(int offset) => text.AsSpan(StartOfSpace(offset)..offset).ContainsAny('\r', '\n');

    /// <summary>Returns the white space that sets an item apart from the one before it: that of another item, without its blank lines.</summary>
    public string ItemSpace(int offset) => WithLines(text[StartOfSpace(offset)..offset], 1);

    /// <summary>Returns the white space that sets a group apart from the one before it: that of another group, or of the comments over it.</summary>
    public string GroupSpace(int offset)
    {
        var start = StartOfSpace(offset);
        while (text.AsSpan(0, start).EndsWith(CommentEnd))
        {
            var comment = text.LastIndexOf(CommentStart, start, StringComparison.Ordinal);
            // A comment behind another element speaks of that one.
            if (comment < 0 || !IsOnOwnLine(comment))
                break;
            (offset, start) = (comment, StartOfSpace(comment));
        }

        return WithLines(text[start..offset], 2);
    }

    /// <summary>Returns the indentation of what stands in a new group.</summary>
    /// <param name="indentation">The group's own.</param>
    /// <param name="other">A group whose elements are indented well, or null.</param>
    public string InnerIndentation(string indentation, SourceElement? other) => other?.Children is [var first, ..] && IsOnOwnLine(first.Start)
        ? IndentationOf(text[StartOfSpace(first.Start)..first.Start])
        : indentation + (indentation.Length > 0 ? indentation : UsualIndentation);

    /// <summary>Returns what follows the last line end of a white space.</summary>
    public static string IndentationOf(string space) => space[(space.AsSpan().LastIndexOfAny('\r', '\n') + 1)..];

    private int? CommentAfter(int offset, Func<char, bool> isSpace)
    {
        while (offset < text.Length && isSpace(text[offset]))
            offset++;
        return text.AsSpan(offset).StartsWith(CommentStart) ? text.IndexOf(CommentEnd, offset, StringComparison.Ordinal) + CommentEnd.Length : null;
    }

    // A white space with at most so many line ends, the last ones.
    private static string WithLines(string space, int most)
    {
        var start = space.Length;
        for (; most > 0 && space.AsSpan(0, start).LastIndexOfAny('\r', '\n') is >= 0 and var at; most--)
            start = at > 0 && space[at] == '\n' && space[at - 1] == '\r' ? at - 1 : at;
        return space.AsSpan().ContainsAny('\r', '\n') ? space[start..] : space;
    }

    private static string LineEndAt(string text, int at) => text.AsSpan(at).StartsWith("\r\n") ? "\r\n" : text[at..(at + 1)];
}
