using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Automation.Documents;

/// <summary>A model that the report lists.</summary>
/// <param name="Id">The model.</param>
/// <param name="Task">Its task, or null.</param>
/// <param name="CouldReach">The class that its document could reach.</param>
internal sealed record GapRow(ModelId Id, string? Task, MofClass CouldReach);

/// <summary>
/// The report that a repository keeps: which models have no document. It holds no count, no date and no commit, and a model stays in it until it has a
/// document or is ignored: whether it is among the most downloaded ones today is no news. What it lists stands in a comment at its end, for the next run.
/// </summary>
/// <param name="Rows">The models, by id.</param>
internal sealed record GapReportFile(ImmutableSortedDictionary<ModelId, GapRow> Rows)
{
    private const string FirstLine = "<!-- Written by `hfregistry action`: what is changed here is written over. -->";
    private const string DataStart = "<!-- hfregistry:gaps";
    private const string DataEnd = "-->";

    /// <summary>Gets a report that lists nothing.</summary>
    public static GapReportFile Empty { get; } = new(ImmutableSortedDictionary<ModelId, GapRow>.Empty);

    /// <summary>Reads what a report lists: a JSON object a line. What was not written by us lists nothing.</summary>
    public static GapReportFile Read(ReadOnlySpan<byte> utf8)
    {
        var rows = Encoding.UTF8.GetString(utf8).ReplaceLineEndings("\n").Split('\n')
            .SkipWhile(static line => line != DataStart).Skip(1).TakeWhile(static line => line != DataEnd)
            .Select(static line => ForeignInput.Read(() => RowOf(line)).Value).OfType<GapRow>();
        return new GapReportFile(rows.DistinctBy(static row => row.Id).ToImmutableSortedDictionary(static row => row.Id, static row => row));
    }

    /// <summary>Returns the report after an analysis.</summary>
    /// <param name="report">The analysis.</param>
    /// <param name="isDone">Whether a model needs no document any more.</param>
    public GapReportFile After(GapReport report, Func<ModelId, bool> isDone) => new(Rows
        .RemoveRange(Rows.Keys.Where(isDone))
        .SetItems(report.Missing.Select(static model => KeyValuePair.Create(model.Id, new GapRow(model.Id, model.Task, model.Estimate.Class)))));

    /// <summary>Returns the whole text.</summary>
    /// <param name="near">A line for each document that is one component from the next class.</param>
    /// <param name="behind">A line for each document that is behind the Hub.</param>
    public string Text(IEnumerable<string> near, IEnumerable<string> behind)
    {
        var text = new StringBuilder(FirstLine).Append("\n# Models without a MOF document\n");
        if (!Rows.IsEmpty)
            text.Append('\n').Append(MarkdownTable.Head("model", "task", "could reach")).Append('\n').AppendJoin('\n', Rows.Values.Select(Row)).Append('\n');
        Append(text, "One component from the next class", near);
        Append(text, "Documents behind the Hub", behind);
        if (!Rows.IsEmpty)
            text.Append('\n').Append(DataStart).Append('\n').AppendJoin('\n', Rows.Values.Select(Json)).Append('\n').Append(DataEnd).Append('\n');
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        foreach (var (place, line) in lines.Index())
            text.Append(place == 0 ? $"\n## {title}\n\n" : "").Append("- ").Append(line).Append('\n');
    }

    private static string Row(GapRow row) => MarkdownTable.Row(MarkdownEscaper.Code(row.Id.ToString()), MarkdownEscaper.Code(row.Task), MofClassNames.Of(row.CouldReach));

    // The encoder escapes angle brackets: no text ends the comment.
    private static string Json(GapRow row) =>
        $"{{\"id\":\"{row.Id}\",{(row.Task is null ? "" : $"\"task\":\"{JsonEncodedText.Encode(row.Task)}\",")}\"class\":{(int)row.CouldReach}}}";

    private static GapRow? RowOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        var row = json.RootElement;
        var mofClass = (MofClass)row.GetProperty("class").GetInt32();
        return ModelId.TryParse(row.GetProperty("id").GetString(), out var id) && Enum.IsDefined(mofClass)
            ? new GapRow(id, row.TryGetProperty("task", out var task) ? task.GetString() : null, mofClass)
            : null;
    }
}
