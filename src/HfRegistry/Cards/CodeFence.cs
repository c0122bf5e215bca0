namespace HfRegistry.Cards;

/// <summary>The line that opens fenced code.</summary>
/// <param name="Mark">The character of the fence.</param>
/// <param name="Length">How many of them; the closing one has at least as many.</param>
/// <param name="Indent">How far it is indented; the code is, too.</param>
/// <param name="Language">The language it names, or null.</param>
internal sealed record CodeFence(char Mark, int Length, int Indent, string? Language)
{
    private const int LeastLength = 3;
    private const int MaxLanguageLength = 40;

    /// <summary>Returns the fence that a line opens, or null.</summary>
    public static CodeFence? Of(MarkdownLine line)
    {
        var text = line.Text;
        if (text.Length < LeastLength || text[0] is not ('`' or '~'))
            return null;
        var length = RunOf(text);
        var info = text[length..].Trim();
        return length < LeastLength || (text[0] == '`' && info.Contains('`', StringComparison.Ordinal))
            ? null
            : new CodeFence(text[0], length, line.Indent, LanguageOf(info));
    }

    /// <summary>Returns whether a line's text closes it.</summary>
    public bool IsClosedBy(string text) => text.Length >= Length && text[0] == Mark && RunOf(text) is var run && run >= Length && run == text.Length;

    private static int RunOf(string text)
    {
        var run = 0;
        while (run < text.Length && text[run] == text[0])
            run++;
        return run;
    }

    // ```python title="x", ```{.python}, ```{python}
    private static string? LanguageOf(string info)
    {
        var word = info.Split([' ', '\t', ',', ';', '{', '}'], 3, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.TrimStart('.');
        return word is { Length: > 0 and <= MaxLanguageLength } ? word.ToLowerInvariant() : null;
    }
}
