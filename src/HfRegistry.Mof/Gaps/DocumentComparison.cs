using System.Collections.Immutable;
using HfRegistry.Licenses;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Gaps;

/// <summary>The comparison of a component with today's evidence.</summary>
internal enum ComponentStanding
{
    /// <summary>The document lists it, and something on the Hub speaks for it.</summary>
    Supported,

    /// <summary>Both have it, under different licenses.</summary>
    LicenseDiffers,

    /// <summary>The document does not list it, and something on the Hub speaks for it.</summary>
    NotListed,

    /// <summary>The document lists it, and the card denies it or its file is gone.</summary>
    Contradicted,

    /// <summary>The document lists it, and nothing on the Hub speaks for it or against it.</summary>
    NoEvidence,
}

/// <summary>A component of a document against today's evidence.</summary>
/// <param name="Component">The component.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="DocumentLicense">Its license in the document, normalized; null for none.</param>
/// <param name="HubLicense">Its license by the evidence; null when none is known.</param>
/// <param name="Evidence">What speaks for it or against it; printable.</param>
internal sealed record ComparedComponent(MofComponent Component, ComponentStanding Standing, string? DocumentLicense, string? HubLicense, ImmutableArray<string> Evidence)
{
    /// <summary>Gets whether the document should change.</summary>
    public bool IsDifference => Standing is ComponentStanding.LicenseDiffers or ComponentStanding.NotListed or ComponentStanding.Contradicted;
}

/// <summary>A field of the release that differs.</summary>
/// <param name="Field">The field, such as <c>license.distribution</c>.</param>
/// <param name="Document">What the document says; null for nothing.</param>
/// <param name="Hub">What the Hub says.</param>
/// <param name="Evidence">What that rests on; printable.</param>
internal sealed record FieldDifference(string Field, string? Document, string Hub, string Evidence);

/// <summary>A document against today's evidence of the Hub. Pure: equal evidence gives an equal comparison.</summary>
/// <param name="Id">The model, as the Hub spells it.</param>
/// <param name="Revision">The commit that the evidence is of, or null.</param>
/// <param name="Fields">The fields of the release that differ.</param>
/// <param name="Components">The components that the document lists or the evidence shows, in a document's order.</param>
/// <param name="Unread">Why the card could not be read, or null: then only files and metadata spoke.</param>
internal sealed record DocumentComparison(ModelId Id, Revision? Revision, ImmutableArray<FieldDifference> Fields, ImmutableArray<ComparedComponent> Components, string? Unread)
{
    /// <summary>Gets the old ids of the model that were asked for or that the document names. One that was asked for alone is no fault of the document.</summary>
    public ImmutableArray<ModelId> RenamedFrom { get; init; } = [];

    /// <summary>Gets whether anything in the document should change.</summary>
    public bool HasDifferences => !Fields.IsEmpty || Components.Any(static component => component.IsDifference);

    /// <summary>Compares.</summary>
    /// <param name="document">The document.</param>
    /// <param name="formerIds">Old ids for which the Hub answers with this model.</param>
    /// <param name="evidence">What is known of the model.</param>
    internal static DocumentComparison Of(MofDocument document, ImmutableArray<ModelId> formerIds, ModelEvidence evidence)
    {
        var release = LicenseRule.Find(evidence);
        var found = DraftRules.Find(evidence).ToDictionary(static drafted => drafted.Component);
        var classified = MofClassifier.Classify(document, MofReading.Normalized);
        var listed = document.Components.Where(static item => item.Component is not null).DistinctBy(static item => item.Component).ToDictionary(static item => item.Component!);
        var denied = StatementRule.Denied(evidence).ToLookup(static pair => pair.Component, static pair => pair.Evidence);
        return new DocumentComparison(
            evidence.Info.Id,
            evidence.Revision,
            [.. Differences(document, formerIds, evidence, release)],
            [.. MofComponent.All.Where(component => listed.ContainsKey(component) || found.ContainsKey(component)).Select(component => Judge(
                component, listed.GetValueOrDefault(component), found.GetValueOrDefault(component), classified.Of(component)?.License, release, [.. Against(component, listed, denied, formerIds, evidence)]))],
            evidence.CardMissing is { } missing ? TextSanitizer.Sanitize(missing) : null)
        {
            RenamedFrom = formerIds,
        };
    }

    private static IEnumerable<FieldDifference> Differences(MofDocument document, ImmutableArray<ModelId> formerIds, ModelEvidence evidence, ReleaseLicense release)
    {
        var now = evidence.Info.Id;
        if (HubAddress.Read(document.HuggingFace?.Text).Id is { } named && named != now)
            yield return new FieldDifference("huggingface", named.ToString(), now.ToString(), formerIds.Contains(named) ? $"the Hub answers for {named} with {now}" : $"{now} was asked for, which is another model");
        if (release.Name is { } license && document.LicenseOf(MofReleaseLicense.Distribution)?.Name is { IsBlank: false } written && !IsSame(written.Text, license))
            yield return new FieldDifference("license.distribution", TextSanitizer.Sanitize(written.Text), license, release.Evidence.ToString());
    }

    private static ComparedComponent Judge(
        MofComponent component, ListedComponent? listed, DraftedComponent? found, string? written, ReleaseLicense release, ImmutableArray<string> against)
    {
        var ofDocument = listed is null || string.IsNullOrEmpty(written) || written == ListedComponent.Unlicensed ? null : TextSanitizer.Sanitize(written);
        var ofHub = found is null ? null : found.Best.License is { } own ? own.Name : release.Of(component.Kind);
        ImmutableArray<string> speaks = found is null ? [] : [.. found.Findings.Select(static finding => finding.Evidence.ToString())];
        var standing = (listed, found) switch
        {
            (null, _) => ComponentStanding.NotListed,
            (_, null) when !against.IsEmpty => ComponentStanding.Contradicted,
            (_, null) => ComponentStanding.NoEvidence,
            _ when ofHub is not null && !IsSame(ofDocument, ofHub) => ComponentStanding.LicenseDiffers,
            _ => ComponentStanding.Supported,
        };
        return new ComparedComponent(component, standing, ofDocument, ofHub, standing == ComponentStanding.Contradicted ? against : speaks);
    }

    private static IEnumerable<string> Against(
        MofComponent component, Dictionary<MofComponent, ListedComponent> listed, ILookup<MofComponent, DraftEvidence> denied, ImmutableArray<ModelId> formerIds, ModelEvidence evidence)
    {
        if (listed.GetValueOrDefault(component)?.ComponentPath is { IsBlank: false } path && ModelRepositoryFile.Of(path.Text, [evidence.Info.Id, .. formerIds]) is { } file && !ModelRepositoryFile.Exists(file, evidence.Files))
            yield return $"the repository has no {TextSanitizer.Sanitize(file)}";
        foreach (var words in denied[component])
            yield return words.ToString();
    }

    private static bool IsSame(string? one, string other) =>
        one is not null && string.Equals(LicenseNames.Normalize(one).Name ?? one, LicenseNames.Normalize(other).Name ?? other, StringComparison.OrdinalIgnoreCase);
}
