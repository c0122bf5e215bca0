using HfRegistry.Hub;
using HfRegistry.Licenses;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Evidence;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Rules;

/// <summary>The datasets that the metadata declare, with their own licenses, and their own cards as data cards.</summary>
internal static class DatasetRule
{
    private const int MostNames = 8;

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            yield break;
        var declared = evidence.Facts.DeclaredDatasets;
        if (declared.IsEmpty)
            yield break;
        var address = AddressOf(evidence, declared[0]);
        yield return new ComponentFinding(
            Components.Datasets, DraftEvidence.Of(DraftEvidence.Metadata, $"metadata datasets: {string.Join(", ", declared.Take(MostNames))}"), address)
        {
            License = LicenseOf(evidence, declared.Length),
        };
        if (evidence.Datasets.FirstOrDefault(static dataset => HasCard(dataset.Facts.Value)) is not { } described)
            yield break;
        yield return new ComponentFinding(
            Components.DataCard, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"dataset {described.Name} has a card"), AddressOf(evidence, described.Name))
        {
            License = OneLicense(described),
        };
    }

    // Only what the Hub knows has an address on it: people also write names of datasets that are elsewhere.
    private static string? AddressOf(ModelEvidence evidence, string name) =>
        evidence.Datasets.FirstOrDefault(dataset => dataset.Name == name)?.Facts.Value is { } facts ? HubPage.OfDataset(facts.Id) : null;

    // One license can be written for the component: only where every dataset has the same one is it known.
    private static ComponentLicense LicenseOf(ModelEvidence evidence, int declared)
    {
        var readings = evidence.Datasets.Select(static dataset => LicenseOf(dataset).Id).ToList();
        var told = string.Join(", ", evidence.Datasets.Select(static dataset => $"{dataset.Name}: {Told(dataset)}"));
        return readings.Count == declared && readings[0] is { } id && readings.All(reading => reading == id)
            ? new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.Metadata, $"the datasets' own metadata: {told}"))
            : new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, told.Length == 0 ? "the Hub was not asked for the datasets' licenses" : $"no one license is known of all of them: {told}{(readings.Count < declared ? $", {declared - readings.Count} not asked for" : "")}"));
    }

    private static ComponentLicense OneLicense(DeclaredDataset dataset) => LicenseOf(dataset).Id is { } id
        ? new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.Metadata, $"dataset {dataset.Name}: {id}"))
        : new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, $"dataset {dataset.Name}: {Told(dataset)}"));

    private static bool HasCard(HubDataset? facts) => facts is not null && (facts.CardData is not null || !string.IsNullOrWhiteSpace(facts.Description));

    private static LicenseReading LicenseOf(DeclaredDataset dataset) => dataset.Facts.Value is { } facts ? LicenseSet.Of(facts.LicenseTags, null).Deciding : LicenseReading.NoLicense;

    // A dataset that cannot be had leaves its license unknown; the model's draft is still worth having.
    private static string Told(DeclaredDataset dataset) => dataset.Facts switch
    {
        { UnknownBecause: { } why } => TextSanitizer.Sanitize(why),
        { IsAbsent: true } => DeclaredDatasets.IdOf(dataset.Name) is null ? "no dataset of the Hub" : "not on the Hub",
        _ => Told(LicenseOf(dataset)),
    };

    private static string Told(LicenseReading license) => license switch
    {
        { Id: { } id } => id.ToString(),
        { Name: { } name } => name,
        { Spelling: LicenseSpelling.None } => "no license stated",
        _ => "a license that is not known",
    };
}
