using HfRegistry.Cache;
using HfRegistry.Hub;

namespace HfRegistry.Tests.Cache;

/// <summary>Links that somebody planted in a shared cache, and file systems that refuse: nothing outside the cache is read or written.</summary>
[TestClass]
internal sealed class PlantedLinkTests
{
    [TestMethod]
    [DataRow("models--garden--bird/snapshots")]
    [DataRow("models--garden--bird/snapshots/1111111111111111111111111111111111111111")]
    [DataRow("models--garden--bird/snapshots/1111111111111111111111111111111111111111/1_Pooling")]
    [DataRow("models--garden--bird/blobs")]
    [DataRow("models--garden--bird/trees")]
    [DataRow("models--garden--bird/refs")]
    public async Task A_folder_that_leads_out_of_the_cache_is_not_written_through(string place)
    {
        await using var scene = await DownloadScene.StartAsync();
        var victim = Directory.CreateDirectory(Path.Combine(scene.Folder, "victim")).FullName;
        var link = Path.Combine(scene.Root, place);
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        Directory.CreateSymbolicLink(link, victim);

        var outcome = await scene.DownloadAsync();

        Assert.AreEqual(DiagnosticCatalog.CacheNotWritten.Code, outcome.Diagnostics.Single().Code);
        StringAssert.Contains(outcome.Diagnostics[0].Message, "symbolic link", StringComparison.Ordinal);
        Assert.IsEmpty(Directory.GetFileSystemEntries(victim));
    }

