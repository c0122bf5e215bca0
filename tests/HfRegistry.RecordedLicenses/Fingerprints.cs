using System.Collections.Immutable;
using HfRegistry.Licenses;

namespace HfRegistry.RecordedLicenses;

/// <summary>Makes the fingerprints of the list's texts.</summary>
internal static class Fingerprints
{
    /// <summary>How many hashes are kept of a license that people choose for models, and of any other.</summary>
    private const int Many = 256;
    private const int Few = 40;

    /// <summary>Shorter texts are notices that many files hold by chance.</summary>
    private const int FewestShingles = 12;

    private static readonly string[] Endings = ["+", "-only", "-or-later"];

    public static IReadOnlyList<LicenseFingerprint> Of(IEnumerable<ListedLicense> licenses) =>
        [.. licenses.Where(license => license.Text is not null)
            .Select(license => (license.Id, license.IsDeprecated, Shingles: LicenseWords.Shingles(license.Text!)))
            .Where(license => license.Shingles.Length >= FewestShingles)
            .GroupBy(license => Stem(license.Id))
            .Select(version => version.OrderBy(license => license.IsDeprecated).ThenBy(license => Rank(license.Id)).ThenBy(license => license.Id, StringComparer.Ordinal).ToList())
            .GroupBy(version => string.Join(',', version[0].Shingles))
            .Select(same => Of([.. same.SelectMany(version => version).Select(license => license.Id)], same.First()[0].Shingles))
            .OrderBy(fingerprint => fingerprint.Ids[0], StringComparer.Ordinal)];

    private static LicenseFingerprint Of(ImmutableArray<string> ids, int[] shingles) =>
        LicenseFingerprint.Of(ids, shingles, ids.Any(id => SpdxCatalog.Find(id) is { Family: not LicenseFamily.Other }) ? Many : Few);

    // One text of the GPL serves four ids; the list's copies of it differ by a word or two.
    private static string Stem(string id) => Endings.FirstOrDefault(ending => id.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? id[..^ending.Length] : id;

    // The text of a GPL does not say "or later": a notice elsewhere does.
    private static int Rank(string id) => id.EndsWith("-only", StringComparison.Ordinal) ? 0 : 1;
}
