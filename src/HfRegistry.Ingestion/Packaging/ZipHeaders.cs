using System.Buffers.Binary;
using System.Text;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>
/// The headers of an archive whose entries are stored as they are (APPNOTE.TXT 6.3.10). Size and checksum stand in the header before the content, so that
/// the archive can be read as a stream; the Zip64 fields are there only where a number needs them. Nothing depends on the machine or the clock.
/// </summary>
internal static class ZipHeaders
{
    private const uint LocalSignature = 0x04034b50;
    private const uint CentralSignature = 0x02014b50;
    private const uint EndSignature = 0x06054b50;
    private const uint End64Signature = 0x06064b50;
    private const uint Locator64Signature = 0x07064b50;

    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort MadeByUnix = (3 << 8) | Version64;
    private const ushort Utf8Names = 1 << 11;
    private const ushort Stored = 0;
    private const ushort Midnight = 0;
    private const ushort FirstDayOf1980 = (1 << 5) | 1;
    private const ushort Extra64 = 0x0001;

    // A regular file, rw-r--r--, in the upper half of the external attributes.
    private const uint FileMode = 0x81A4u << 16;

    private const uint Max32 = uint.MaxValue;
    private const ushort Max16 = ushort.MaxValue;

    /// <summary>Returns the header before the content of an entry.</summary>
    public static byte[] Local(ZipEntrySource entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var needs64 = entry.Size >= Max32;
        var header = new Header(30 + name.Length + (needs64 ? 20 : 0));
        header.Put32(LocalSignature);
        PutCommon(ref header, entry, needs64, name.Length, needs64 ? 20 : 0);
        header.Put(name);
        if (needs64)
        {
            header.Put16(Extra64);
            header.Put16(16);
            header.Put64(entry.Size);
            header.Put64(entry.Size);
        }

        return header.Bytes;
    }

    /// <summary>Returns what follows the last content: the central directory and its end.</summary>
    /// <param name="entries">The entries with the places of their headers.</param>
    /// <param name="start">The place of the directory.</param>
    public static byte[] Directory(IReadOnlyList<(ZipEntrySource Entry, long Offset)> entries, long start)
    {
        using var directory = new MemoryStream();
        foreach (var (entry, offset) in entries)
            directory.Write(Central(entry, offset));
        var length = directory.Length;
        directory.Write(End(entries.Count, start, length));
        return directory.ToArray();
    }

    private static byte[] Central(ZipEntrySource entry, long offset)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var (isLarge, isFar) = (entry.Size >= Max32, offset >= Max32);
        var extra = isLarge || isFar ? 4 + (isLarge ? 16 : 0) + (isFar ? 8 : 0) : 0;
        var header = new Header(46 + name.Length + extra);
        header.Put32(CentralSignature);
        header.Put16(MadeByUnix);
        PutCommon(ref header, entry, extra > 0, name.Length, extra);
        header.Put16(0); // comment
        header.Put16(0); // disk
        header.Put16(0); // internal attributes
        header.Put32(FileMode);
        header.Put32(isFar ? Max32 : (uint)offset);
        header.Put(name);
        if (extra > 0)
        {
            header.Put16(Extra64);
            header.Put16((ushort)(extra - 4));
            if (isLarge)
            {
                header.Put64(entry.Size);
                header.Put64(entry.Size);
            }

            if (isFar)
                header.Put64(offset);
        }

        return header.Bytes;
    }

    private static byte[] End(int count, long start, long length)
    {
        var needs64 = count >= Max16 || start >= Max32 || length >= Max32;
        var header = new Header(22 + (needs64 ? 76 : 0));
        if (needs64)
        {
            header.Put32(End64Signature);
            header.Put64(44); // the size of this record without its first two members
            header.Put16(MadeByUnix);
            header.Put16(Version64);
            header.Put32(0); // this disk
            header.Put32(0); // the directory's disk
            header.Put64(count);
            header.Put64(count);
            header.Put64(length);
            header.Put64(start);
            header.Put32(Locator64Signature);
            header.Put32(0);
            header.Put64(start + length);
            header.Put32(1); // disks
        }

        header.Put32(EndSignature);
        header.Put16(0);
        header.Put16(0);
        header.Put16((ushort)Math.Min(count, Max16));
        header.Put16((ushort)Math.Min(count, Max16));
        header.Put32((uint)Math.Min(length, Max32));
        header.Put32((uint)Math.Min(start, Max32));
        header.Put16(0); // comment
        return header.Bytes;
    }

    private static void PutCommon(ref Header header, ZipEntrySource entry, bool needs64, int nameLength, int extraLength)
    {
        header.Put16(needs64 ? Version64 : Version);
        header.Put16(Utf8Names);
        header.Put16(Stored);
        header.Put16(Midnight);
        header.Put16(FirstDayOf1980);
        header.Put32(entry.Crc32);
        var size = (uint)Math.Min(entry.Size, Max32);
        header.Put32(size);
        header.Put32(size);
        header.Put16((ushort)nameLength);
        header.Put16((ushort)extraLength);
    }

    /// <summary>Bytes that are filled from the front, little-endian.</summary>
    private struct Header(int length)
    {
        private int _at;

        public byte[] Bytes { get; } = new byte[length];

        public void Put16(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(Bytes.AsSpan(_at), value);
            _at += sizeof(ushort);
        }

        public void Put32(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Bytes.AsSpan(_at), value);
            _at += sizeof(uint);
        }

        public void Put64(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(Bytes.AsSpan(_at), value);
            _at += sizeof(long);
        }

        public void Put(byte[] value)
        {
            value.CopyTo(Bytes.AsSpan(_at));
            _at += value.Length;
        }
    }
}
