using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HfRegistry.Cli.Output;
using HfRegistry.Cli.Verbs.Mof;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof.Gaps;
using HfRegistry.Refresh;

namespace HfRegistry.Cli.Action.Documents;

/// <summary>A gap report as a text to read and as a file of the repository.</summary>
internal sealed class GapText(GapReport report, TreePath folder, BaseSnapshot files)
{
    private readonly ImmutableArray<DocumentCheck> _behind = [.. report.Checks.Where(static check => check.State is not (DocumentState.Current or DocumentState.Unknown))];

    /// <summary>How much is missing, in a sentence.</summary>
    public string Headline { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Missing.Length} of {report.Listed} models with at least {report.Query.MinDownloads:#,0} downloads in 30 days {(report.Missing.Length == 1 ? "has" : "have")} no MOF document{(report.IsPartial ? ", as far as the Hub answered" : "")}; nothing needs a human.");

    /// <summary>The sections, those that a person needs first with the most importance.</summary>
    public ImmutableArray<BodySection> Sections() =>
    [
        new("the summary", Headline, 100),
        .. BodyTable.Of(
            "Models without a document",
            ["model", "task", "priority", "downloads", "could reach", "copy of", "maybe"],
            [.. report.Missing.Select(model => (ImmutableArray<string>)[.. Cells(model), Maybe(model)])],
            90),
        .. BodyTable.Of(
            "One component from the next class",
            ["document", "class now", "next", "what to do"],
            [.. report.NearlyThere.Select(near => (ImmutableArray<string>)[File(near.Document), MofGapText.ClassName((int)near.Class), MofGapText.ClassName((int)near.Next), Inert.Code($"{near.Step.Component.Name}: {near.Step.Remedy}", 300)])],
            85),
        .. BodyTable.Of(
            "Documents behind the Hub",
            ["document", "state", "why"],
            [.. _behind.Select(check => (ImmutableArray<string>)[File(check.Document), Word(check.State), Inert.Code(string.Join("; ", check.Reasons), 300)])],
            88),
        new("what was not checked", Unchecked(), 75),
    ];

    /// <summary>
    /// The file that the repository keeps. It holds no count and no date, so that it changes when something is missing or found and not from
    /// week to week.
    /// </summary>
    public string File()
    {
        var text = new StringBuilder("<!-- Written by `hfregistry action`: what is changed here is written over. -->\n# Models without a MOF document\n");
        foreach (var priority in report.Missing.GroupBy(static model => model.Priority).OrderBy(static group => group.Key))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## Priority {priority.Key.ToString().ToLowerInvariant()}\n\n{Markdown.Head("model", "task", "could reach")}\n");
            foreach (var model in priority.OrderBy(static model => model.Id))
                text.Append(Markdown.Row(Inert.Code(model.Id.ToString()), Inert.Code(model.Task), MofGapText.ClassName((int)model.Estimate.Class))).Append('\n');
        }

        Append(text, "One component from the next class", report.NearlyThere.Select(near => $"{File(near.Document)}: {Inert.Code($"{near.Step.Component.Name}: {near.Step.Remedy}", 300)}"));
        Append(text, "Documents behind the Hub", _behind.Select(check => $"{File(check.Document)} ({Word(check.State)}): {Inert.Code(string.Join("; ", check.Reasons), 300)}"));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string title, IEnumerable<string> lines)
    {
        foreach (var (place, line) in lines.Index())
            text.Append(place == 0 ? $"\n## {title}\n\n" : "").Append("- ").Append(line).Append('\n');
    }

    private static IEnumerable<string> Cells(MissingModel model) =>
    [
        Inert.Code(model.Id.ToString()),
        Inert.Code(model.Task),
        model.Priority.ToString().ToLowerInvariant(),
        RecordBuilder.Rounded(model.Downloads30d).ToString("#,0", CultureInfo.InvariantCulture),
        MofGapText.ClassName((int)model.Estimate.Class),
        Inert.Code(model.CopyOf?.Original.ToString()),
    ];

    private string Maybe(MissingModel model) => model.Maybe is [var near, ..] ? $"{File(near.Document)}: {Inert.Code(near.Reason)}" : Markdown.Nothing;

    private string File(CollectedDocument document) => Inert.Code(files.PathOf(document.File));

    private static string Word(DocumentState state) => state switch
    {
        DocumentState.NoModel => "no model",
        _ => state.ToString().ToLowerInvariant(),
    };

    private string Unchecked()
    {
        var lines = new List<string> { "- The class that a model could reach is an estimate from the Hub's listing alone." };
        if (report.IsLimitReached)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- Only the {report.Query.Limit:#,0} most downloaded models were looked at; there are more above the threshold."));
        if (!report.Ignored.IsEmpty)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- {report.Ignored.Length} {(report.Ignored.Length == 1 ? "model is" : "models are")} left out by `mof.ignore`."));
        if (!report.Query.CheckDocuments)
            lines.Add($"- {Inert.Code(folder.ToString())} holds too many documents to ask the Hub about each.");
        if (report.Checks.Count(static check => check.State == DocumentState.Unknown) is > 0 and var unknown)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- The Hub did not answer for {unknown} documents."));
        return $"### Not checked\n\n{string.Join('\n', lines)}";
    }
}
