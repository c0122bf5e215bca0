namespace HfRegistry.GitHub.Markdown;

/// <summary>Tables of Markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>The text of an empty cell.</summary>
    public const string Nothing = "–";

    private const int MaxLength = 400;

    /// <summary>Returns foreign text as a code span for a cell; <see cref="Nothing"/> for none.</summary>
    /// <param name="text">Any text; long text is cut.</param>
    public static string Code(string? text) => MarkdownEscaper.Code(text, MaxLength);

    /// <summary>Returns a row. The cells are Markdown.</summary>
    public static string Row(params ReadOnlySpan<string> cells) => $"| {string.Join(" | ", cells)} |";

    /// <summary>Returns the two lines that begin a table.</summary>
    public static string Head(params ReadOnlySpan<string> titles) =>
        $"{Row(titles)}\n|{string.Concat(Enumerable.Repeat("---|", titles.Length))}";
}
