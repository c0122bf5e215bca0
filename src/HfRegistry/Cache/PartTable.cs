using System.Buffers.Binary;
using System.Collections.Immutable;

namespace HfRegistry.Cache;

/// <summary>A part of a content that comes over a connection of its own.</summary>
/// <param name="start">The place of its first byte.</param>
/// <param name="end">The place behind its last byte.</param>
/// <param name="written">How many of its bytes are there.</param>
internal sealed class ContentPart(long start, long end, long written)
{
    public long Start => start;

    public long End => end;

    /// <summary>Gets or sets the number of its bytes that are there, from its start without a gap.</summary>
    public long Written { get; set; } = written;
}

/// <summary>
/// The parts of a content that comes over several connections, with what is there of each. They are kept in the partial file itself, behind the place of the
/// content's last byte, and each is noted after its bytes: a file that is longer than its content is one with parts.
/// </summary>
internal sealed class PartTable
{
    private const long Mark = 0x3154_5241_5052_4648; // HFRPART1
    private const int MaxParts = 64;
    private const int HeadBytes = 16;
    private const int RowBytes = 16;

    private readonly PartialFile _file;
    private readonly long _size;

    private PartTable(PartialFile file, long size, ImmutableArray<ContentPart> parts)
    {
        _file = file;
        _size = size;
        Parts = parts;
    }

    /// <summary>Gets the parts, in the order of the content.</summary>
    public ImmutableArray<ContentPart> Parts { get; }

    /// <summary>Gets the number of bytes that are there.</summary>
    public long Written => Parts.Sum(static part => part.Written);

    /// <summary>Divides what is missing of a content into parts of one size.</summary>
    /// <param name="file">The partial file, with the content's first bytes or none.</param>
    /// <param name="size">The content's size in bytes.</param>
    /// <param name="count">The number of parts, from 1 to 64.</param>
    public static PartTable Divide(PartialFile file, long size, int count)
    {
        var found = file.Length;
        var step = (size - found) / count;
        var parts = Enumerable.Range(0, count)
            .Select(i => new ContentPart(i == 0 ? 0 : found + (i * step), i == count - 1 ? size : found + ((i + 1) * step), i == 0 ? found : 0));
        var table = new PartTable(file, size, [.. parts]);
        table.Save();
        return table;
    }

    /// <summary>Reads the parts of a partial file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="size">The content's size in bytes.</param>
    /// <returns>Null when it has none that fit the content.</returns>
    public static PartTable? Read(PartialFile file, long size)
    {
        var length = file.Length - size;
        if (length is < HeadBytes or > HeadBytes + (MaxParts * RowBytes))
            return null;
        var bytes = new byte[length];
        if (RandomAccess.Read(file.Stream.SafeFileHandle, bytes, size) != length || Number(bytes, 0) != Mark || Number(bytes, 1) is not (> 0 and <= MaxParts and var count) || length != HeadBytes + (count * RowBytes))
            return null;
        var rows = Enumerable.Range(1, (int)count).Select(i => (Start: Number(bytes, 2 * i), Written: Number(bytes, (2 * i) + 1))).ToList();
        var parts = rows.Select((row, i) => new ContentPart(row.Start, i + 1 < rows.Count ? rows[i + 1].Start : size, row.Written)).ToImmutableArray();
        return parts[0].Start == 0 && parts.All(static part => part.Start >= 0 && part.Start <= part.End && part.Written >= 0 && part.Written <= part.End - part.Start)
            ? new PartTable(file, size, parts)
            : null;
    }

    /// <summary>Notes what is there of a part now.</summary>
    /// <returns>False when the disk refuses it.</returns>
    public bool TryNote(ContentPart part)
    {
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(number, part.Written);
        return _file.TryWrite(number, _size + HeadBytes + (Parts.IndexOf(part) * RowBytes) + sizeof(long));
    }

    /// <summary>Takes the parts away from the file, and leaves the content.</summary>
    public void Remove() => _file.Stream.SetLength(_size);

    private static long Number(byte[] bytes, int index) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(index * sizeof(long)));

    private void Save()
    {
        var bytes = new byte[HeadBytes + (Parts.Length * RowBytes)];
        long[] numbers = [Mark, Parts.Length, .. Parts.SelectMany(static part => new[] { part.Start, part.Written })];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), numbers[i]);
        _file.TryWrite(bytes, _size);
        _file.ThrowRefusal();
    }
}
