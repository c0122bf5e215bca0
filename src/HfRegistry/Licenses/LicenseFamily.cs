namespace HfRegistry.Licenses;

/// <summary>The family of a license: from nothing known to hardly any condition.</summary>
internal enum LicenseFamily
{
    /// <summary>No license is stated.</summary>
    None,

    /// <summary>Stated, and not known: <c>other</c>, free text, ids of no family.</summary>
    Other,

    /// <summary>No commercial use, or no changes.</summary>
    NonCommercial,

    /// <summary>Named, with restrictions of use: the RAIL family, Llama, Gemma and other community licenses.</summary>
    UseRestricted,

    /// <summary>Whatever contains it comes under it too: GPL, AGPL, OSL.</summary>
    Copyleft,

    /// <summary>Changes of it come under it too: LGPL, MPL, EPL, CC-BY-SA.</summary>
    WeakCopyleft,

    /// <summary>Public domain, or as good as.</summary>
    PublicDomain,

    /// <summary>Name the authors, and do as you like: MIT, BSD, Apache, CC-BY.</summary>
    Permissive,
}

/// <summary>The families' names in configuration files and output.</summary>
internal static class LicenseFamilies
{
    private static readonly (LicenseFamily Family, string Name)[] Names =
    [
        (LicenseFamily.None, "none"),
        (LicenseFamily.Other, "other"),
        (LicenseFamily.NonCommercial, "non-commercial"),
        (LicenseFamily.UseRestricted, "use-restricted"),
        (LicenseFamily.Copyleft, "copyleft"),
        (LicenseFamily.WeakCopyleft, "weak-copyleft"),
        (LicenseFamily.PublicDomain, "public-domain"),
        (LicenseFamily.Permissive, "permissive"),
    ];

    /// <summary>Gets the names of all families.</summary>
    public static IEnumerable<string> AllNames => Names.Select(static row => row.Name);

    /// <summary>Returns a family's name: lower case, words joined by a hyphen.</summary>
    public static string NameOf(LicenseFamily family) => Names.First(row => row.Family == family).Name;

    /// <summary>Reads a family's name.</summary>
    /// <param name="text">The name; its case does not count.</param>
    /// <param name="family">The family, when the result is true.</param>
    /// <returns>False when no family has the name.</returns>
    public static bool TryParse(string? text, out LicenseFamily family)
    {
        var index = Array.FindIndex(Names, row => string.Equals(row.Name, text, StringComparison.OrdinalIgnoreCase));
        family = index < 0 ? LicenseFamily.None : Names[index].Family;
        return index >= 0;
    }

    /// <summary>Reads a family's name that is known to be one.</summary>
    /// <exception cref="FormatException">No family has the name.</exception>
    public static LicenseFamily Parse(string text) =>
        TryParse(text, out var family) ? family : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not a license family.");
}
