using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Gaps;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary>A document that may be of a model.</summary>
internal sealed record GapMaybeRow(string File, string Reason, int Likeness);

/// <summary>A copy of a model.</summary>
internal sealed record GapCopyRow(string Id, long Downloads, string Reason)
{
    public static IReadOnlyList<GapCopyRow> Of(IEnumerable<ModelCopy> copies) => [.. copies.Select(static copy => new GapCopyRow(copy.Id.ToString(), copy.Downloads30d, copy.Reason))];
}

/// <summary>A popular model without a document.</summary>
internal sealed record GapMissingRow(string Id, long Downloads, string Priority, string? Task, IReadOnlyList<GapMaybeRow> MatchedMaybe)
{
    /// <summary>Gets the class that the model could reach, by the listing alone: 0 none, 1 to 3.</summary>
    public required int CouldReach { get; init; }

    public required string CouldReachBecause { get; init; }

    public string EstimatedFrom { get; } = "listing";

    public required string? CopyOf { get; init; }

    public required IReadOnlyList<GapCopyRow> Copies { get; init; }

    public static GapMissingRow Of(MissingModel model, Func<string, string> shown) => new(
        model.Id.ToString(), model.Downloads30d, model.Priority.ToString().ToLowerInvariant(), model.Task is { } task ? TextSanitizer.Sanitize(task) : null,
        [.. model.Maybe.Select(near => new GapMaybeRow(shown(near.Document.File), near.Reason, near.Likeness))])
    {
        CouldReach = (int)model.Estimate.Class,
        CouldReachBecause = model.Estimate.Reason,
        CopyOf = model.CopyOf?.Original.ToString(),
        Copies = GapCopyRow.Of(model.Copies),
    };
}

/// <summary>A popular model with a document.</summary>
internal sealed record GapPresentRow(string Id, string File, string MatchedBy, long? Downloads, IReadOnlyList<string> Also, IReadOnlyList<GapCopyRow> Copies);

/// <summary>A document of no listed model.</summary>
internal sealed record GapUnlistedRow(string File, string? Id);

/// <summary>A document that one component brings into another class.</summary>
internal sealed record GapNearRow(string File, int Class, int NextClass, string Component, string Effort, string Remedy);

/// <summary>A document against the Hub.</summary>
internal sealed record GapCheckRow(string File, string? Id, string State, string? CurrentId, IReadOnlyList<string> Reasons);

/// <summary>A draft of a batch.</summary>
internal sealed record GapDraftRow(string Id, string Status, string File);

/// <summary>The outcome of a batch of drafts.</summary>
internal sealed record GapDraftsRow(int Drafted, int Refused, int Failed, int Unchanged, int AlreadyDrafted, int Left, bool Begun, IReadOnlyList<GapDraftRow> Models)
{
    public static GapDraftsRow Of(MofGapDrafts drafts, Func<string, string> shown)
    {
        var outcomes = drafts.Result?.Outcomes ?? [];
        int Count(DraftStatus status) => drafts.Result?.Count(status) ?? 0;

        return new GapDraftsRow(
            Count(DraftStatus.Drafted), Count(DraftStatus.Kept) + Count(DraftStatus.Dropped), Count(DraftStatus.Failed), Count(DraftStatus.Unchanged) + Count(DraftStatus.Duplicate), drafts.Batch.AlreadyDrafted, drafts.Batch.Left,
            drafts.Result is not null, [.. outcomes.Select(outcome => new GapDraftRow(outcome.Asked.ToString(), outcome.Status.ToString().ToLowerInvariant(), shown(outcome.Path)))]);
    }
}

/// <summary><c>mof gap</c>: popular models without a document.</summary>
internal sealed record MofGapDocument(IReadOnlyList<GapMissingRow> Missing, IReadOnlyList<GapPresentRow> Present) : Document
{
    public required bool Partial { get; init; }

    public required long Requests { get; init; }

    public required long ElapsedMs { get; init; }

    /// <summary>Gets the number of models that reach the threshold and were read.</summary>
    public required int Listed { get; init; }

    /// <summary>Gets the number of models that <c>mof.ignore</c> excludes.</summary>
    public required int Ignored { get; init; }

    public required int Needless { get; init; }

    public required long MinDownloads { get; init; }

    public required int Limit { get; init; }

    public required bool LimitReached { get; init; }

    public required string? Task { get; init; }

    public required IReadOnlyList<GapUnlistedRow> Unlisted { get; init; }

    public required IReadOnlyList<GapNearRow> NearlyThere { get; init; }

    /// <summary>Gets with <c>--check-documents</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<GapCheckRow>? Documents { get; init; }

    /// <summary>Gets with <c>--draft</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GapDraftsRow? Drafts { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }

    /// <summary>Returns the document of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="drafts">The batch, or null when none was asked for.</param>
    /// <param name="diagnostics">What was told.</param>
    /// <param name="shown">A path as readers know it.</param>
    public static MofGapDocument Of(GapReport report, MofGapDrafts? drafts, IEnumerable<Diagnostic> diagnostics, Func<string, string> shown)
    {
        string Path(string file) => TextSanitizer.Sanitize(shown(file), int.MaxValue);
        return new MofGapDocument(
            [.. report.Missing.Select(model => GapMissingRow.Of(model, Path))],
            [.. report.Present.Select(model => new GapPresentRow(model.Id.ToString(), Path(model.Document.File), model.MatchedBy.ToString().ToLowerInvariant(), model.Downloads30d, [.. model.Also.Select(document => Path(document.File))], GapCopyRow.Of(model.Copies)))])
        {
            Partial = report.IsPartial || drafts?.Result is { IsPartial: true },
            Requests = report.Requests,
            ElapsedMs = (long)(report.Elapsed + (drafts?.Result?.Elapsed ?? TimeSpan.Zero)).TotalMilliseconds,
            Listed = report.Listed,
            Ignored = report.Ignored.Length,
            Needless = report.Needless.Length,
            MinDownloads = report.Query.MinDownloads,
            Limit = report.Query.Limit,
            LimitReached = report.IsLimitReached,
            Task = report.Query.Task,
            Unlisted = [.. report.Unlisted.Select(document => new GapUnlistedRow(Path(document.File), document.Id?.ToString()))],
            NearlyThere = [.. report.NearlyThere.Select(near => new GapNearRow(
                Path(near.Document.File), (int)near.Class, (int)near.Next, near.Step.Component.Name, near.Step.Effort.ToString().ToLowerInvariant(), near.Step.Remedy))],
            Documents = !report.Query.CheckDocuments ? null : [.. report.Checks.Select(check => new GapCheckRow(
                Path(check.Document.File), check.Document.Id?.ToString(), check.State.ToString().ToLowerInvariant(), check.CurrentId?.ToString(), check.Reasons))],
            Drafts = drafts is null ? null : GapDraftsRow.Of(drafts, Path),
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
    }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MofGapDocument))]
internal sealed partial class MofGapJson : JsonSerializerContext;
