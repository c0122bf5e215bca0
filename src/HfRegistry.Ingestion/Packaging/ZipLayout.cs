using System.Collections.Immutable;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>
/// An archive as it is known before a content is read: every header, the place of every content, the length. It is a pure function of its entries, so that
/// equal files give equal bytes on every machine, and any part of it can be read alone.
/// </summary>
internal sealed class ZipLayout
{
    private readonly ImmutableArray<ZipSegment> _segments;

    private ZipLayout(ImmutableArray<ZipSegment> segments, long length)
    {
        _segments = segments;
        Length = length;
    }

    /// <summary>Gets the length of the archive in bytes.</summary>
    public long Length { get; }

    /// <summary>Lays out an archive.</summary>
    /// <param name="first">The entry that stands first, so that who reads a stream has it before the rest.</param>
    /// <param name="others">The other entries, in any order: they stand in the ordinal order of their names.</param>
    public static ZipLayout Of(ZipEntrySource first, IEnumerable<ZipEntrySource> others)
    {
        var segments = ImmutableArray.CreateBuilder<ZipSegment>();
        var entries = new List<(ZipEntrySource, long)>();
        var at = 0L;
        foreach (var entry in others.OrderBy(static entry => entry.Name, StringComparer.Ordinal).Prepend(first))
        {
            entries.Add((entry, at));
            AddBytes(ZipHeaders.Local(entry));
            if (entry.Size == 0)
                continue;
            segments.Add(new ZipSegment(at, entry.Size, entry.Name, entry.Open));
            at += entry.Size;
        }

        AddBytes(ZipHeaders.Directory(entries, at));
        return new ZipLayout(segments.ToImmutable(), at);

        void AddBytes(byte[] bytes)
        {
            segments.Add(new ZipSegment(at, bytes.Length, null, (offset, _) => ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false) { Position = offset })));
            at += bytes.Length;
        }
    }

    /// <summary>Opens the archive. Each stream reads for itself: parts can be read side by side.</summary>
    public Stream OpenRead() => new ZipStream(this);

    /// <summary>Returns the part that holds a place before the end.</summary>
    internal ZipSegment SegmentAt(long position)
    {
        var (low, high) = (0, _segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (_segments[middle].Start <= position)
                low = middle;
            else
                high = middle - 1;
        }

        return _segments[low];
    }
}

/// <summary>A part of an archive: a header, or a content.</summary>
/// <param name="Start">The place of its first byte in the archive.</param>
/// <param name="Length">Its length in bytes; at least 1.</param>
/// <param name="Name">The name of the entry whose content it is; null for a header.</param>
/// <param name="Open">Opens it.</param>
internal sealed record ZipSegment(long Start, long Length, string? Name, OpenContent Open)
{
    /// <summary>Gets the place behind its last byte.</summary>
    public long End => Start + Length;
}
