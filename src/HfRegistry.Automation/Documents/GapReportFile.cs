using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Automation.Documents;

/// <summary>
/// The report that a repository keeps: which models have no document. It holds no count, no date and no commit, and a model stays in it until it has a
/// document or is ignored: whether it is among the most downloaded ones today is no news.
/// </summary>
/// <param name="Rows">The rows of the table of models, by id.</param>
internal sealed partial record GapReportFile(ImmutableSortedDictionary<ModelId, string> Rows)
{
    private const string FirstLine = "<!-- Written by `hfregistry action`: what is changed here is written over. -->";

    /// <summary>A report that lists nothing.</summary>
    public static GapReportFile Empty { get; } = new(ImmutableSortedDictionary<ModelId, string>.Empty);

    /// <summary>Reads what a report lists.</summary>
    public static GapReportFile Read(ReadOnlySpan<byte> utf8)
    {
        var rows = Encoding.UTF8.GetString(utf8).ReplaceLineEndings("\n").Split('\n')
            .Select(static line => (Line: line, Id: ModelId.TryParse(RowOfAModel().Match(line).Groups[1].Value, out var id) ? id : null)).Where(static row => row.Id is not null);
        return new GapReportFile(rows.DistinctBy(static row => row.Id).ToImmutableSortedDictionary(static row => row.Id!, static row => row.Line));
    }

    /// <summary>The report after an analysis.</summary>
    /// <param name="report">The analysis.</param>
    /// <param name="isDone">Whether a model needs no document any more.</param>
    public GapReportFile After(GapReport report, Func<ModelId, bool> isDone)
    {
        var stays = Rows.Where(row => !isDone(row.Key));
        var found = report.Missing.Select(static model => KeyValuePair.Create(
            model.Id, MarkdownTable.Row(MarkdownEscaper.Code(model.Id.ToString()), MarkdownEscaper.Code(model.Task), MofClassNames.Of(model.Estimate.Class))));
        return new GapReportFile(Empty.Rows.SetItems(stays).SetItems(found));
    }

    /// <summary>The whole text.</summary>
    /// <param name="near">A line for each document that is one component from the next class.</param>
    /// <param name="behind">A line for each document that is behind the Hub.</param>
    public string Text(IEnumerable<string> near, IEnumerable<string> behind)
    {
        var text = new StringBuilder(FirstLine).Append("\n# Models without a MOF document\n");
        if (!Rows.IsEmpty)
            text.Append('\n').Append(MarkdownTable.Head("model", "task", "could reach")).Append('\n').AppendJoin('\n', Rows.Values).Append('\n');
        Append(text, "One component from the next class", near);
        Append(text, "Documents behind the Hub", behind);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        foreach (var (place, line) in lines.Index())
            text.Append(place == 0 ? $"\n## {title}\n\n" : "").Append("- ").Append(line).Append('\n');
    }

    // A task is a word of the Hub's: a row that holds more was not written by us.
    [GeneratedRegex("^\\| `([A-Za-z0-9._/-]+)` \\| (?:`[a-z0-9-]+`|–) \\| (?:none|class I{1,3}) \\|$")]
    private static partial Regex RowOfAModel();
}
