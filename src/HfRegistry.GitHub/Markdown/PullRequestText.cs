using System.Text;

namespace HfRegistry.GitHub.Markdown;

/// <summary>
/// The text of a pull request: a region of ours between two comments, and around it whatever people wrote, which stays. Line by line:
/// the beginning, a slot for one status line, the content, the checkbox, the marker.
/// </summary>
/// <param name="Before">What stands before our region.</param>
/// <param name="Status">What the status slot holds; empty for nothing.</param>
/// <param name="Content">The content, without the checkbox.</param>
/// <param name="IsRebuildAsked">Whether somebody ticked the checkbox.</param>
/// <param name="Marker">The marker.</param>
/// <param name="After">What stands after our region.</param>
internal sealed record PullRequestText(string Before, string Status, string Content, bool IsRebuildAsked, BodyMarker? Marker, string After)
{
    /// <summary>GitHub takes 65,536 characters, and nobody agrees what a character is; Renovate, too, found 60,000 to fail.</summary>
    public const int MaxUtf16Units = 58_000;

    /// <summary>The same limit, if it should count bytes.</summary>
    public const int MaxUtf8Bytes = 65_000;

    private const int RoomForStatus = 1_000;
    private const int RoomForMarker = 400;
    private const string Begin = "<!-- hfregistry:begin -->";
    private const string StatusEnd = "<!-- hfregistry:status-end -->";
    private const string Box = "<!-- hfregistry:rebuild -->";
    private const string Ticked = "- [x] " + Box;
    private const string Unticked = "- [ ] " + Box;
    private const string BoxText = " Rebuild this pull request from its base branch. This discards commits that others pushed to it.";

    /// <summary>Returns a text that holds nothing of ours yet.</summary>
    public static PullRequestText Around(string before) => new(before, "", "", false, null, "");

    /// <summary>
    /// Reads a text. Only the last marker counts, and the beginning that lies before it: what a model card says lies between them.
    /// </summary>
    public static PullRequestText Read(string body)
    {
        // A person who edits the text in a browser leaves CR LF everywhere.
        var lines = body.ReplaceLineEndings("\n").Split('\n').ToList();
        var end = lines.FindLastIndex(static line => line.StartsWith(BodyMarker.Start, StringComparison.Ordinal));
        var begin = lines.IndexOf(Begin);
        if (end < 0 || begin < 0 || begin > end)
            return Around(string.Join('\n', lines));

        var statusEnd = lines.IndexOf(StatusEnd, begin, end - begin);
        var contentBegin = statusEnd < 0 ? begin + 1 : statusEnd + 1;
        var box = end - 1;
        var hasBox = box >= contentBegin && lines[box].Contains(Box, StringComparison.Ordinal);
        return new PullRequestText(
            Joined(lines, 0, begin),
            statusEnd < 0 ? "" : Joined(lines, begin + 1, statusEnd).Trim('\n'),
            Joined(lines, contentBegin, hasBox ? box : end).Trim('\n'),
            hasBox && lines[box].StartsWith(Ticked, StringComparison.OrdinalIgnoreCase),
            BodyMarker.Read(lines[end]),
            Joined(lines, end + 1, lines.Count));
    }

    /// <summary>Returns the sections as the content of this text, as far as they fit beside what people wrote around it.</summary>
    public FittedText Fit(IEnumerable<BodySection> sections)
    {
        var around = Before.Length + After.Length + Frame;
        var aroundBytes = Encoding.UTF8.GetByteCount(Before) + Encoding.UTF8.GetByteCount(After) + Frame;
        return SectionFitter.Fit(sections, MaxUtf16Units - around, MaxUtf8Bytes - aroundBytes);
    }

    /// <summary>Returns the text as GitHub gets it.</summary>
    public string Write()
    {
        var text = new StringBuilder();
        if (Before.Length > 0)
            text.Append(Before).Append('\n');
        text.Append(Begin).Append('\n');
        if (Status.Length > 0)
            text.Append('\n').Append(Status).Append("\n\n");
        text.Append(StatusEnd).Append("\n\n").Append(Content).Append("\n\n");
        text.Append(IsRebuildAsked ? Ticked : Unticked).Append(BoxText).Append('\n');
        text.Append(Marker?.Write() ?? BodyMarker.Start + "-->");
        if (After.Length > 0)
            text.Append('\n').Append(After);
        return text.ToString();
    }

    private static int Frame => Begin.Length + StatusEnd.Length + Unticked.Length + BoxText.Length + RoomForStatus + RoomForMarker;

    private static string Joined(List<string> lines, int from, int to) => string.Join('\n', lines.Skip(from).Take(to - from));
}
