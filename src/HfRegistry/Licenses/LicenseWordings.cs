using System.Collections.Immutable;

namespace HfRegistry.Licenses;

/// <summary>
/// The restrictions in the name of an unknown license: <c>acme-non-commercial-license</c>. Whole words alone count, and they only ever restrict: a name makes
/// no license free.
/// </summary>
internal static class LicenseWordings
{
    private static readonly ImmutableArray<string> NonCommercial = [" nc ", " noncommercial ", " non commercial ", " research only ", " no derivatives "];
    private static readonly ImmutableArray<string> UseRestricted = [" rail ", " openrail "];

    /// <summary>Returns the family that the words name, or <see cref="LicenseFamily.Other"/>.</summary>
    public static LicenseFamily FamilyOf(string text)
    {
        if (LicenseKey.Of(text) is not { } key)
            return LicenseFamily.Other;
        var words = $" {key} ";
        return NonCommercial.Any(word => words.Contains(word, StringComparison.Ordinal)) ? LicenseFamily.NonCommercial
            : UseRestricted.Any(word => words.Contains(word, StringComparison.Ordinal)) ? LicenseFamily.UseRestricted
            : LicenseFamily.Other;
    }
}
