namespace HfRegistry.Licenses;

/// <summary>The spelling of a license.</summary>
internal enum LicenseSpelling
{
    /// <summary>No license: blank, <c>unlicensed</c>, <c>none</c>.</summary>
    None,

    /// <summary>An SPDX id as it stands.</summary>
    Exact,

    /// <summary>A keyword of the Hub, such as <c>apache-2.0</c>.</summary>
    HubKeyword,

    /// <summary>An SPDX id but for case and separators, such as <c>Mit</c> or <c>Apache 2.0</c>.</summary>
    NearId,

    /// <summary>The license's full name, such as <c>MIT License</c>, or another common name of it.</summary>
    CommonName,

    /// <summary>A license that is known, or a family of licenses, that has no SPDX id: <c>llama3.1</c>, <c>openrail</c>, <c>bsd</c>.</summary>
    Named,

    /// <summary>Nothing that we know: <c>other</c>, <c>unknown</c>, free text.</summary>
    Unknown,
}

/// <summary>The license that a text means.</summary>
/// <param name="Id">The SPDX id, or null where the text is none and stands for none.</param>
/// <param name="Family">What the license allows, roughly.</param>
/// <param name="Spelling">How the text was understood.</param>
/// <param name="Name">The id, or the usual name of a license without one; null when the text is not understood or says none.</param>
internal sealed record LicenseReading(SpdxId? Id, LicenseFamily Family, LicenseSpelling Spelling, string? Name)
{
    /// <summary>No license is stated.</summary>
    public static readonly LicenseReading NoLicense = new(null, LicenseFamily.None, LicenseSpelling.None, null);

    /// <summary>Gets whether it names several licenses at once, such as <c>bsd</c> or <c>gpl</c>: which one is not said.</summary>
    public bool IsFamilyName { get; init; }

    /// <summary>Gets whether the text may mean another version of the license: <c>PSF</c>, and <c>GPLv3</c>, which says neither "only" nor "or later".</summary>
    public bool IsAmbiguous { get; init; }

    /// <summary>A license is stated, and nobody here knows it.</summary>
    public static readonly LicenseReading NotUnderstood = new(null, LicenseFamily.Other, LicenseSpelling.Unknown, null);
}
