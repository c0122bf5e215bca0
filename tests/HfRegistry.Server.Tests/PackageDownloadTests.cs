using System.Net.Http.Headers;
using System.Security.Cryptography;
using HfRegistry.Ingestion.Tests.Stores;
using HfRegistry.Server.Access;

namespace HfRegistry.Server.Tests;

/// <summary>Downloads of packages, which a folder sends through the server, and a bucket by itself.</summary>
[TestClass]
internal sealed class PackageDownloadTests
{
    [TestMethod]
    public async Task Package_in_a_bucket_is_sent_by_the_bucket()
    {
        await using var s3 = await new LocalS3().StartAsync();
        await using var scene = await ServerScene.StartAsync(s3);
        var (path, metadata) = await StoreAsync(scene);

        var redirected = await scene.SendAsync(HttpMethod.Get, path);
        var part = await scene.SendAsync(HttpMethod.Get, path, null, ("Range", "bytes=10-19"));
        var named = await scene.SendAsync(HttpMethod.Get, path, null, ("Accept", "application/json"));

        Assert.AreEqual((302, 302, 200), (redirected.Status, part.Status, named.Status), named.Text);
        using var stranger = new HttpClient();
        foreach (var address in new[] { redirected.Headers.Location!, part.Headers.Location!, new Uri((string)named.Json["address"]!) })
        {
            StringAssert.StartsWith(address.ToString(), $"{s3.Address}/{LocalS3.Bucket}/models--garden--bird/1.0.0/");
            using var whole = await stranger.GetAsync(address);
            var bytes = await whole.Content.ReadAsByteArrayAsync();
            Assert.AreEqual((string)metadata["sha256"]!, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.AreEqual("garden--bird-1.0.0.zip", whole.Content.Headers.ContentDisposition!.FileName);
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(10, 19) } };
            using var range = await stranger.SendAsync(request);
            Assert.AreEqual(206, (int)range.StatusCode);
            CollectionAssert.AreEqual(bytes[10..20], await range.Content.ReadAsByteArrayAsync());
        }
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public async Task Head_of_a_package_has_its_size_and_hash_and_no_body(bool isInBucket)
    {
        await using var s3 = await new LocalS3().StartAsync();
        await using var scene = isInBucket ? await ServerScene.StartAsync(s3) : await ServerScene.StartAsync();
        var (path, metadata) = await StoreAsync(scene);

        var head = await scene.SendAsync(HttpMethod.Head, path);

        Assert.AreEqual((200, 0), (head.Status, head.Body.Length));
        Assert.AreEqual((long)metadata["size_bytes"]!, head.ContentHeaders.ContentLength);
        Assert.AreEqual($"\"{metadata["sha256"]}\"", head.Headers.ETag!.Tag);
        Assert.AreEqual("bytes", head.Headers.AcceptRanges.Single());
        Assert.AreEqual(404, (await scene.SendAsync(HttpMethod.Head, $"/package/{Guid.Empty}")).Status);
        Assert.AreEqual(401, (await scene.SendAsync(HttpMethod.Head, path, null, ("Authorization", "Bearer hfr_0000"))).Status);
    }

    private static async Task<(string Path, System.Text.Json.Nodes.JsonNode Metadata)> StoreAsync(ServerScene scene)
    {
        await scene.SignInAsync(Right.Upload, Right.Download, Right.Search);
        var stored = await scene.IngestAsync();
        Assert.AreEqual(200, stored.Status, stored.Text);
        var path = $"/package/{stored.Json["package_id"]}";
        return (path, (await scene.SendAsync(HttpMethod.Get, $"{path}/metadata")).Json);
    }
}
