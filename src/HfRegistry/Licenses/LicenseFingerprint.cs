using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace HfRegistry.Licenses;

/// <summary>The smallest hashes of a license's shingles: what is left of its text for comparison.</summary>
/// <param name="Ids">The ids with this very text, the one to prefer first: GPL-3.0-only and GPL-3.0-or-later share one.</param>
/// <param name="Shingles">How many shingles the whole text has.</param>
/// <param name="Hashes">The smallest hashes, in order; all of them where the text is short.</param>
internal sealed record LicenseFingerprint(ImmutableArray<string> Ids, int Shingles, int[] Hashes)
{
    // Hashes above the largest that was kept say nothing.
    private int Bound => Hashes.Length < Shingles ? Hashes[^1] : int.MaxValue;

    /// <summary>Returns the fingerprint of a text.</summary>
    public static LicenseFingerprint Of(ImmutableArray<string> ids, int[] shingles, int most) => new(ids, shingles.Length, [.. shingles.Take(most)]);

    /// <summary>Compares the license's text with another.</summary>
    /// <param name="shingles">The other text's shingles, in order.</param>
    /// <returns>How many of the license's words the other has (0 to 1), and how many shingles the other has beyond them.</returns>
    public (double Contained, double Extra) Compare(ReadOnlySpan<int> shingles)
    {
        var common = 0;
        var other = 0;
        var own = 0;
        foreach (var hash in shingles)
        {
            if (hash > Bound)
                break;
            other++;
            while (own < Hashes.Length && Hashes[own] < hash)
                own++;
            if (own < Hashes.Length && Hashes[own] == hash)
                common++;
        }

        var contained = Hashes.Length == 0 ? 0 : (double)common / Hashes.Length;
        return (contained, (other - common) * (double)Shingles / Math.Max(1, Hashes.Length));
    }

    /// <summary>Writes fingerprints, packed.</summary>
    public static void Write(Stream stream, IReadOnlyCollection<LicenseFingerprint> fingerprints)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write7BitEncodedInt(fingerprints.Count);
        foreach (var fingerprint in fingerprints)
        {
            writer.Write7BitEncodedInt(fingerprint.Ids.Length);
            foreach (var id in fingerprint.Ids)
                writer.Write(id);
            writer.Write7BitEncodedInt(fingerprint.Shingles);
            writer.Write7BitEncodedInt(fingerprint.Hashes.Length);
            var last = 0;
            foreach (var hash in fingerprint.Hashes)
            {
                writer.Write7BitEncodedInt(hash - last);
                last = hash;
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ImmutableArray<LicenseFingerprint> Read(Stream stream)
    {
        using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        var all = new LicenseFingerprint[reader.Read7BitEncodedInt()];
        for (var i = 0; i < all.Length; i++)
        {
            var ids = new string[reader.Read7BitEncodedInt()];
            for (var id = 0; id < ids.Length; id++)
                ids[id] = reader.ReadString();
            var shingles = reader.Read7BitEncodedInt();
            var hashes = new int[reader.Read7BitEncodedInt()];
            var last = 0;
            for (var hash = 0; hash < hashes.Length; hash++)
                hashes[hash] = last += reader.Read7BitEncodedInt();
            all[i] = new LicenseFingerprint(ImmutableCollectionsMarshal.AsImmutableArray(ids), shingles, hashes);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(all);
    }
}
