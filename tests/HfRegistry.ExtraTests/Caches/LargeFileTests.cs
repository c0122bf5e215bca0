using HfRegistry.Cache;
using HfRegistry.Testing;
using HfRegistry.Tests.Cache;
using HfRegistry.Tests.Registry;

namespace HfRegistry.ExtraTests.Caches;

/// <summary>A file of a size that models have.</summary>
[TestClass]
internal sealed class LargeFileTests
{
    private const long Size = 200_000_000;
    private const long Half = 123_456_789;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task After_a_kill_in_the_middle_only_the_missing_bytes_travel()
    {
        await using var scene = await DownloadScene.StartAsync(
            (LocalModel.Of(DownloadScene.Id.ToString(), "bert") with { Sha = DownloadScene.Commit }).With("model.safetensors", LocalContent.Generated(Size)));
        scene.Cdn.FailWith(DownloadFaults.HoldAt(Half));
        await using (var killed = OtherProcess.StartWith(scene.Folder, "download", scene.Hub.Endpoint.ToString(), scene.Root))
        {
            await killed.BeginAsync(TestContext.CancellationToken);
            await killed.WaitUntilAtAsync(Half, TestContext.CancellationToken);
            await killed.KillAsync(TestContext.CancellationToken);
        }

        scene.Cdn.FailWith();
        Assert.IsNotNull((await scene.DownloadAsync()).Value);

        CollectionAssert.AreEqual(
            new[] { "", $"bytes={Half}-" }, scene.Cdn.Requests.Select(static request => request.Headers.GetValueOrDefault("Range", "")).ToList());
        var verified = await CacheVerifier.VerifyAsync(scene.Root, [], TestContext.CancellationToken);
        Assert.AreEqual((1, Size, 0), (verified.Files, verified.Size.Bytes, verified.Diagnostics.Count));
    }
}
