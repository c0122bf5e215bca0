using System.Globalization;
using System.Text;

namespace HfRegistry.GitHub.Markdown;

/// <summary>
/// Puts foreign text (from a model card, the Hub, a file) into Markdown so that it shows and does nothing: no mention, issue link, HTML,
/// comment, checkbox or table cell can come of it. Control, bidi and zero-width characters are gone, lengths are bounded.
/// </summary>
internal static class MarkdownEscaper
{
    private const int DefaultMaxLength = 200;

    /// <summary>Returns a text as a code span, for running text and tables: its fence is longer than any run of backticks in it.</summary>
    /// <remarks>A pipe would end a table's cell even within a code span, so it shows as a broken bar.</remarks>
    public static string Code(string? text, int maxLength = DefaultMaxLength)
    {
        var line = OneLine(text, maxLength).Replace('|', '¦');
        if (line.Length == 0)
            return MarkdownTable.Nothing;
        var fence = new string('`', LongestRun(line) + 1);
        var pad = line[0] == '`' || line[^1] == '`' ? " " : "";
        return fence + pad + line + pad + fence;
    }

    /// <summary>Returns a text as HTML code, for places where Markdown is not read, a <c>summary</c> above all.</summary>
    public static string Html(string? text, int maxLength = DefaultMaxLength)
    {
        var line = OneLine(text, maxLength);
        if (line.Length == 0)
            return MarkdownTable.Nothing;
        var html = new StringBuilder("<code>");
        foreach (var character in line)
        {
            // Where Markdown is read after all, a character reference is no syntax.
            if (char.IsAscii(character) && !char.IsAsciiLetterOrDigit(character) && character != ' ')
                html.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
            else
                html.Append(character);
        }

        return html.Append("</code>").ToString();
    }

    /// <summary>Returns a text as a link; as mere code when the address is none for a web page, or would leave a reference on somebody's issue.</summary>
    public static string Link(string? text, Uri? address, int maxLength = DefaultMaxLength) =>
        address is { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo.Length: 0 } && !LeavesReference(address)
            ? $"[{Code(text, maxLength)}](<{address.AbsoluteUri}>)"
            : Code(text, maxLength);

    /// <summary>
    /// Returns a text for where no markup is read and yet mentions and issue numbers are: a title, a commit's message. <c>@name</c> becomes
    /// <c>(at)name</c>, <c>#1</c> becomes <c>No. 1</c>.
    /// </summary>
    public static string Line(string? text, int maxLength = DefaultMaxLength)
    {
        var line = OneLine(text, maxLength);
        var safe = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var isBeforeDigit = i + 1 < line.Length && char.IsDigit(line[i + 1]);
            safe.Append(line[i] switch
            {
                '@' or '＠' => "(at)",
                '#' or '＃' when isBeforeDigit => "No. ",
                // GH-1 is an issue number too.
                '-' when isBeforeDigit && i >= 2 && line.AsSpan(i - 2, 2).Equals("GH", StringComparison.OrdinalIgnoreCase) => " ",
                _ => line[i].ToString(),
            });
        }

        return safe.ToString();
    }

    /// <summary>Returns a part that is folded away.</summary>
    /// <param name="summary">What shows; HTML, foreign text in it through <see cref="Html"/>.</param>
    /// <param name="markdown">What is folded away.</param>
    public static string Details(string summary, string markdown) =>
        $"<details><summary>{summary}</summary>\n\n{markdown}\n\n</details>";

    // Line ends and tabs part words; whatever else cannot be printed is replaced. No comment begins: our own markers are comments, and
    // who reads them reads text, code spans included.
    private static string OneLine(string? text, int maxLength) =>
        TextSanitizer.Sanitize(string.Join(' ', (text ?? "").Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)), maxLength)
            .Replace("<!--", "<! --", StringComparison.Ordinal);

    private static int LongestRun(string line)
    {
        var (longest, run) = (0, 0);
        foreach (var character in line)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    private static bool LeavesReference(Uri address) =>
        address.Host.EndsWith("github.com", StringComparison.OrdinalIgnoreCase)
        && address.AbsolutePath.Split('/') is [_, _, _, "issues" or "pull" or "discussions" or "commit", ..];
}
