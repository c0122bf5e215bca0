using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Mof.Classification;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.Rules;

namespace HfRegistry.Mof.Drafting;

/// <summary>The checklist for a review of a draft.</summary>
internal static class DraftChecklist
{
    private const int SureEnough = 80;

    public static ImmutableArray<string> Of(ModelEvidence evidence, ReleaseLicense license, ImmutableArray<DraftedComponent> components, MofDocument document) =>
    [
        .. ForClass(components, document),
        .. License(license),
        .. evidence.CardMissing is { } why ? [$"read the card yourself: {why}"] : Array.Empty<string>(),
        .. evidence.Repository?.Source is { IsTreeCut: true } cut ? [$"look for other code in {cut.Name}: GitHub lists only a part of its files"] : Array.Empty<string>(),
        .. components.Where(static component => component.Confidence < SureEnough)
            .Select(static component => string.Create(CultureInfo.InvariantCulture, $"check {component.Component.Name} ({component.Confidence} %)")),
        .. components.Where(static component => component.Best.License is { Name: null }).Select(static component => $"find the license of {component.Component.Name}: {component.Best.License!.Evidence.Statement}"),
        .. document.Date is null ? ["fill in the date: the Hub names none"] : new[] { $"check the date {document.Date.Text}" },
        .. Required(components),
    ];

    // What alone keeps the draft from a class comes first.
    private static IEnumerable<string> ForClass(ImmutableArray<DraftedComponent> components, MofDocument document) => DraftClass.LookUps(document, components)
        .Select(component => $"look up the license of {component.Component.Name} at {component.Best.License!.LookUp}: with an open one the draft has {MofClassification.LabelOf(DraftClass.Reachable(document, components))}");

    private static IEnumerable<string> License(ReleaseLicense license) => license.Name is null ? [$"find the license: {license.Evidence.Statement}"]
        : license.Evidence.Confidence < DraftEvidence.SureMetadata ? [$"check the license {license.Name}: {license.Evidence.Statement}"]
        : [];

    private static IEnumerable<string> Required(ImmutableArray<DraftedComponent> components)
    {
        var missing = MofComponent.All.Where(component => component.IsRequired && components.All(found => found.Component != component)).Select(static component => component.Name).ToList();
        if (missing.Count > 0)
            yield return $"look for what was not found: {string.Join(", ", missing)}";
    }
}
