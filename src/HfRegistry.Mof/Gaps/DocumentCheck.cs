using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Validation;

namespace HfRegistry.Mof.Gaps;

/// <summary>The state of a document compared with the Hub.</summary>
internal enum DocumentState
{
    /// <summary>Nothing has changed.</summary>
    Current,

    /// <summary>The Hub's license is another, or the repository has changed since the document's date.</summary>
    Stale,

    /// <summary>The model has another id now.</summary>
    Renamed,

    /// <summary>The model does not exist, is private, or was disabled.</summary>
    Gone,

    /// <summary>The document's <c>huggingface</c> names no model.</summary>
    NoModel,

    /// <summary>The Hub could not be asked.</summary>
    Unknown,
}

/// <summary>A document against the Hub's facts.</summary>
/// <param name="Document">The document.</param>
/// <param name="State">How it stands.</param>
/// <param name="CurrentId">The id that the Hub answers with, or null.</param>
/// <param name="Reasons">What has changed, as clauses; printable.</param>
internal sealed record DocumentCheck(CollectedDocument Document, DocumentState State, ModelId? CurrentId, ImmutableArray<string> Reasons)
{
    private static readonly MofComponent Weights = MofComponent.Find("Model parameters (Final)")!;

    /// <summary>Gets the bug of this program that kept the document from being compared, or null.</summary>
    public HubError.Unexpected? Bug { get; init; }

    /// <summary>Returns the check of a document whose model the Hub answered for.</summary>
    public static DocumentCheck Of(CollectedDocument document, HubModel model)
    {
        IEnumerable<string?> all =
        [
            model.Id == document.Id ? null : $"{document.Id} is {model.Id} now",
            LicenseChange(document.Document, model),
            ContentChange(document.Document, model),
        ];
        ImmutableArray<string> reasons = [.. all.OfType<string>()];
        return new DocumentCheck(document, model.Id != document.Id ? DocumentState.Renamed : reasons.IsEmpty ? DocumentState.Current : DocumentState.Stale, model.Id, reasons);
    }

    /// <summary>Returns the check of a document whose model the Hub does not give.</summary>
    public static DocumentCheck Of(CollectedDocument document, HubError error) =>
        new(document, error is HubError.NotFound or HubError.Disabled ? DocumentState.Gone : DocumentState.Unknown, null, [error.Message]);

    /// <summary>Returns the check of a document that names something else than a model.</summary>
    public static DocumentCheck OfNoModel(CollectedDocument document) =>
        new(document, DocumentState.NoModel, null, [$"'{TextSanitizer.Sanitize(document.Document.HuggingFace?.Text)}' names no model"]);

    /// <summary>Returns the license of the weights as the document has it, else that of the whole release; null when it has none.</summary>
    internal static string? LicenseOf(MofDocument document) =>
        MofClassifier.Classify(document, MofReading.Normalized).Of(Weights)?.License is { Length: > 0 } own ? own
        : document.LicenseOf(MofReleaseLicense.Distribution)?.Name is { IsBlank: false } name ? name.Text
        : null;

    private static string? LicenseChange(MofDocument document, HubModel model)
    {
        // What the Hub does not say, or says in words that nobody knows, contradicts nothing.
        if (ClassEstimate.LicenseOf(model) is not { Name: { } now } || LicenseOf(document) is not { } written)
            return null;
        var reading = LicenseNames.Normalize(written);
        return string.Equals(reading.Name ?? written, now, StringComparison.OrdinalIgnoreCase) ? null : $"the Hub's license is {TextSanitizer.Sanitize(now)}, the document's {TextSanitizer.Sanitize(written)}";
    }

    private static string? ContentChange(MofDocument document, HubModel model)
    {
        if (document.Source is { } source && DraftText.Read(source.Text) is { Revision: { } drafted } && Revision.TryParse(drafted, out var commit))
            return model.Sha is { } head && head != commit ? $"the repository has changed since the draft's revision {commit.ToString()[..12]}" : null;
        return document.Date is { } date && Days.TryParse(date.Text, out var day) && model.LastModified is { } changed && DateOnly.FromDateTime(changed.UtcDateTime) > day
            ? $"the repository, and maybe its card, changed on {IsoDate.Format(changed)}, after the document's date {IsoDate.Format(day)}"
            : null;
    }
}
