using System.Diagnostics.CodeAnalysis;
using Amazon.Runtime;
using Amazon.S3;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Ingestion.Tests.Stores;

namespace HfRegistry.ExtraTests.Stores;

/// <summary>The store on the OpenStack Swift that <c>.ci/swift</c> starts: S3 as people who know nothing of this project read its protocol.</summary>
[TestClass]
[TestCategory("Swift")]
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Stop disposes of them.")]
internal sealed class SwiftStoreTests : StoreContract
{
    private readonly string _bucket = $"test-{Guid.NewGuid():N}";
    private AmazonS3Client _client = null!;

    protected override IPackageStore Store => field ??= new S3Store(_client, _bucket, "team/");

    [TestInitialize]
    public async Task StartAsync()
    {
        var address = Environment.GetEnvironmentVariable("HFREGISTRY_SWIFT") ?? throw new InvalidOperationException("HFREGISTRY_SWIFT names no server. Run .ci/swift dotnet test.");
        _client = new AmazonS3Client(new BasicAWSCredentials("test:tester", "testing"), StoreAddress.ConfigFor(address));
        await _client.PutBucketAsync(_bucket, Canceled);
    }

    [TestCleanup]
    public void Stop()
    {
        Store.Dispose();
        _client.Dispose();
    }

    [TestMethod]
    public async Task Large_object_is_stored_in_parts()
    {
        var bytes = Bytes(40_000_000);

        await PutAsync(Key, bytes);

        CollectionAssert.AreEqual(bytes, await ReadAsync(Key, null));
        CollectionAssert.AreEqual(bytes[16_777_210..16_777_230], await ReadAsync(Key, new ByteRange(16_777_210, 16_777_229)));
        Assert.AreEqual(bytes.Length, (await Store.FindAsync(Key, Canceled)).Value!.Length);
    }

    [TestMethod]
    public async Task Large_object_with_other_bytes_is_refused_and_leaves_nothing()
    {
        var refused = await Store.PutAsync(Key, new MemoryStream(Bytes(20_000_000)), Sha256([]), null, Canceled);

        Assert.AreEqual("HFR7202", refused!.Code);
        Assert.AreEqual(default, await Store.FindAsync(Key, Canceled));
        Assert.IsEmpty((await _client.ListMultipartUploadsAsync(_bucket, Canceled)).MultipartUploads ?? []);
    }

    [TestMethod]
    public async Task Upload_that_nobody_ended_is_removed_once_it_is_old()
    {
        await _client.InitiateMultipartUploadAsync(_bucket, $"team/{Key}", Canceled);

        Assert.IsNull(await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddDays(-1), Every, Canceled));
        Assert.HasCount(1, (await _client.ListMultipartUploadsAsync(_bucket, Canceled)).MultipartUploads);
        Assert.IsNull(await Store.RemoveUnfinishedAsync(DateTimeOffset.UtcNow.AddMinutes(1), Every, Canceled));
        Assert.IsEmpty((await _client.ListMultipartUploadsAsync(_bucket, Canceled)).MultipartUploads ?? []);
    }

    [TestMethod]
    public async Task Signed_address_downloads_without_credentials()
    {
        await PutAsync(Key, [1, 2, 3]);
        using var http = new HttpClient();

        using var response = await http.GetAsync(Store.SignedAddressOf(Key, "a--b-1.0.0.zip", TimeSpan.FromMinutes(5)), Canceled);

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3 }, await response.Content.ReadAsByteArrayAsync(Canceled));
        Assert.AreEqual("a--b-1.0.0.zip", response.Content.Headers.ContentDisposition!.FileName?.Trim('"'));
    }

    [TestMethod]
    public async Task Wrong_secret_is_refused_without_being_shown()
    {
        using var client = new AmazonS3Client(new BasicAWSCredentials("test:tester", "wrong/secret"), StoreAddress.ConfigFor(_client.Config.ServiceURL));
        using var store = new S3Store(client, _bucket, "");

        var refused = await store.CheckAsync(Canceled);

        Assert.AreEqual("HFR7201", refused!.Code);
        Assert.Contains("SignatureDoesNotMatch", refused.Message);
        Assert.DoesNotContain("wrong", refused.Message);
    }
}
