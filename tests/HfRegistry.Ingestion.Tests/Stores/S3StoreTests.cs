using System.Diagnostics.CodeAnalysis;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Testing;

namespace HfRegistry.Ingestion.Tests.Stores;

/// <summary>Packages in a bucket.</summary>
[TestClass]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "StopAsync disposes of it.")]
internal sealed class S3StoreTests : StoreContract
{
    private readonly LocalS3 _s3 = new() { PageSize = 2 };

    protected override IPackageStore Store => field ??= _s3.Open();

    [TestInitialize]
    public Task StartAsync() => _s3.StartAsync();

    [TestCleanup]
    public async Task StopAsync()
    {
        Store.Dispose();
        await _s3.DisposeAsync();
    }

    [TestMethod]
    public async Task Large_object_is_stored_in_parts()
    {
        var bytes = Bytes(40_000_000);

        await PutAsync(Key, bytes);

        Assert.AreEqual(5, _s3.Requests.Count(static request => request.Contains("partNumber", StringComparison.Ordinal)));
        Assert.AreEqual(0, _s3.OpenUploads);
        CollectionAssert.AreEqual(bytes[16_777_210..16_777_230], await ReadAsync(Key, new ByteRange(16_777_210, 16_777_229)));
        Assert.AreEqual(40_000_000, (await Store.FindAsync(Key, Canceled)).Value!.Length);
    }

    [TestMethod]
    public async Task Part_that_failed_once_is_sent_again()
    {
        _s3.Fault = Faults.When("partNumber=2", Faults.First(1, Faults.Status(503)));

        await PutAsync(Key, Bytes(20_000_000));

        Assert.AreEqual(0, _s3.OpenUploads);
        CollectionAssert.AreEqual(Bytes(20_000_000), await ReadAsync(Key, null));
    }

    [TestMethod]
    public async Task Failed_upload_is_aborted_and_its_error_shows_no_credentials()
    {
        _s3.Fault = Faults.When("partNumber=2", Faults.Status(507, "<Error><Code>QuotaExceeded</Code><Message>Authorization: AWS4 Signature=abc</Message></Error>"));
        var bytes = Bytes(40_000_000);

        var failed = await Store.PutAsync(Key, new MemoryStream(bytes), Sha256(bytes), null, Canceled);

        Assert.AreEqual("HFR7201", failed!.Code);
        Assert.Contains("QuotaExceeded (status 507)", failed.Message);
        Assert.DoesNotContain("Signature", failed.Message);
        Assert.AreEqual(0, _s3.OpenUploads);
        Assert.IsEmpty(_s3.Keys);
    }

    [TestMethod]
    public async Task Large_object_with_other_bytes_is_refused_and_aborted()
    {
        var refused = await Store.PutAsync(Key, new MemoryStream(Bytes(20_000_000)), Sha256([]), null, Canceled);

        Assert.AreEqual("HFR7202", refused!.Code);
        Assert.AreEqual(0, _s3.OpenUploads);
        Assert.IsEmpty(_s3.Keys);
    }

    [TestMethod]
    public async Task Canceled_upload_is_aborted()
    {
        using var cancellation = new CancellationTokenSource();
        _s3.Fault = Faults.When("partNumber=1", async (context, _) =>
        {
            await cancellation.CancelAsync();
            await Faults.SaysNothing(context, static _ => Task.CompletedTask);
        });
        var bytes = Bytes(40_000_000);

        await Assert.ThrowsAsync<OperationCanceledException>(() => Store.PutAsync(Key, new MemoryStream(bytes), Sha256(bytes), null, cancellation.Token));

        Assert.AreEqual(0, _s3.OpenUploads);
    }

    [TestMethod]
    public async Task Upload_that_nobody_ended_is_removed_once_it_is_old()
    {
        _s3.Fault = static (context, next) => context.Request.Method == "DELETE" ? Faults.Status(503)(context, next) : next(context);
        await Store.PutAsync(Key, new MemoryStream(Bytes(20_000_000)), Sha256([]), null, Canceled);
        _s3.Fault = null;
        Assert.AreEqual(1, _s3.OpenUploads);

        Assert.IsNull(await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddDays(-1), Every, Canceled));
        Assert.AreEqual(1, _s3.OpenUploads);
        Assert.IsNull(await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddMinutes(1), Every, Canceled));
        Assert.AreEqual(0, _s3.OpenUploads);
    }

    [TestMethod]
    public async Task Wrong_secret_is_refused_without_being_shown()
    {
        using var store = _s3.Open(secretKey: "wrong/secret");

        var refused = await store.CheckAsync(Canceled);

        Assert.AreEqual("HFR7201", refused!.Code);
        Assert.Contains("SignatureDoesNotMatch", refused.Message);
        Assert.DoesNotContain("secret", refused.Message);
        Assert.DoesNotContain(LocalS3.AccessKey, refused.Message);
    }

    [TestMethod]
    public async Task Store_that_is_not_there_is_an_error()
    {
        Assert.IsNull(await Store.CheckAsync(Canceled));
        await _s3.DisposeAsync();

        Assert.Contains("the connection was refused", (await Store.FindAsync(Key, Canceled)).Error!.Message);
    }

    [TestMethod]
    public async Task Prefix_keeps_stores_of_one_bucket_apart()
    {
        using var store = _s3.Open("team/");
        Assert.IsNull(await store.PutAsync(Key, new MemoryStream([1]), Sha256([1]), null, Canceled));

        Assert.AreEqual($"team/{Key}", _s3.Keys.Single());
        Assert.AreEqual($"s3://packages/team/{Key}", store.AddressOf(Key));
        Assert.AreEqual(Key, (await store.ListAsync("models", null, Canceled)).Value!.Objects.Single().Key);
    }

    [TestMethod]
    public async Task Signed_address_downloads_without_credentials()
    {
        await PutAsync(Key, [1, 2, 3]);
        using var http = new HttpClient();

        using var response = await http.GetAsync(Store.SignedAddressOf(Key, "a--b-1.0.0.zip", TimeSpan.FromMinutes(5)), Canceled);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, await response.Content.ReadAsByteArrayAsync(Canceled));
        Assert.AreEqual("a--b-1.0.0.zip", response.Content.Headers.ContentDisposition!.FileName);
        using var unsigned = await http.GetAsync(new Uri($"{_s3.Address}/{LocalS3.Bucket}/{Key}"), Canceled);
        Assert.AreEqual(403, (int)unsigned.StatusCode);
    }

    [TestMethod]
    [DataRow(1L, 8L << 20)]
    [DataRow(150_000_000_000L, 16L << 20)]
    [DataRow(500_000_000_000L, 53L << 20)]
    public void Parts_are_as_large_as_ten_thousand_of_them_need(long length, long size) => Assert.AreEqual(size, S3Upload.PartSizeFor(length));
}
