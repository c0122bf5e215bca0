using System.Security.Cryptography;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Tests.Stores;

/// <summary>The behavior of every store.</summary>
internal abstract class StoreContract
{
    public TestContext TestContext { get; set; } = null!;

    protected CancellationToken Canceled => TestContext.CancellationToken;

    /// <summary>An empty store.</summary>
    protected abstract IPackageStore Store { get; }

    /// <summary>Takes every upload for an abandoned one.</summary>
    protected static FindAbandoned Every { get; } = static (objects, _) => Task.FromResult(new Outcome<IReadOnlyList<StoreKey>>([.. objects]));

    protected static StoreKey Key { get; } = StoreKey.Parse($"models--a--b/1.0.0+x/{new string('d', 64)}/package.zip");

    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(3_000_000)]
    public async Task Stored_object_is_read_as_it_was(int length)
    {
        var bytes = Bytes(length);
        var reported = new Reports();

        Assert.IsNull(await Store.PutAsync(Key, new MemoryStream(bytes), Sha256(bytes), reported, Canceled));

        Assert.AreEqual(length, (await Store.FindAsync(Key, Canceled)).Value!.Length);
        CollectionAssert.AreEqual(bytes, await ReadAsync(Key, null));
        Assert.AreEqual(length, reported.Last);
    }

    [TestMethod]
    public async Task Range_gives_its_bytes_and_the_total_length()
    {
        var bytes = Bytes(1000);
        await PutAsync(Key, bytes);

        CollectionAssert.AreEqual(bytes[10..20], await ReadAsync(Key, new ByteRange(10, 19)));
        CollectionAssert.AreEqual(bytes[990..], await ReadAsync(Key, new ByteRange(990, null)));
        CollectionAssert.AreEqual(bytes[990..], await ReadAsync(Key, new ByteRange(990, 5000)));
        Assert.IsEmpty(await ReadAsync(Key, new ByteRange(1000, null)));
        await using var content = (await Store.OpenAsync(Key, new ByteRange(1, 2), Canceled)).Value!;
        Assert.AreEqual(2, content.Length);
        Assert.AreEqual(1000, content.TotalLength);
    }

    [TestMethod]
    public async Task Missing_object_is_nothing_and_no_error()
    {
        Assert.AreEqual(default, await Store.FindAsync(Key, Canceled));
        Assert.AreEqual(default, await Store.OpenAsync(Key, null, Canceled));
        Assert.AreEqual(default, await Store.OpenAsync(Key, new ByteRange(0, 1), Canceled));
        Assert.IsNull(await Store.DeleteAsync(Key, Canceled));
        Assert.IsEmpty((await Store.ListAsync("", null, Canceled)).Value!.Objects);
    }

    [TestMethod]
    public async Task Other_bytes_than_expected_are_refused_and_the_old_object_stays()
    {
        var old = Bytes(100);
        await PutAsync(Key, old);
        var other = Bytes(101);

        var refused = await Store.PutAsync(Key, new MemoryStream(other), Sha256(old), null, Canceled);

        Assert.AreEqual("HFR7202", refused!.Code);
        Assert.Contains(Sha256(other), refused.Message);
        CollectionAssert.AreEqual(old, await ReadAsync(Key, null));
    }

    [TestMethod]
    public async Task Object_is_replaced_and_deleted()
    {
        await PutAsync(Key, Bytes(100));
        await PutAsync(Key, Bytes(50));
        Assert.AreEqual(50, (await Store.FindAsync(Key, Canceled)).Value!.Length);

        Assert.IsNull(await Store.DeleteAsync(Key, Canceled));

        Assert.AreEqual(default, await Store.FindAsync(Key, Canceled));
    }

    [TestMethod]
    public async Task Listing_holds_the_objects_of_a_prefix_in_order()
    {
        string[] keys = ["blobs/sha256/aa/1", "blobs/sha256/ab/2", "models--a--b/1.0.0/package.zip", "models--a--b/1.0.0-rc/package.zip"];
        foreach (var key in keys.Reverse())
            await PutAsync(StoreKey.Parse(key), Bytes(3));

        CollectionAssert.AreEqual(keys.Order(StringComparer.Ordinal).ToList(), await ListAsync(""));
        CollectionAssert.AreEqual(keys[..2], await ListAsync("blobs/"));
        CollectionAssert.AreEqual(keys[..1], await ListAsync("blobs/sha256/aa"));
        Assert.IsEmpty(await ListAsync("tenants/"));
    }

    [TestMethod]
    public async Task Store_that_works_passes_its_check() => Assert.IsNull(await Store.CheckAsync(Canceled));

    protected async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        string? next = null;
        do
        {
            var page = (await Store.ListAsync(prefix, next, Canceled)).Value!;
            keys.AddRange(page.Objects.Select(static one => one.Key.ToString()));
            next = page.Next;
        }
        while (next is not null);
        return keys;
    }

    protected async Task PutAsync(StoreKey key, byte[] bytes) => Assert.IsNull(await Store.PutAsync(key, new MemoryStream(bytes), Sha256(bytes), null, Canceled));

    protected async Task<byte[]> ReadAsync(StoreKey key, ByteRange? range)
    {
        await using var content = (await Store.OpenAsync(key, range, Canceled)).Value!;
        using var read = new MemoryStream();
        await content.Stream.CopyToAsync(read, Canceled);
        Assert.AreEqual(content.Length, read.Length);
        return read.ToArray();
    }

    protected static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    protected static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed class Reports : IProgress<long>
    {
        public long Last { get; private set; }

        public void Report(long value) => Last = value;
    }
}
