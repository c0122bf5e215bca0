using System.Collections.Frozen;

namespace HfRegistry.Licenses;

/// <summary>
/// Reads what people write for a license. The tables are exact: no text is searched for a part of a name, since "unlicensed" holds "unlicense",
/// "agpl" holds "gpl" and "limited" holds "mit".
/// </summary>
internal static class LicenseNames
{
    private const string CreativeCommons = "Creative Commons ";
    private const int LongestNameWithShort = 200;

    private static readonly NameFile Names = LicenseData.Read("license_names.json", LicenseData.Default.NameFile);

    private static readonly FrozenDictionary<string, LicenseReading> Keywords = Names.Hub.ToFrozenDictionary(
        static row => row.Key,
        static row => Known(SpdxCatalog.Of(SpdxId.Parse(row.Value)), LicenseSpelling.HubKeyword) with { IsAmbiguous = Names.Ambiguous.Contains(row.Key) },
        StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, LicenseReading> Readings = ReadingsOf(Names).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Gets the keywords that the Hub offers for licenses with an SPDX id.</summary>
    public static IReadOnlyCollection<string> HubKeywords => Keywords.Keys;

    /// <summary>Reads a license's id or name.</summary>
    /// <param name="text">What stands in a card, a tag or a document.</param>
    /// <returns>What it says; never null, and never an id that the text does not stand for as a whole.</returns>
    public static LicenseReading Normalize(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return LicenseReading.NoLicense;
        if (SpdxCatalog.Find(trimmed) is { } exact)
            return Known(exact, LicenseSpelling.Exact);
        if (Keywords.TryGetValue(trimmed, out var keyword))
            return keyword;
        if (LicenseKey.Of(trimmed) is not { } key)
            return LicenseReading.NotUnderstood;
        return Readings.GetValueOrDefault(key)
            ?? (LicenseKey.WithoutLicenseWord(key) is { } shorter ? Readings.GetValueOrDefault(shorter) : null)
            ?? Otherwise(trimmed);
    }

    // An address names a license, and "MIT License (MIT)" names one twice; two that differ are two licenses.
    private static LicenseReading Otherwise(string text)
    {
        if (LicenseAddress.NameAt(text) is { } name)
            return Normalize(name);
        var open = text.LastIndexOf('(');
        if (open <= 0 || text[^1] != ')' || text.Length > LongestNameWithShort)
            return LicenseReading.NotUnderstood;
        var (whole, shorter) = (Normalize(text[..open]), Normalize(text[(open + 1)..^1]));
        return whole.Name is not null && whole.Name == shorter.Name ? whole : LicenseReading.NotUnderstood;
    }

    private static Dictionary<string, LicenseReading> ReadingsOf(NameFile names)
    {
        var readings = new Dictionary<string, LicenseReading>(StringComparer.Ordinal);

        // What comes first stays: a spelling that we chose by hand before a name of the list, an id in use before a deprecated one.
        foreach (var none in names.None)
            readings.TryAdd(none, LicenseReading.NoLicense);
        foreach (var (name, row) in names.Named)
        {
            var reading = new LicenseReading(null, LicenseFamilies.Parse(row.Family), LicenseSpelling.Named, name) { IsFamilyName = names.Families.Contains(name) };
            foreach (var spelling in row.Spellings)
                readings.Add(spelling, reading);
        }

        foreach (var (keyword, reading) in Keywords)
            Add(keyword, reading with { Spelling = LicenseSpelling.NearId });
        foreach (var (id, spellings) in names.Near)
        {
            foreach (var spelling in spellings)
            {
                var reading = Known(SpdxCatalog.Of(SpdxId.Parse(id)), LicenseSpelling.CommonName);
                readings.TryAdd(spelling, reading with { IsAmbiguous = names.Ambiguous.Contains(spelling) || IsSilentOnVersions(id, spelling) });
            }
        }

        var listed = SpdxCatalog.All.Where(static license => license.IsInSpdxList).OrderBy(static license => license.IsDeprecated).ToList();
        foreach (var license in listed)
            Add(license.Id.ToString(), Known(license, LicenseSpelling.NearId));
        foreach (var license in listed)
        {
            Add(license.Name, Known(license, LicenseSpelling.CommonName));

            // Creative Commons itself writes its terms in one word each, and heads its deeds without its name.
            var terms = license.Name.Replace("Non Commercial", "NonCommercial", StringComparison.Ordinal).Replace("No Derivatives", "NoDerivatives", StringComparison.Ordinal).Replace("Share Alike", "ShareAlike", StringComparison.Ordinal);
            Add(terms, Known(license, LicenseSpelling.CommonName));
            if (terms.StartsWith(CreativeCommons, StringComparison.Ordinal))
                Add(terms[CreativeCommons.Length..], Known(license, LicenseSpelling.CommonName));
        }

        return readings;

        void Add(string text, LicenseReading reading)
        {
            if (LicenseKey.Of(text) is { } key)
                readings.TryAdd(key, reading);
        }
    }

    private static bool IsSilentOnVersions(string id, string spelling) => id.EndsWith("-only", StringComparison.Ordinal) && !spelling.Contains("only", StringComparison.Ordinal);

    private static LicenseReading Known(SpdxLicense license, LicenseSpelling spelling) => new(license.Id, license.Family, spelling, license.Id.ToString());
}
