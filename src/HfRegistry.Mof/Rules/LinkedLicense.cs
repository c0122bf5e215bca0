using HfRegistry.Cards.Language;
using HfRegistry.Licenses;
using HfRegistry.Mof.Evidence;
using HfRegistry.Snapshots;

namespace HfRegistry.Mof.Rules;

/// <summary>The license of what a card links to.</summary>
internal static class LinkedLicense
{
    /// <summary>Returns the source repository's license where the address is that; else nothing is known.</summary>
    public static ComponentLicense At(Place? place, ModelEvidence evidence)
    {
        if (place is null)
            return Unknown("the card tells of no place");
        if (evidence.Repository is not { } known || place.Repository is not { } repository || !known.Address.EndsWith("/" + repository, StringComparison.OrdinalIgnoreCase))
            return Unknown("the license of what is linked is not part of the evidence") with { LookUp = place.IsAddress ? place.Address : null };
        return known.License is { } id
            ? new ComponentLicense(id.ToString(), known.Source is { } source ? EvidenceOf(id, source) : Named(id, repository))
            : Unknown($"the license of {repository} is not part of the evidence") with { LookUp = known.Address };
    }

    /// <summary>Returns what the license of a repository's code rests on: a file that GitHub does not name, else GitHub.</summary>
    public static DraftEvidence EvidenceOf(SpdxId license, SourceRepository source) =>
        source.License != license && source.LicenseFiles.FirstOrDefault(file => file.License == license) is { } file
            ? DraftEvidence.Of(DraftEvidence.SureMetadata, $"file {file.Path} of {source.Name} has the text of {license}")
            : Named(license, source.Name);

    private static DraftEvidence Named(SpdxId license, string repository) => DraftEvidence.Of(DraftEvidence.LooseMetadata, $"GitHub names {license} for {repository}");

    private static ComponentLicense Unknown(string why) => new(null, DraftEvidence.Of(DraftEvidence.Weak, why));
}
