using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace HfRegistry.GitHub.Markdown;

/// <summary>A part of a text that stands or falls as a whole.</summary>
/// <param name="Name">What it is, for the note that it was left out: <c>the evidence of bert</c>.</param>
/// <param name="Markdown">The part. Foreign text in it went through <see cref="MarkdownEscaper"/>.</param>
/// <param name="Importance">What is least important is left out first; of equals, the last.</param>
internal sealed record BodySection(string Name, string Markdown, int Importance = 0);

/// <summary>A text that fits.</summary>
/// <param name="Markdown">The text; with a note at its end when something was left out.</param>
/// <param name="LeftOut">The names of the sections that were left out, in their order.</param>
internal sealed record FittedText(string Markdown, ImmutableArray<string> LeftOut);

/// <summary>Makes a text fit a limit by leaving out whole sections: a cut would leave a details block or a code span open.</summary>
internal static class SectionFitter
{
    private const int MaxNamesInNote = 10;

    /// <summary>Returns the sections, with blank lines between them, as far as they fit.</summary>
    /// <param name="sections">The sections, in their order.</param>
    /// <param name="maxUtf16Units">The most UTF-16 units.</param>
    /// <param name="maxUtf8Bytes">The most bytes of UTF-8.</param>
    public static FittedText Fit(IEnumerable<BodySection> sections, int maxUtf16Units, int maxUtf8Bytes)
    {
        var kept = sections.Where(static section => section.Markdown.Length > 0).Select(static (section, place) => (section, place)).ToList();
        var all = kept.ToImmutableArray();
        var leastImportantFirst = new Queue<(BodySection Section, int Place)>(
            all.OrderBy(static item => item.section.Importance).ThenByDescending(static item => item.place));
        while (true)
        {
            ImmutableArray<string> leftOut = [.. all.Except(kept).Select(static item => item.section.Name)];
            var text = string.Join("\n\n", kept.Select(static item => item.section.Markdown).Concat(NoteOf(leftOut)));
            if ((text.Length <= maxUtf16Units && Encoding.UTF8.GetByteCount(text) <= maxUtf8Bytes) || kept.Count == 0)
                return new FittedText(text, leftOut);
            kept.Remove(leastImportantFirst.Dequeue());
        }
    }

    private static IEnumerable<string> NoteOf(ImmutableArray<string> leftOut)
    {
        if (leftOut.Length == 0)
            yield break;
        var names = string.Join(", ", leftOut.Take(MaxNamesInNote).Select(static name => MarkdownEscaper.Code(name, 60)));
        var more = leftOut.Length > MaxNamesInNote ? ", …" : "";
        yield return string.Create(CultureInfo.InvariantCulture, $"> [!NOTE]\n> {leftOut.Length} parts were left out because GitHub takes no longer text: {names}{more}");
    }
}
