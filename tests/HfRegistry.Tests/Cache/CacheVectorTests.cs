using HfRegistry.Cache;

namespace HfRegistry.Tests.Cache;

/// <summary>Caches that other hands wrote, and what is made of each. Python's client makes the same of them, unless a comment says otherwise.</summary>
[TestClass]
internal sealed class CacheVectorTests : IDisposable
{
    private const string Config = "{}";

    // git hash-object of the content.
    private const string ConfigETag = "9e26dfeeb6e641a33dae4961196235bdb965b21b";
    private const string Commit = DownloadScene.Commit;

    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    private string Model => Path.Combine(Root, "models--garden--bird");

    private string Root => Path.Combine(_folder, "cache");

    private string Blob => Path.Combine(Model, "blobs", ConfigETag);

    private string Snapshot => Path.Combine(Model, "snapshots", Commit);

    private string Placed => Path.Combine(Snapshot, "config.json");

    [TestMethod]
    [DataRow("relative link", true)]
    [DataRow("absolute link", true)]
    [DataRow("hard link", true)]
    [DataRow("copy without contents", true)]
    [DataRow("link without its content", false)]
    [DataRow("content cut to nothing", false)]
    [DataRow("nothing", false)]
    public async Task A_file_is_there_however_it_is_placed(string how, bool isThere)
    {
        WriteTree();
        WriteReference(Commit);
        switch (how)
        {
            case "relative link":
                WriteBlob();
                File.CreateSymbolicLink(Placed, Path.Combine("..", "..", "blobs", ConfigETag));
                break;
            case "absolute link":
                WriteBlob();
                File.CreateSymbolicLink(Placed, Blob);
                break;
            case "hard link":
            case "copy without contents":
                Directory.CreateDirectory(Snapshot);
                await File.WriteAllTextAsync(Placed, Config);
                break;
            case "link without its content":
                WriteBlob();
                File.CreateSymbolicLink(Placed, Path.Combine("..", "..", "blobs", ConfigETag));
                File.Delete(Blob);
                break;
            case "content cut to nothing":
                // Python hands it out.
                WriteBlob();
                File.CreateSymbolicLink(Placed, Path.Combine("..", "..", "blobs", ConfigETag));
                await File.WriteAllTextAsync(Blob, "");
                break;
            default:
                Directory.CreateDirectory(Snapshot);
                break;
        }

        await AssertAsync(null, isThere);
        await AssertAsync(Commit, isThere);
    }

    [TestMethod]
    [DataRow("main", "1111111111111111111111111111111111111111", null, true)]
    // Python does not find the snapshot, and its scan drops the repository.
    [DataRow("main", "1111111111111111111111111111111111111111\n", null, true)]
    [DataRow("refs/pr/1", "1111111111111111111111111111111111111111", "refs/pr/1", true)]
    [DataRow("main", "2222222222222222222222222222222222222222", null, false)]
    [DataRow("main", "no commit", null, false)]
    [DataRow("v1", "1111111111111111111111111111111111111111", null, false)]
    public async Task A_name_leads_to_its_commit(string name, string content, string? asked, bool isFound)
    {
        WriteTree();
        WriteBlob();
        File.CreateSymbolicLink(Placed, Blob);
        WriteReference(content, name);

        await AssertAsync(asked, isFound);
        Assert.AreEqual(DownloadScene.Id, CacheInventory.Read(Root).Single().Id);
    }

    [TestMethod]
    [DataRow("{\"format_version\":1,\"files\":{\"config.json\":{\"size\":2,\"blob_id\":\"9e26dfeeb6e641a33dae4961196235bdb965b21b\",\"later\":[1]}},\"later\":{}}", true)]
    [DataRow("{\"format_version\":2,\"files\":{\"config.json\":{\"size\":9,\"blob_id\":\"9e26dfeeb6e641a33dae4961196235bdb965b21b\"}}}", true)]
    [DataRow("damaged", true)]
    [DataRow("{\"format_version\":1,\"files\":{\"config.json\":null}}", true)]
    [DataRow("{\"format_version\":1,\"files\":{\"config.json\":{\"size\":2}}}", true)]
    [DataRow("{\"format_version\":1,\"files\":{\"../../config.json\":{\"size\":2,\"blob_id\":\"9e26dfeeb6e641a33dae4961196235bdb965b21b\"}}}", true)]
    [DataRow(null, true)]
    [DataRow("{\"format_version\":1,\"files\":{\"config.json\":{\"size\":3,\"blob_id\":\"9e26dfeeb6e641a33dae4961196235bdb965b21b\"}}}", false)]
    public async Task A_list_that_cannot_be_read_is_as_good_as_none(string? tree, bool isThere)
    {
        WriteBlob();
        File.CreateSymbolicLink(Placed, Blob);
        WriteReference(Commit);
        if (tree is not null)
            WriteTree(tree);

        await AssertAsync(null, isThere);
    }

