namespace HfRegistry.Automation.Branches;

/// <summary>The form of a text file that its next version keeps: byte order mark, line ends, the end of the last line. A change shows what changed, and nothing else.</summary>
internal static class TextForm
{
    private const char ByteOrderMark = '\uFEFF';

    /// <summary>Returns a text in the form of another one; as it is when that is empty.</summary>
    /// <param name="before">The file so far, in UTF-8.</param>
    /// <param name="text">The text that takes its place, with LF at its line ends.</param>
    public static string Like(ReadOnlySpan<byte> before, string text)
    {
        if (before.IsEmpty)
            return text;
        var (lines, windowsLines) = (before.Count((byte)'\n'), before.Count("\r\n"u8));
        var ended = before[^1] == '\n' ? text : text.TrimEnd('\n');
        var marked = before.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? ByteOrderMark + ended : ended;
        return windowsLines * 2 > lines ? marked.Replace("\n", "\r\n", StringComparison.Ordinal) : marked;
    }
}
