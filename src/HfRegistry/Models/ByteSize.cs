using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HfRegistry.Models;

/// <summary>An amount of bytes, from 0 up. A MB is 10^6 bytes and a GB 10^9, as the Hub counts.</summary>
internal readonly record struct ByteSize : IComparable<ByteSize>
{
    private const long BytesPerKB = 1_000;
    private const long BytesPerMB = 1_000_000;
    private const long BytesPerGB = 1_000_000_000;

    /// <summary>Creates an amount of bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public ByteSize(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
    }

    /// <summary>Gets the amount in bytes.</summary>
    public long Bytes { get; }

    /// <summary>Returns an amount of megabytes (10^6 bytes).</summary>
    public static ByteSize FromMegabytes(double megabytes) => new(checked((long)Math.Round(megabytes * BytesPerMB)));

    /// <summary>
    /// Reads a size in MB: a number (<c>500</c>, <c>1.5</c>), or a number with a unit (<c>500MB</c>, <c>2 GB</c>, <c>750 KB</c>).
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ByteSize size)
    {
        size = default;
        var trimmed = text?.Trim() ?? "";
        var (factor, unitLength) = trimmed switch
        {
            _ when trimmed.EndsWith("GB", StringComparison.OrdinalIgnoreCase) => (BytesPerGB, 2),
            _ when trimmed.EndsWith("MB", StringComparison.OrdinalIgnoreCase) => (BytesPerMB, 2),
            _ when trimmed.EndsWith("KB", StringComparison.OrdinalIgnoreCase) => (BytesPerKB, 2),
            _ => (BytesPerMB, 0),
        };
        // The comparison is written so that NaN, which is no size either, fails it.
        if (!double.TryParse(trimmed[..^unitLength].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || !(number * factor <= long.MaxValue / 2.0))
            return false;
        size = new ByteSize((long)Math.Round(number * factor));
        return true;
    }

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Returns for people, in the culture of no country: <c>440 MB</c>, <c>1.5 GB</c>, <c>512 bytes</c>.</summary>
    public override string ToString() => Bytes switch
    {
        >= 10 * BytesPerGB => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (double)BytesPerGB:0} GB"),
        >= BytesPerGB => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (double)BytesPerGB:0.#} GB"),
        >= BytesPerMB => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (double)BytesPerMB:0} MB"),
        >= BytesPerKB => string.Create(CultureInfo.InvariantCulture, $"{Bytes / (double)BytesPerKB:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Bytes} bytes"),
    };

    /// <summary>Returns whether the left amount is the smaller one.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Returns whether the left amount is not the larger one.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Returns whether the left amount is the larger one.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Returns whether the left amount is not the smaller one.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;
}