    [TestMethod]
    public async Task A_missing_file_counts_only_where_it_is_asked_for()
    {
        WriteTree("{\"format_version\":1,\"files\":{\"config.json\":{\"size\":2,\"blob_id\":\"9e26dfeeb6e641a33dae4961196235bdb965b21b\"},\"vocab.txt\":{\"size\":9,\"blob_id\":\"1111111111111111111111111111111111111111\"}}}");
        WriteBlob();
        File.CreateSymbolicLink(Placed, Blob);
        WriteReference(Commit);

        Assert.IsNotNull((await ReadAsync(null, "config.json")).Value);
        Assert.AreEqual(DiagnosticCatalog.NotCached.Code, (await ReadAsync(null, "*")).Diagnostics.Single().Code);
        Assert.AreEqual(1, CacheInventory.Read(Root).Single().Snapshots.Single().MissingFiles);
    }

    [TestMethod]
    public async Task What_else_lies_in_a_cache_disturbs_nothing()
    {
        WriteTree();
        WriteBlob();
        File.CreateSymbolicLink(Placed, Blob);
        WriteReference(Commit);
        foreach (var place in new[] { $"{Model}/.no_exist/{Commit}/x/y.json", $"{Model}/notes/mine.txt", $"{Root}/own-folder/file", $"{Root}/kernels--a--b/blobs/1", $"{Root}/models--GARDEN--bird/x", $"{Snapshot}/users.txt", $"{Root}/version.txt" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            await File.WriteAllTextAsync(place, "x");
        }

        await File.WriteAllBytesAsync(Path.Combine(Model, "blobs", $"{ConfigETag}.hfregistry.incomplete"), new byte[7]);

        await AssertAsync(null, isThere: true);
        var model = CacheInventory.Read(Root).Single(static model => model.Id == DownloadScene.Id && !model.Snapshots.IsEmpty);
        Assert.AreEqual((7L, 2), (model.Unfinished.Bytes, model.Snapshots.Single().Files));
        Assert.IsEmpty((await CacheVerifier.VerifyAsync(Root, [], CancellationToken.None)).Diagnostics);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task AssertAsync(string? revision, bool isThere)
    {
        var outcome = await ReadAsync(revision, "*.json");

        if (isThere)
            Assert.AreEqual(Snapshot, outcome.Value?.Folder, string.Join('\n', outcome.Diagnostics));
        else
            Assert.AreEqual(DiagnosticCatalog.NotCached.Code, outcome.Diagnostics.Single().Code);
    }

    private Task<Outcome<DownloadedSnapshot>> ReadAsync(string? revision, string pattern) =>
        new SnapshotDownloader(new DownloadOptions { Root = Root, OfflineSwitch = "HF_HUB_OFFLINE" }, hub: null, TimeProvider.System)
            .DownloadAsync(new DownloadRequest { Id = DownloadScene.Id, Revision = revision, Files = new FileRequest { Include = [pattern] } });

    private void WriteBlob()
    {
        Directory.CreateDirectory(Snapshot);
        Directory.CreateDirectory(Path.GetDirectoryName(Blob)!);
        File.WriteAllText(Blob, Config);
    }

    private void WriteReference(string content, string name = "main")
    {
        var path = Path.Combine(Model, "refs", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    private void WriteTree(string content = "{\"format_version\":1,\"files\":{\"config.json\":{\"size\":2,\"blob_id\":\"9e26dfeeb6e641a33dae4961196235bdb965b21b\"}}}")
    {
        Directory.CreateDirectory(Path.Combine(Model, "trees"));
        File.WriteAllText(Path.Combine(Model, "trees", $"{Commit}.json"), content);
    }
}
