using System.Collections.Immutable;

namespace HfRegistry.Licenses;

/// <summary>A license that was told by its text.</summary>
/// <param name="Id">The license.</param>
/// <param name="Confidence">How sure that is, 0 to 1: the share of words that both texts have; at most 0.9 where others have the same text.</param>
/// <param name="Others">Ids with the very same text, such as GPL-3.0-or-later beside GPL-3.0-only: only a notice in a source file tells them apart.</param>
internal sealed record LicenseMatch(SpdxId Id, double Confidence, ImmutableArray<SpdxId> Others);

/// <summary>Tells a license by the text of a LICENSE file, offline, against the fingerprints of the SPDX list's texts.</summary>
internal static class LicenseText
{
    /// <summary>The longest text that is looked at, in UTF-16 units; no license has a third of it.</summary>
    public const int MaxLength = 262_144;

    /// <summary>The least share of a license's text. Apache's appendix is often left out, and it is a ninth of it.</summary>
    private const double LeastContained = 0.8;

    /// <summary>The most text beside a license: names, titles, a note. A clause that changes the license is longer.</summary>
    private const int MostExtra = 36;

    private const double MostExtraShare = 0.02;
    private const double SharedTextConfidence = 0.9;

    private static readonly Lazy<ImmutableArray<LicenseFingerprint>> Known = new(static () =>
    {
        using var stream = LicenseData.Open("license_fingerprints.bin");
        return LicenseFingerprint.Read(stream);
    });

    /// <summary>Gets the number of different texts that are known.</summary>
    public static int KnownTexts => Known.Value.Length;

    /// <summary>Tells the license of a text.</summary>
    /// <param name="text">The whole file.</param>
    /// <returns>The license whose text this is, or null: when it is none of the list, or one with clauses added.</returns>
    public static LicenseMatch? Recognize(string text)
    {
        if (text.Length > MaxLength)
            return null;
        var shingles = LicenseWords.Shingles(text);
        var best = Known.Value
            .Select(known => (known.Ids, known.Shingles, Likeness: known.Compare(shingles)))
            .Where(near => near.Likeness.Contained >= LeastContained && near.Likeness.Extra <= MostExtra + (MostExtraShare * near.Shingles))
            .Select(near => (near.Ids, Confidence: near.Likeness.Contained * near.Shingles / (near.Shingles + near.Likeness.Extra)))
            .OrderByDescending(static near => near.Confidence)
            .FirstOrDefault();
        if (best.Ids.IsDefaultOrEmpty)
            return null;
        var ids = best.Ids.Select(SpdxId.Parse).ToImmutableArray();
        return new LicenseMatch(ids[0], ids.Length == 1 ? best.Confidence : Math.Min(best.Confidence, SharedTextConfidence), ids[1..]);
    }
}
