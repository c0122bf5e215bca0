using System.Collections.Immutable;
using FuzzySharp;
using HfRegistry.Licenses;

namespace HfRegistry.Mof.Validation;

/// <summary>The meaning of a license in a document that is not an exact SPDX id.</summary>
internal sealed record MeantLicense
{
    private const int LongestId = 40;
    private const int ShortId = 6;

    private static readonly string[] Joints = [" OR ", " or ", " AND ", " and ", " WITH ", ",", ";", "/", "&", " | "];

    private static readonly MeantLicense Nothing = new();

    /// <summary>Gets the license, or null.</summary>
    public SpdxLicense? Id { get; private init; }

    /// <summary>Gets whether <see cref="Id"/> is what the text says, not a guess at a slip.</summary>
    public bool IsCertain { get; private init; }

    /// <summary>Gets whether the text may mean another version too, so that a person must choose: <c>PSF</c>, <c>GPLv3</c>, <c>OpenMDW</c>.</summary>
    public bool IsAmbiguous { get; private init; }

    /// <summary>Gets whether the text is another spelling of <c>unlicensed</c>.</summary>
    public bool IsUnlicensed { get; private init; }

    /// <summary>Gets the ids of an expression or a list.</summary>
    public ImmutableArray<SpdxId> Parts { get; private init; } = [];

    /// <summary>Reads a text.</summary>
    public static MeantLicense Of(string text)
    {
        if (string.Equals(text.Trim(), Documents.ListedComponent.Unlicensed, StringComparison.OrdinalIgnoreCase))
            return new MeantLicense { IsUnlicensed = true };
        if (LicenseNames.Normalize(text) is { Id: { } id } reading)
            return new MeantLicense { Id = SpdxCatalog.Of(id), IsCertain = true, IsAmbiguous = reading.IsAmbiguous };
        var parts = text.Length > 10 * LongestId ? [] : text.Trim('(', ')').Split(Joints, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > 1 && parts.Select(static part => LicenseNames.Normalize(part).Id).ToList() is var ids && ids.TrueForAll(static each => each is not null))
            return new MeantLicense { Parts = [.. ids.OfType<SpdxId>().Distinct()] };
        return Slip(text.Trim()) is { } near ? new MeantLicense { Id = near } : Nothing;
    }

    /// <summary>Returns the id from which a text differs by a letter or two, when there is one such id alone and the text is no license's name.</summary>
    private static SpdxLicense? Slip(string text)
    {
        if (text.Length is < 3 or > LongestId || LicenseNames.Normalize(text).Spelling != LicenseSpelling.Unknown)
            return null;
        var lower = text.ToLowerInvariant();
        var edits = text.Length < ShortId ? 1 : 2;
        var near = SpdxCatalog.All
            .Where(license => license is { IsDeprecated: false, IsInSpdxList: true } && Math.Abs(license.Id.ToString().Length - text.Length) <= edits)
            .Select(license => (License: license, Edits: Levenshtein.EditDistance(lower, license.Id.ToString().ToLowerInvariant())))
            .Where(pair => pair.Edits <= edits)
            .OrderBy(static pair => pair.Edits).ThenByDescending(static pair => pair.License.IsOpen).Take(2).ToList();
        return near switch
        {
            [var only] => only.License,
            [var best, var next] when best.Edits < next.Edits || best.License.IsOpen != next.License.IsOpen => best.License,
            _ => null,
        };
    }
}
