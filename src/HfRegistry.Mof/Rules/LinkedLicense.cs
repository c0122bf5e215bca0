using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;

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
            ? new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.LooseMetadata, $"GitHub names {id} for {repository}"))
            : Unknown($"the license of {repository} is not part of the evidence") with { LookUp = known.Address };
    }

    private static ComponentLicense Unknown(string why) => new(null, DraftEvidence.Of(DraftEvidence.Weak, why));
}
