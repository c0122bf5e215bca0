using HfRegistry.Cards;
using HfRegistry.Licenses;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Finds the file whose text is the license of the weights.</summary>
internal static class LicenseFiles
{
    /// <summary>Returns the file that <c>license_link</c> names, else the one at the root whose name says it; null for none.</summary>
    public static string? Find(IReadOnlyCollection<string> files, CardValue metadata) =>
        (metadata["license_link"]?.Text is { } link ? files.FirstOrDefault(path => path == link || link.EndsWith("/" + path, StringComparison.Ordinal)) : null) ?? LicenseFileNames.Find(files);
}
