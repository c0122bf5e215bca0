using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Automation.Branches;
using HfRegistry.Automation.Markdown;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Markdown;
using HfRegistry.Mof;
using HfRegistry.Mof.Gaps;
using HfRegistry.Refresh;

namespace HfRegistry.Automation.Documents;

/// <summary>
/// The text about gaps: all of it, with counts, in the summary of the step; in the pull request only what differs from the report on the base, so that
/// equal facts have an equal text.
/// </summary>
internal sealed class GapPullRequestBody(GapReport report, TreePath folder, BaseBranchSnapshot files, Uri hub)
{
    private readonly ImmutableArray<DocumentCheck> _behind = [.. report.Checks.Where(static check => check.State is not (DocumentState.Current or DocumentState.Unknown))];

    /// <summary>Gets the documents of models that are not where they were: only a person knows what becomes of these.</summary>
    public int NeedsReview => _behind.Count(static check => check.State is DocumentState.Renamed or DocumentState.Gone or DocumentState.NoModel);

    /// <summary>Gets how much is missing, and whether a person has to look.</summary>
    public string Headline => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Missing.Length} of {report.Listed} models with at least {report.Query.MinDownloads:#,0} downloads in 30 days {(report.Missing.Length == 1 ? "has" : "have")} no MOF document{(report.IsPartial ? ", as far as the Hub answered" : "")}. {Waiting}.");

    /// <summary>Returns the sections of the summary.</summary>
    public ImmutableArray<BodySection> Summary() =>
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
            [.. report.NearlyThere.Select(near => (ImmutableArray<string>)[File(near.Document), MofClassNames.Of(near.Class), MofClassNames.Of(near.Next), Step(near)])],
            85),
        .. BodyTable.Of(
            "Documents behind the Hub",
            ["document", "state", "why"],
            [.. _behind.Select(check => (ImmutableArray<string>)[File(check.Document), Word(check.State), MarkdownEscaper.Code(string.Join("; ", check.Reasons), 300)])],
            88),
        new("what was not checked", Unchecked(), 75),
    ];

    /// <summary>Returns the file that the repository keeps.</summary>
    public string File(GapReportFile kept) => kept.Text(
        report.NearlyThere.Select(near => $"{File(near.Document)}: {Step(near)}"),
        _behind.Select(check => $"{File(check.Document)}: {Word(check.State)}"));

    /// <summary>Returns the title: how many models the report lists anew, and how many not any more.</summary>
    public static string Title(GapReportFile before, GapReportFile after)
    {
        var (added, done) = (after.Rows.Keys.Except(before.Rows.Keys).ToList(), before.Rows.Keys.Except(after.Rows.Keys).ToList());
        string?[] parts = [Phrases.Count(added.Count, "model added", "models added"), Phrases.Count(done.Count, "model done", "models done")];
        return added.Count + done.Count == 0 ? "Update the MOF gap report" : $"Update the MOF gap report: {string.Join(", ", parts.OfType<string>())}";
    }

    /// <summary>Returns what the proposal changes in the report, and whether a person has to look.</summary>
    public string ProposalHeadline(GapReportFile before, GapReportFile after) => string.Create(
        CultureInfo.InvariantCulture,
        $"The report lists {Phrases.Count(after.Rows.Count, "model", "models") ?? "no model"} without a MOF document: {after.Rows.Keys.Except(before.Rows.Keys).Count()} added, {before.Rows.Keys.Except(after.Rows.Keys).Count()} done. {Waiting}.");

    /// <summary>Returns the sections of the pull request.</summary>
    public ImmutableArray<BodySection> Proposal(GapReportFile before, GapReportFile after) =>
    [
        new("the summary", ProposalHeadline(before, after), 100),
        .. BodyTable.Of("New in the report", ["model"], [.. after.Rows.Keys.Except(before.Rows.Keys).Order().Select(id => (ImmutableArray<string>)[HubLink.Of(id, hub)])], 90),
        .. BodyTable.Of("Done", ["model"], [.. before.Rows.Keys.Except(after.Rows.Keys).Order().Select(id => (ImmutableArray<string>)[HubLink.Of(id, hub)])], 80),
        .. BodyTable.Of("Documents behind the Hub", ["document", "state"], [.. _behind.Select(check => (ImmutableArray<string>)[File(check.Document), Word(check.State)])], 88),
        new(
            "how the report is kept",
            "### How the report is kept\n\nA model stays in the report until it has a document or `mof.ignore` in `hfregistry.json` excludes it. "
            + "Counts, dates and reasons are in the summary of the workflow run. They alone do not change the report.",
            60),
    ];

    private string Waiting => NeedsReview switch
    {
        0 => "No review needed",
        1 => "1 document needs review",
        var many => string.Create(CultureInfo.InvariantCulture, $"{many} documents need review"),
    };

    private IEnumerable<string> Cells(MissingModel model) =>
    [
        HubLink.Of(model.Id, hub),
        MarkdownEscaper.Code(model.Task),
        model.Priority.ToString().ToLowerInvariant(),
        RecordBuilder.Rounded(model.Downloads30d).ToString("#,0", CultureInfo.InvariantCulture),
        MofClassNames.Of(model.Estimate.Class),
        HubLink.Of(model.CopyOf?.Original.ToString(), hub),
    ];

    private string Maybe(MissingModel model) => model.Maybe is [var near, ..] ? $"{File(near.Document)}: {MarkdownEscaper.Code(near.Reason)}" : MarkdownTable.Nothing;

    private string File(CollectedDocument document) => MarkdownEscaper.Code(files.PathOf(document.File));

    private static string Step(NearlyThere near) => MarkdownEscaper.Code($"{near.Step.Component.Name}: {near.Step.Remedy}", 300);

    private static string Word(DocumentState state) => state switch
    {
        DocumentState.NoModel => "no model",
        _ => state.ToString().ToLowerInvariant(),
    };

    private string Unchecked()
    {
        var lines = new List<string> { "- The class that a model could reach is an estimate from the Hub's listing alone." };
        if (report.IsLimitReached)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- Only the {report.Query.Limit:#,0} most downloaded models were checked. More models have as many downloads."));
        if (!report.Ignored.IsEmpty)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- {report.Ignored.Length} {(report.Ignored.Length == 1 ? "model is" : "models are")} excluded by `mof.ignore`."));
        if (!report.Needless.IsEmpty)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- {report.Needless.Length} {(report.Needless.Length == 1 ? "model needs" : "models need")} no document: adapters, parts and helpers of others, quantized copies of unknown originals, models for tests."));
        foreach (var shared in report.Present.Where(static model => !model.Also.IsEmpty))
            lines.Add($"- {MarkdownEscaper.Code(shared.Id.ToString())} has more than one document: {string.Join(", ", shared.Also.Prepend(shared.Document).Select(File))}.");
        if (!report.Query.CheckDocuments)
            lines.Add($"- {MarkdownEscaper.Code(folder.ToString())} holds too many documents to compare each with the Hub.");
        if (report.Checks.Count(static check => check.State == DocumentState.Unknown) is > 0 and var unknown)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"- The Hub did not answer for {unknown} documents."));
        return $"### Not checked\n\n{string.Join('\n', lines)}";
    }
}
