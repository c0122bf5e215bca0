namespace HfRegistry.Cli.Output;

/// <summary>Markdown for GitHub in which foreign text is inert: it mentions nobody, links nowhere and never leaves its cell.</summary>
internal static class Markdown
{
    /// <summary>What a cell without text shows.</summary>
    public const string Nothing = "–";

    private const int MaxLength = 400;

    /// <summary>A code span of foreign text, for use in a table too; <see cref="Nothing"/> for none.</summary>
    /// <param name="text">Any text; long text is cut.</param>
    public static string Code(string? text)
    {
        // A pipe ends a table's cell inside of a code span too.
        var safe = TextSanitizer.Sanitize(text, MaxLength).Replace("|", "", StringComparison.Ordinal).Trim();
        if (safe.Length == 0)
            return Nothing;
        var fence = new string('`', LongestRun(safe, '`') + 1);
        // A backtick beside the fence would join it; one blank on both sides is not rendered.
        var padding = safe[0] == '`' || safe[^1] == '`' ? " " : "";
        return $"{fence}{padding}{safe}{padding}{fence}";
    }

    /// <summary>A row of a table. The cells are Markdown.</summary>
    public static string Row(params ReadOnlySpan<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>The two lines that begin a table.</summary>
    public static string Head(params ReadOnlySpan<string> titles) =>
        $"{Row(titles)}\n|{string.Concat(Enumerable.Repeat("---|", titles.Length))}";

    private static int LongestRun(string text, char of)
    {
        var (longest, run) = (0, 0);
        foreach (var c in text)
        {
            run = c == of ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
