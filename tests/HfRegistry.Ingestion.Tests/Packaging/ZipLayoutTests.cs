using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using HfRegistry.Ingestion.Packaging;

namespace HfRegistry.Ingestion.Tests.Packaging;

[TestClass]
internal sealed class ZipLayoutTests
{
    private const long Large = 4_400_873_472;

    private static readonly ZipEntrySource Manifest = Bytes(PackageManifest.Name, "{}");

    [TestMethod]
    public void Archive_is_read_with_its_names_times_and_modes()
    {
        using var archive = Open(ZipLayout.Of(Manifest, [Bytes("ö/日本.txt", "grüße"), Bytes("config.json", "{\"a\":1}"), Bytes("empty", ""), Bytes("Zebra", "z")]));

        CollectionAssert.AreEqual(new[] { PackageManifest.Name, "Zebra", "config.json", "empty", "ö/日本.txt" }, archive.Entries.Select(static entry => entry.FullName).ToArray());
        Assert.AreEqual("grüße", Text(archive.GetEntry("ö/日本.txt")!));
        Assert.AreEqual("", Text(archive.GetEntry("empty")!));
        Assert.IsTrue(archive.Entries.All(static entry => entry.LastWriteTime.DateTime == new DateTime(1980, 1, 1) && entry.CompressedLength == entry.Length));
        Assert.IsTrue(archive.Entries.All(static entry => entry.ExternalAttributes >>> 16 == Convert.ToInt32("100644", 8)));
    }

    [TestMethod]
    public async Task Equal_files_give_equal_bytes_in_any_order()
    {
        ZipEntrySource[] entries = [Bytes("b", "2"), Bytes("a/c", "1"), Bytes("B", "3")];

        var first = await ReadAllAsync(ZipLayout.Of(Manifest, entries));

        CollectionAssert.AreEqual(first, await ReadAllAsync(ZipLayout.Of(Manifest, entries.Reverse())));
        // Another writer's bytes would be another digest for everybody who keeps one.
        Assert.AreEqual("4d912311", Convert.ToHexStringLower(System.IO.Hashing.Crc32.Hash(first))[..8]);
    }

    [TestMethod]
    public async Task Any_part_of_an_archive_can_be_read_alone()
    {
        var layout = ZipLayout.Of(Manifest, [Bytes("one", "0123456789"), Bytes("two", "abcdefghij")]);
        var whole = await ReadAllAsync(layout);
        Assert.AreEqual(layout.Length, whole.Length);

        await using var stream = layout.OpenRead();
        for (var from = whole.Length - 1; from >= 0; from--)
        {
            var part = new byte[Math.Min(7, whole.Length - from)];
            stream.Seek(from, SeekOrigin.Begin);
            await stream.ReadExactlyAsync(part);
            CollectionAssert.AreEqual(whole[from..(from + part.Length)], part, string.Create(CultureInfo.InvariantCulture, $"from {from}"));
        }

        stream.Seek(0, SeekOrigin.End);
        Assert.AreEqual(0, await stream.ReadAsync(new byte[1]));
    }

    [TestMethod]
    public void Entries_above_and_behind_4_GiB_are_read()
    {
        var layout = ZipLayout.Of(Manifest, [Zeros("large", Large), Bytes("small", "behind")]);
        using var archive = Open(layout);

        Assert.AreEqual(Large, archive.GetEntry("large")!.Length);
        Assert.AreEqual("behind", Text(archive.GetEntry("small")!));
        Assert.IsGreaterThan(Large, layout.Length);
    }

    [TestMethod]
    public void Small_entries_of_more_than_4_GiB_together_are_read()
    {
        using var archive = Open(ZipLayout.Of(Manifest, [.. Enumerable.Range(0, 5).Select(static i => Zeros(Name(i), 1L << 30)), Bytes("last", "behind")]));

        Assert.AreEqual("behind", Text(archive.GetEntry("last")!));
        Assert.AreEqual(1L << 30, archive.GetEntry(Name(4))!.Length);
    }

    [TestMethod]
    [DataRow(65_534)]
    [DataRow(65_535)]
    [DataRow(70_003)]
    public void More_entries_than_two_bytes_count_are_read(int count)
    {
        using var archive = Open(ZipLayout.Of(Manifest, Enumerable.Range(1, count - 1).Select(static i => Bytes(Name(i), "x"))));

        Assert.HasCount(count, archive.Entries);
        Assert.AreEqual("x", Text(archive.Entries[^1]));
    }

    // bsdtar and others read an archive from a pipe: they have nothing but the headers before the contents.
    [TestMethod]
    public async Task Headers_before_the_contents_lead_through_the_archive()
    {
        var sizes = new Dictionary<string, long> { ["a"] = 3, ["b"] = Large, ["c"] = 0, ["d"] = uint.MaxValue, ["e"] = uint.MaxValue - 1L, ["f"] = 5 };
        var layout = ZipLayout.Of(Manifest, sizes.Select(static size => Zeros(size.Key, size.Value)));
        await using var stream = layout.OpenRead();
        var seen = new Dictionary<string, long>();
        while (await LocalHeaderAsync(stream) is var (name, size))
        {
            seen.Add(name, size);
            stream.Position += size;
        }

        seen.Remove(PackageManifest.Name);
        CollectionAssert.AreEqual(sizes.ToList(), seen.ToList());
    }

    [TestMethod]
    public async Task Content_that_became_shorter_is_not_packaged()
    {
        var layout = ZipLayout.Of(Manifest, [new ZipEntrySource("cut", 10, 0, static (_, _) => ValueTask.FromResult<Stream>(new ZeroStream(9)))]);

        var refused = await Assert.ThrowsExactlyAsync<EndOfStreamException>(() => ReadAllAsync(layout));

        Assert.Contains("cut", refused.Message);
    }

    private static ZipArchive Open(ZipLayout layout) => new(layout.OpenRead(), ZipArchiveMode.Read);

    private static ZipEntrySource Bytes(string name, string text) => ZipEntrySource.OfBytes(name, Encoding.UTF8.GetBytes(text));

    private static ZipEntrySource Zeros(string name, long size) => new(name, size, 0, (offset, _) => ValueTask.FromResult<Stream>(new ZeroStream(size) { Position = offset }));

    private static string Name(int i) => string.Create(CultureInfo.InvariantCulture, $"{i:00000}");

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static async Task<byte[]> ReadAllAsync(ZipLayout layout)
    {
        await using var stream = layout.OpenRead();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    private static async Task<(string Name, long Size)?> LocalHeaderAsync(Stream stream)
    {
        const int FixedBytes = 30;
        var header = new byte[FixedBytes];
        await stream.ReadExactlyAsync(header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != 0x04034b50)
            return null;
        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(26))];
        var extra = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(28))];
        await stream.ReadExactlyAsync(name);
        await stream.ReadExactlyAsync(extra);
        var size = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(22));
        Assert.AreEqual(size == uint.MaxValue, extra.Length > 0, "The long sizes are there only when they are needed.");
        return (Encoding.UTF8.GetString(name), size == uint.MaxValue ? BinaryPrimitives.ReadInt64LittleEndian(extra.AsSpan(4)) : size);
    }
}
