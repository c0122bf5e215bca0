using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Licenses;

namespace HfRegistry.Snapshots;

/// <summary>The licenses that a model's tags and its card's metadata state together.</summary>
internal static class StatedLicenses
{
    /// <summary>Returns the licenses as one fact, without the terms of files.</summary>
    /// <param name="info">The Hub's facts.</param>
    /// <param name="metadata">The card's metadata.</param>
    public static LicenseSet Of(HubModel info, CardValue metadata) => LicenseSet.Of(info.LicenseTags.AddRange(metadata.Texts("license")), NameOf(metadata));

    /// <summary>Returns the licenses of a snapshot with the terms that files put the weights under; null when the Hub did not tell its facts.</summary>
    public static LicenseSet? Of(ModelSnapshot snapshot)
    {
        if (snapshot.Info.Value is not { } info)
            return null;
        // Metadata that the Hub could not parse, the card itself has.
        var card = info.CardData is null && snapshot.Card.Value is { } text ? ModelCard.Parse(text) : null;
        return Of(info, CardMetadata.Of(info, card)).WithTermsOf(info.Files.Select(static file => file.Path));
    }

    /// <summary>Returns <c>license_name</c>: what the metadata call a license of its own, or null.</summary>
    public static string? NameOf(CardValue metadata) => metadata["license_name"]?.Text;
}
