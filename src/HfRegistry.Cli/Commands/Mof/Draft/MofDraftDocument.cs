using System.Text.Json.Serialization;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>A component of a draft.</summary>
internal sealed record DraftComponentRow(string Name, int Confidence, IReadOnlyList<string> Evidence, string? Path, string? License, string? LicenseFrom)
{
    public static DraftComponentRow Of(DraftedComponent component, MofDraft draft) => new(
        component.Component.Name,
        component.Confidence,
        [.. component.Findings.Select(static finding => finding.Evidence.ToString())],
        component.Best.Path is { } path ? TextSanitizer.Sanitize(path) : null,
        component.Best.License is { } own ? own.Name : draft.License.Of(component.Component.Kind),
        component.Best.License is { } said ? said.Evidence.ToString() : draft.License.Evidence.ToString());
}

/// <summary>The outcome for a model.</summary>
internal sealed record DraftRow(string Id, string Status, string File)
{
    /// <summary>Gets of a duplicate: the id that the model has now.</summary>
    public string? SameAs { get; init; }

    public string? Name { get; init; }

    public string? Revision { get; init; }

    /// <summary>Gets the class that the evidence suggests, should a person confirm all of it: 0 none, 1 to 3.</summary>
    public int? Class { get; init; }

    public int? Confidence { get; init; }

    public string? License { get; init; }

    public string? Repository { get; init; }

    public IReadOnlyList<DraftComponentRow> Components { get; init; } = [];

    public IReadOnlyList<string> Checklist { get; init; } = [];

    public static DraftRow Of(DraftOutcome outcome)
    {
        var row = new DraftRow(outcome.Asked.ToString(), outcome.Status.ToString().ToLowerInvariant(), TextSanitizer.Sanitize(outcome.Path, int.MaxValue)) { SameAs = outcome.SameAs?.ToString() };
        return outcome.Draft is not { } draft ? row : row with
        {
            Name = draft.Id.Name,
            Revision = draft.Revision?.ToString(),
            Class = (int)MofClassifier.Classify(draft.Document).Class,
            Confidence = draft.Confidence,
            License = draft.License.Name,
            Repository = draft.Document.Repository?.Text,
            Components = [.. draft.Components.Select(component => DraftComponentRow.Of(component, draft))],
            Checklist = draft.Checklist,
        };
    }
}

/// <summary><c>mof draft</c>: what became of each model.</summary>
internal sealed record MofDraftDocument : Document
{
    public required IReadOnlyList<DraftRow> Drafts { get; init; }

    public required int Drafted { get; init; }

    public required int Unchanged { get; init; }

    public required int Kept { get; init; }

    public required int Dropped { get; init; }

    public required int Duplicates { get; init; }

    public required int Failed { get; init; }

    public required bool Partial { get; init; }

    public required long Requests { get; init; }

    public required long ElapsedMs { get; init; }

    public required IReadOnlyList<DiagnosticRow> Diagnostics { get; init; }
}

/// <summary>Writes the documents without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MofDraftDocument))]
internal sealed partial class MofDraftJson : JsonSerializerContext;