    [TestMethod]
    public async Task Files_that_are_links_are_replaced_and_their_targets_untouched()
    {
        await using var scene = await DownloadScene.StartAsync();
        var victims = Directory.CreateDirectory(Path.Combine(scene.Folder, "victims")).FullName;
        var weights = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(DownloadScene.Weights));
        string[] places =
        [
            "CACHEDIR.TAG",
            $".locks/models--garden--bird/{weights}.lock",
            $"models--garden--bird/blobs/{weights}",
            $"models--garden--bird/blobs/{weights}.hfregistry.incomplete",
            $"models--garden--bird/trees/{DownloadScene.Commit}.json",
            "models--garden--bird/refs/main",
        ];
        foreach (var (place, i) in places.Select(static (place, i) => (place, i)))
        {
            // Every second one leads to a file of the right size, the others nowhere.
            var victim = Path.Combine(victims, $"{i}");
            if (i % 2 == 0)
                await File.WriteAllBytesAsync(victim, new byte[DownloadScene.Weights.Length]);
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(scene.Root, place))!);
            File.CreateSymbolicLink(Path.Combine(scene.Root, place), victim);
        }

        var outcome = await scene.DownloadAsync();

        Assert.IsNotNull(outcome.Value, string.Join('\n', outcome.Diagnostics));
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
        var left = Directory.GetFiles(victims);
        Assert.HasCount(3, left);
        Assert.IsTrue(left.All(static file => File.ReadAllBytes(file).All(static b => b == 0)), "something was written through a link");
    }

    [TestMethod]
    public async Task A_link_to_another_content_of_the_same_size_is_not_taken_for_the_file()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        var other = new string('b', 64);
        await File.WriteAllBytesAsync(Path.Combine(scene.Blobs, other), new byte[DownloadScene.Weights.Length]);
        var place = Path.Combine(scene.Snapshot, "model.safetensors");
        File.Delete(place);
        File.CreateSymbolicLink(place, Path.Combine("..", "..", "blobs", other));

        Assert.AreEqual(1, (await scene.DownloadAsync()).Value!.Fetched);
        CollectionAssert.AreEqual(DownloadScene.Weights, scene.Read("model.safetensors"));
    }

    [TestMethod]
    public async Task A_prune_follows_no_link()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        var victim = Directory.CreateDirectory(Path.Combine(scene.Folder, "victim", "below")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(victim, "below", "main"), DownloadScene.Commit);
        Directory.CreateSymbolicLink(Path.Combine(scene.Snapshot, "linked"), victim);
        Directory.CreateSymbolicLink(Path.Combine(scene.Root, "models--garden--bird", "refs", "linked"), victim);
        Directory.CreateSymbolicLink(Path.Combine(scene.Root, "models--garden--bird", "snapshots", new string('2', 40)), victim);
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(victim, DownloadScene.Commit)).FullName, "notes.txt"), "mine");
        Directory.Delete(Path.Combine(scene.Root, "models--garden--bird", ".no_exist"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(scene.Root, "models--garden--bird", ".no_exist"), victim);

        CachePruner.Prune(scene.Root, new HashSet<(ModelId, Revision)>(), isDryRun: false);

        Assert.IsTrue(File.Exists(Path.Combine(victim, "below", "main")));
        Assert.IsTrue(File.Exists(Path.Combine(victim, DownloadScene.Commit, "notes.txt")));
        Assert.IsEmpty(CacheInventory.Read(scene.Root));
    }

    [TestMethod]
    public async Task A_complete_cache_is_not_written()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        var before = TimesBelow(scene.Root);

        Assert.AreEqual(0, (await scene.DownloadAsync()).Value!.Fetched);
        Assert.AreEqual(0, (await scene.DownloadAsync(revision: DownloadScene.Commit)).Value!.Requests);
        Assert.IsNotNull((await scene.ReadOfflineAsync()).Value);

        // A folder's time changes with every file that is made or renamed in it.
        CollectionAssert.AreEqual(before, TimesBelow(scene.Root));
    }

    [TestMethod]
    public async Task A_place_that_cannot_be_written_is_named_with_the_reason()
    {
        await using var scene = await DownloadScene.StartAsync();
        Directory.CreateDirectory(scene.Folder);
        var file = Path.Combine(scene.Folder, "a-file");
        await File.WriteAllTextAsync(file, "");

        // Mode bits stop no administrator; a file where a folder has to be stops everybody.
        var outcome = await scene.DownloadAsync(options: new DownloadOptions { Root = Path.Combine(file, "cache") });

        Assert.AreEqual(DiagnosticCatalog.CacheNotWritten.Code, outcome.Diagnostics.Single().Code);
        StringAssert.Contains(outcome.Diagnostics[0].Message, file, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_full_disk_is_said_to_be_full()
    {
        // The device of Linux on which every write fails as on a full disk.
        if (!OperatingSystem.IsLinux())
            return;
        var file = new RemoteFile("model.safetensors", DownloadScene.Weights.Length, new string('0', 40), new string('0', 64));
        await using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        using var transfer = new BlobTransfer(file, new PartialFile(full), progress: null, TimeProvider.System);

        var refused = await Assert.ThrowsExactlyAsync<IOException>(() => transfer.CompleteAsync(
            static async (_, from, _, read, token) =>
            {
                using var content = new MemoryStream(DownloadScene.Weights);
                await read(new HubFileBody(content, from, DownloadScene.Weights.Length), token);
                return null;
            },
            CancellationToken.None));

        Assert.IsTrue(BlobFetcher.IsDiskFull(refused), refused.Message);
        Assert.AreEqual(0, transfer.Written);
    }

    [TestMethod]
    public async Task A_download_that_does_not_fit_is_refused_before_the_first_byte()
    {
        await using var scene = await DownloadScene.StartAsync(DownloadScene.Model with { Files = [.. DownloadScene.Model.Files!.Value, new("huge.gguf", ModelFile.MaxSize)] });

        var outcome = await scene.DownloadAsync(new FileRequest { Framework = "gguf" });

        Assert.AreEqual(DiagnosticCatalog.NoSpace.Code, outcome.Diagnostics.Single().Code);
        Assert.IsEmpty(scene.Cdn.Requests);
    }

    private static List<string> TimesBelow(string root) =>
        [.. Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories).Prepend(root).Order(StringComparer.Ordinal).Select(static path => $"{path} {File.GetLastWriteTimeUtc(path):O}")];
}
