using HfRegistry.Cache;

namespace HfRegistry.Tests.Cache;

[TestClass]
internal sealed class CacheMaintenanceTests
{
    private static readonly HashSet<(ModelId, Revision)> Nothing = [];

    [TestMethod]
    public async Task The_inventory_names_commits_branches_and_sizes()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();

        var model = CacheInventory.Read(scene.Root).Single();

        Assert.AreEqual(DownloadScene.Id, model.Id);
        var commit = model.Snapshots.Single();
        Assert.AreEqual((DownloadScene.Commit, 3, 1), (commit.Commit.ToString(), commit.Files, commit.MissingFiles));
        CollectionAssert.AreEqual(new[] { "main" }, commit.Names);
        Assert.AreEqual(DownloadScene.Weights.Length + DownloadScene.Config.Length + 2, model.Size.Bytes);
    }

    [TestMethod]
    public async Task A_verification_finds_the_one_wrong_byte()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        Assert.IsEmpty((await CacheVerifier.VerifyAsync(scene.Root, [], CancellationToken.None)).Diagnostics);
        var blob = new DirectoryInfo(scene.Blobs).EnumerateFiles().Single(static file => file.Length == DownloadScene.Weights.Length).FullName;
        var bytes = await File.ReadAllBytesAsync(blob);
        bytes[1_234_567] ^= 1;
        await File.WriteAllBytesAsync(blob, bytes);

        var verified = await CacheVerifier.VerifyAsync(scene.Root, [DownloadScene.Id], CancellationToken.None);

        Assert.AreEqual(3, verified.Files);
        Assert.AreEqual(DiagnosticCatalog.CacheDamaged.Code, verified.Diagnostics.Single().Code);
    }

    [TestMethod]
    public async Task A_commit_that_a_lock_file_names_stays()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();

        Assert.IsEmpty(CachePruner.Prune(scene.Root, new HashSet<(ModelId, Revision)> { (DownloadScene.Id, Revision.Parse(DownloadScene.Commit)) }, isDryRun: false));
        Assert.IsNotNull((await scene.ReadOfflineAsync()).Value);
    }

    [TestMethod]
    public async Task A_dry_run_removes_nothing_and_a_prune_removes_all_that_it_named()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();

        var named = CachePruner.Prune(scene.Root, Nothing, isDryRun: true);
        Assert.AreEqual(DownloadScene.Weights.Length + DownloadScene.Config.Length + 2, named.Sum(static one => one.Size.Bytes));
        Assert.IsNotNull((await scene.ReadOfflineAsync()).Value);

        CachePruner.Prune(scene.Root, Nothing, isDryRun: false);
        Assert.IsEmpty(CacheInventory.Read(scene.Root));
    }

    [TestMethod]
    public async Task Another_owners_folders_are_left_alone()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        var dataset = Directory.CreateDirectory(Path.Combine(scene.Root, "datasets--a--b", "blobs")).FullName;
        var elsewhere = Directory.CreateDirectory(Path.Combine(scene.Folder, "elsewhere", "blobs")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(elsewhere, "blobs", new string('a', 40)), "mine");
        Directory.CreateSymbolicLink(Path.Combine(scene.Root, "models--linked--away"), elsewhere);

        CachePruner.Prune(scene.Root, Nothing, isDryRun: false);

        Assert.IsTrue(Directory.Exists(dataset));
        Assert.IsTrue(File.Exists(Path.Combine(elsewhere, "blobs", new string('a', 40))));
    }

    [TestMethod]
    public void A_cache_that_does_not_exist_is_empty() => Assert.IsEmpty(CacheInventory.Read(Path.Combine(Path.GetTempPath(), "no-such-cache")));

    [TestMethod]
    public async Task A_cache_of_a_client_that_keeps_no_lists_is_pruned()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        Directory.Delete(Path.Combine(scene.Root, "models--garden--bird", "trees"), recursive: true);

        CachePruner.Prune(scene.Root, Nothing, isDryRun: false);

        Assert.IsEmpty(CacheInventory.Read(scene.Root));
    }

    [TestMethod]
    public async Task A_content_of_any_name_stays_as_long_as_a_kept_commit_leads_to_it()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        var name = $"{new string('c', 32)}-12";
        await File.WriteAllTextAsync(Path.Combine(scene.Blobs, name), "from another server");
        File.CreateSymbolicLink(Path.Combine(scene.Snapshot, "other.txt"), Path.Combine("..", "..", "blobs", name));

        CachePruner.Prune(scene.Root, new HashSet<(ModelId, Revision)> { (DownloadScene.Id, Revision.Parse(DownloadScene.Commit)) }, isDryRun: false);

        Assert.AreEqual("from another server", await File.ReadAllTextAsync(Path.Combine(scene.Snapshot, "other.txt")));
    }

    [TestMethod]
    public async Task A_content_that_is_named_by_its_chunks_is_not_taken_for_damaged()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        var blob = new DirectoryInfo(scene.Blobs).EnumerateFiles().Single(static file => file.Length == DownloadScene.Weights.Length);
        var chunks = new string('c', 64);
        blob.MoveTo(Path.Combine(scene.Blobs, chunks));
        var place = Path.Combine(scene.Snapshot, "model.safetensors");
        File.Delete(place);
        File.CreateSymbolicLink(place, Path.Combine("..", "..", "blobs", chunks));
        var tree = Path.Combine(scene.Root, "models--garden--bird", "trees", $"{DownloadScene.Commit}.json");
        var listed = CachedTree.Read(tree)!.Value;
        await File.WriteAllBytesAsync(tree, CachedTree.Write(listed.Select(file => file.Path == "model.safetensors" ? file with { XetHash = chunks } : file)));

        Assert.IsEmpty((await CacheVerifier.VerifyAsync(scene.Root, [], CancellationToken.None)).Diagnostics);
        await File.WriteAllBytesAsync(Path.Combine(scene.Blobs, chunks), new byte[DownloadScene.Weights.Length]);
        Assert.HasCount(1, (await CacheVerifier.VerifyAsync(scene.Root, [], CancellationToken.None)).Diagnostics);
    }

    [TestMethod]
    public async Task A_link_that_leads_in_a_circle_is_no_file()
    {
        await using var scene = await DownloadScene.StartAsync();
        await scene.DownloadAsync();
        File.CreateSymbolicLink(Path.Combine(scene.Snapshot, "a.json"), "b.json");
        File.CreateSymbolicLink(Path.Combine(scene.Snapshot, "b.json"), "a.json");

        Assert.AreEqual(3, CacheInventory.Read(scene.Root).Single().Snapshots.Single().Files);
    }
}
