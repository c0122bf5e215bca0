using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HfRegistry.Refresh;

/// <summary>One of several parts of all model types, <c>2/4</c>: several machines refresh a part each, and their files are merged.</summary>
/// <remarks>
/// Which part a type is in depends on its name and the number of parts alone, never on the other types: machines that see a slightly
/// different registry never all leave a type to each other.
/// </remarks>
internal sealed record Shard
{
    /// <summary>The most parts that there can be.</summary>
    public const int MaxCount = 256;

    private Shard(int number, int count)
    {
        Number = number;
        Count = count;
    }

    /// <summary>Gets which part, from 1.</summary>
    public int Number { get; }

    /// <summary>Gets the number of shards.</summary>
    public int Count { get; }

    /// <summary>Reads <c>I/N</c>, with 1 ≤ I ≤ N ≤ <see cref="MaxCount"/>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Shard? shard)
    {
        shard = text?.Split('/') is [var first, var second] && TryReadCount(first, out var number) && TryReadCount(second, out var count) && number <= count
            ? new Shard(number, count)
            : null;
        return shard is not null;
    }

    /// <summary>Returns whether a type is in this part; every spelling of a type is in the same one.</summary>
    public bool Holds(ModelType type) => NumberOf(type, Count) == Number;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static bool TryReadCount(string text, out int count) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MaxCount;

    // A cryptographic hash not for secrecy: all of its bits are as good as random even for names of two letters.
    private static int NumberOf(ModelType type, int count) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(type.Key))) % (uint)count) + 1;
}
