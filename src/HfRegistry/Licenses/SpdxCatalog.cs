using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Licenses;

/// <summary>Every id of the SPDX license list, deprecated ones included. Where the facts come from: <c>docs/data-sources.md</c>.</summary>
internal static class SpdxCatalog
{
    private static readonly FrozenDictionary<string, SpdxLicense> ById = Read();

    /// <summary>Gets every license, in the order of the ids.</summary>
    public static ImmutableArray<SpdxLicense> All { get; } = [.. ById.Values.OrderBy(static license => license.Id)];

    /// <summary>Returns the license of an id in its exact spelling, or null.</summary>
    public static SpdxLicense? Find(string? id) => id is null ? null : ById.GetValueOrDefault(id);

    /// <summary>Returns the license of an id.</summary>
    [SuppressMessage("Design", "CA1043", Justification = "An id is the natural index of a catalog.")]
    public static SpdxLicense Of(SpdxId id) => ById[id.ToString()];

    /// <summary>
    /// Returns the id that stands for a deprecated one without another meaning: <c>GPL-3.0</c> is <c>GPL-3.0-only</c>, <c>GPL-3.0+</c> is <c>GPL-3.0-or-later</c>. Every
    /// other text is returned as it is.
    /// </summary>
    [return: NotNullIfNotNull(nameof(id))]
    public static string? Current(string? id)
    {
        if (id is null || Find(id) is not { IsDeprecated: true })
            return id;
        var current = id.EndsWith('+') ? $"{id[..^1]}-or-later" : $"{id}-only";
        return Find(current) is null ? id : current;
    }

    private static FrozenDictionary<string, SpdxLicense> Read()
    {
        var families = LicenseData.Read("license_families.json", LicenseData.Default.DictionaryStringStringArray)
            .SelectMany(static row => row.Value.Select(id => (Id: id, Family: LicenseFamilies.Parse(row.Key))))
            .ToDictionary(static row => row.Id, static row => row.Family, StringComparer.Ordinal);
        return LicenseData.Read("spdx_licenses.json", LicenseData.Default.LicenseFile).Licenses
            .ToFrozenDictionary(static row => row.Key, row => LicenseOf(row.Key, row.Value, families.GetValueOrDefault(row.Key, LicenseFamily.Other)), StringComparer.Ordinal);
    }

    private static SpdxLicense LicenseOf(string id, LicenseRow row, LicenseFamily family) => new(new SpdxId(id), row.Name, family)
    {
        IsOsiApproved = row.Flags.Contains("osi"),
        IsFsfLibre = row.Flags.Contains("fsf"),
        IsDeprecated = row.Flags.Contains("deprecated"),
        IsOpenData = row.Flags.Contains("open-data"),
        IsSpecial = row.Flags.Contains("special"),
        IsOpen = row.Flags.Contains("open"),
        IsInSpdxList = !row.Flags.Contains("not-spdx"),
        Uses = (row.Flags.Contains("code") ? LicenseUses.Code : 0) | (row.Flags.Contains("document") ? LicenseUses.Document : 0)
            | (row.Flags.Contains("data") ? LicenseUses.Data : 0),
    };
}
