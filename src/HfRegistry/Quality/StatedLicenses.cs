using HfRegistry.Cards;
using HfRegistry.Hub;
using HfRegistry.Licenses;

namespace HfRegistry.Quality;

/// <summary>The licenses that a model's tags, its card's metadata and its files state together.</summary>
internal static class StatedLicenses
{
    /// <summary>Returns the licenses as one fact.</summary>
    /// <param name="info">The Hub's facts.</param>
    /// <param name="metadata">The card's metadata.</param>
    public static LicenseSet Of(HubModel info, CardValue metadata) =>
        LicenseSet.Of(info.LicenseTags.AddRange(metadata.Texts("license")), NameOf(metadata)).WithTermsOf(info.Files.Select(static file => file.Path));

    /// <summary>Returns <c>license_name</c>: what the metadata call a license of its own, or null.</summary>
    public static string? NameOf(CardValue metadata) => metadata["license_name"]?.Text;
}
