using System.Globalization;
using HfRegistry.Cache;
using HfRegistry.Testing;
using HfRegistry.Tests.Registry;

namespace HfRegistry.Tests.Cache;

/// <summary>Downloads in processes of their own: killed, and two at once.</summary>
[TestClass]
internal sealed class DownloadProcessTests
{
    private static readonly byte[] Large = DownloadScene.Bytes(8_000_000, seed: 5);

    private static readonly LocalModel Model = (LocalModel.Of(DownloadScene.Id.ToString(), "bert") with { Sha = DownloadScene.Commit })
        .With("config.json", "{}"u8.ToArray()).With("model.safetensors", Large);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task After_each_kill_only_the_missing_bytes_travel()
    {
        await using var scene = await DownloadScene.StartAsync(Model);
        var random = new Random(11);
        var starts = new List<long>();
        for (var (kills, at) = (0, 0L); kills < 3; kills++)
        {
            starts.Add(at);
            var more = random.Next(1, 2_500_000);
            scene.Cdn.FailWith(DownloadFaults.HoldAt(more));
            await using var process = OtherProcess.StartWith(scene.Folder, "download", scene.Hub.Endpoint.ToString(), scene.Root);
            await process.BeginAsync(TestContext.CancellationToken);
            at += more;
            await process.WaitUntilAtAsync(at + 2, TestContext.CancellationToken);
            await process.KillAsync(TestContext.CancellationToken);
            Assert.AreEqual(at, new FileInfo(scene.PartialOf(Large)).Length);
            starts.Add(at);
        }

        scene.Cdn.FailWith();
        Assert.IsNotNull((await scene.DownloadAsync()).Value);

        CollectionAssert.AreEqual(Large, scene.Read("model.safetensors"));
        CollectionAssert.AreEqual(
            starts.Distinct().Select(static at => at == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"bytes={at}-")).ToList(),
            scene.Cdn.Requests.Select(static request => request.Headers.GetValueOrDefault("Range", "")).ToList());
    }

    [TestMethod]
    public async Task Two_processes_fetch_one_file_once_and_write_nothing_outside_the_cache()
    {
        await using var scene = await DownloadScene.StartAsync(Model);
        var temporary = Directory.CreateDirectory(Path.Combine(scene.Folder, "temporary")).FullName;
        await using var one = OtherProcess.StartWith(temporary, "download", scene.Hub.Endpoint.ToString(), scene.Root);
        await using var other = OtherProcess.StartWith(temporary, "download", scene.Hub.Endpoint.ToString(), scene.Root);
        await Task.WhenAll(one.BeginAsync(TestContext.CancellationToken), other.BeginAsync(TestContext.CancellationToken));

        await Task.WhenAll(one.FinishAsync(TestContext.CancellationToken), other.FinishAsync(TestContext.CancellationToken));

        CollectionAssert.AreEqual(Large, scene.Read("model.safetensors"));
        Assert.HasCount(1, scene.Cdn.Requests);
        Assert.IsEmpty(Directory.GetFileSystemEntries(temporary));
        CollectionAssert.AreEquivalent(new[] { scene.Root, temporary }, Directory.GetFileSystemEntries(scene.Folder));
        Assert.IsTrue(Directory.GetFiles(scene.Blobs).All(static blob => RepositoryCache.IsETag(Path.GetFileName(blob))), "something unfinished is left");
    }
}
