using System.Collections.Immutable;
using HfRegistry.Licenses;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>The datasets that the metadata declare, with their own licenses, and their own cards as data cards.</summary>
internal static class DatasetRule
{
    private const int MostNames = 8;
    private const string Tag = "dataset:";

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            yield break;
        var declared = Declared(evidence);
        if (declared.IsEmpty)
            yield break;
        var address = AddressOf(evidence, declared[0]);
        yield return new ComponentFinding(
            Components.Datasets, DraftEvidence.Of(DraftEvidence.Metadata, $"metadata datasets: {string.Join(", ", declared.Take(MostNames))}"), address)
        {
            License = LicenseOf(evidence, declared.Length),
        };
        if (evidence.Datasets.FirstOrDefault(static dataset => dataset.HasCard) is not { } described)
            yield break;
        yield return new ComponentFinding(
            Components.DataCard, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"dataset {described.Id} has a card"), AddressOf(evidence, described.Id))
        {
            License = OneLicense(described),
        };
    }

    /// <summary>Returns the datasets that the metadata or the tags name, each once, in their order.</summary>
    public static ImmutableArray<string> Declared(ModelEvidence evidence) =>
    [
        .. evidence.Metadata.Texts("datasets")
            .Concat(evidence.Info.Tags.Where(static tag => tag.StartsWith(Tag, StringComparison.Ordinal)).Select(static tag => tag[Tag.Length..]))
            .Where(static name => name.Trim().Length > 0).Select(static name => TextSanitizer.Sanitize(name.Trim())).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    // Only what the Hub knows has an address on it: people also write names of datasets that are elsewhere.
    private static string? AddressOf(ModelEvidence evidence, string name) =>
        evidence.Datasets.FirstOrDefault(dataset => dataset.Id == name)?.Facts is { } facts ? HubPage.OfDataset(facts.Id) : null;

    // One license can be written for the component: only where every dataset has the same one is it known.
    private static ComponentLicense LicenseOf(ModelEvidence evidence, int declared)
    {
        var readings = evidence.Datasets.Select(static dataset => (dataset.Id, Name: dataset.License.Id?.ToString())).ToList();
        var told = string.Join(", ", evidence.Datasets.Select(static dataset => $"{dataset.Id}: {Told(dataset)}"));
        return readings.Count == declared && readings[0].Name is { } name && readings.All(reading => reading.Name == name)
            ? new ComponentLicense(name, DraftEvidence.Of(DraftEvidence.Metadata, $"the datasets' own metadata: {told}"))
            : new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, told.Length == 0 ? "the Hub was not asked for the datasets' licenses" : $"no one license is known of all of them: {told}{(readings.Count < declared ? $", {declared - readings.Count} not asked for" : "")}"));
    }

    private static ComponentLicense OneLicense(DatasetEvidence dataset) => dataset.License.Id is { } id
        ? new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.Metadata, $"dataset {dataset.Id}: {id}"))
        : new ComponentLicense(null, DraftEvidence.Of(DraftEvidence.Weak, $"dataset {dataset.Id}: {Told(dataset)}"));

    private static string Told(DatasetEvidence dataset) => dataset.Missing ?? dataset.License switch
    {
        { Id: { } id } => id.ToString(),
        { Name: { } name } => name,
        { Spelling: LicenseSpelling.None } => "no license stated",
        _ => "a license that is not known",
    };
}
