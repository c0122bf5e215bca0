using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubTreeTests
{
    private static readonly LocalModel Model = HubScene.Bert with
    {
        Files = [new HubFile("config.json", 570), new HubFile("model.safetensors", 440_000_000), new HubFile("onnx/quantized/model #1.onnx", 7)],
        Scans = ImmutableDictionary<string, string>.Empty.Add("model.safetensors", "safe"),
        Revisions = ImmutableDictionary<string, string>.Empty.Add("refs/pr/1", new string('b', 40)),
    };

    [TestMethod]
    public async Task A_tree_lists_files_and_folders_with_what_is_known_of_them()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var client = hub.Client();

        var entries = await client.ListTreeAsync(HubScene.BertId, new HubTreeQuery { WithScans = true }).ToDictionaryAsync(entry => entry.Path);

        CollectionAssert.AreEquivalent(
            new[] { "config.json", "model.safetensors", "onnx", "onnx/quantized", "onnx/quantized/model #1.onnx" }, entries.Keys);
        var config = entries["config.json"];
        Assert.AreEqual((false, 570L, null, null, null), (config.IsFolder, config.SizeBytes, config.Sha256, config.XetHash, config.ScanStatus));
        Assert.HasCount(40, config.ObjectId!);
        var weights = entries["model.safetensors"];
        Assert.AreEqual((440_000_000L, "safe"), (weights.SizeBytes, weights.ScanStatus));
        Assert.HasCount(64, weights.Sha256!);
        Assert.HasCount(64, weights.XetHash!);
        Assert.AreEqual((true, null), (entries["onnx"].IsFolder, entries["onnx"].SizeBytes));
        Assert.AreEqual("/api/models/google-bert/bert-base-uncased/tree/main?recursive=true&expand=true", hub.Requests.Single().Target);
    }

    [TestMethod]
    public async Task A_folder_of_a_revision_is_asked_for_by_an_escaped_address()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var client = hub.Client();

        var query = new HubTreeQuery { Revision = "refs/pr/1", Folder = "onnx/quantized", Recursive = false };
        var entry = await client.ListTreeAsync(HubScene.BertId, query).SingleAsync();

        Assert.AreEqual("onnx/quantized/model #1.onnx", entry.Path);
        Assert.AreEqual(
            "/api/models/google-bert/bert-base-uncased/tree/refs%2Fpr%2F1/onnx/quantized?recursive=false&expand=false", hub.Requests.Single().Target);
    }

    [TestMethod]
    public async Task A_large_tree_comes_page_after_page_over_a_rename()
    {
        var files = Enumerable.Range(0, 25).Select(i => new HubFile($"shard-{i:D2}.bin", i)).ToImmutableArray();
        await using var hub = await LocalHub.StartAsync([Model with { Files = files }], new LocalHubOptions { TreePageSize = 10 });
        using var client = hub.Client("hf_valid");

        var paths = await client.ListTreeAsync(ModelId.Parse("bert-base-uncased"), new HubTreeQuery()).Select(entry => entry.Path).ToListAsync();

        CollectionAssert.AreEqual(files.Select(file => file.Path).ToList(), paths);
        Assert.HasCount(4, hub.Requests, "one redirect and three pages");
        Assert.IsTrue(hub.Requests.All(request => request.Token == "hf_valid"));
    }

    [TestMethod]
    public async Task A_gated_tree_is_readable_without_its_masked_hashes()
    {
        await using var hub = await LocalHub.StartAsync(Model with { Gating = Gating.Manual });
        using var client = hub.Client();

        var weights = await client.ListTreeAsync(HubScene.BertId, new HubTreeQuery()).SingleAsync(entry => entry.Path == "model.safetensors");

        Assert.IsNull(weights.XetHash);
        Assert.IsNotNull(weights.Sha256);
    }

    [TestMethod]
    [DataRow("../../models")]
    [DataRow("a/./b")]
    [DataRow("/etc")]
    [DataRow("C:\\x")]
    [DataRow("")]
    public async Task A_folder_that_cannot_be_is_not_asked_for(string folder)
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var client = hub.Client();

        var error = await TreeErrorAsync(client, new HubTreeQuery { Folder = folder });

        Assert.IsInstanceOfType<HubError.EntryNotFound>(error);
        Assert.IsEmpty(hub.Requests);
    }

    [TestMethod]
    public async Task A_folder_that_is_not_there_is_named()
    {
        await using var hub = await LocalHub.StartAsync(Model);
        using var client = hub.Client();

        Assert.AreEqual("flax of google-bert/bert-base-uncased does not exist", (await TreeErrorAsync(client, new HubTreeQuery { Folder = "flax" })).Message);
        Assert.IsInstanceOfType<HubError.RevisionNotFound>(await TreeErrorAsync(client, new HubTreeQuery { Revision = "v9" }));
    }

    [TestMethod]
    public async Task A_path_that_is_a_trap_is_skipped_and_told()
    {
        await using var hub = await LocalHub.StartAsync(Model with { Files = [new HubFile("good.bin", 1), new HubFile("a/../../b", 1), new HubFile("x\u001b[31m", 1)] });
        using var client = hub.Client();
        var skipped = new List<string>();

        var entries = await client.ListTreeAsync(HubScene.BertId, new HubTreeQuery { Recursive = false }, skipped.Add).ToListAsync();

        CollectionAssert.AreEqual(new[] { "good.bin", "a" }, entries.Select(entry => entry.Path).ToList());
        CollectionAssert.AreEqual(new[] { "'x\uFFFD[31m' is not a path of a repository" }, skipped);
    }

    private static async Task<HubError> TreeErrorAsync(HubClient client, HubTreeQuery query) =>
        (await Assert.ThrowsExactlyAsync<HubException>(async () => await client.ListTreeAsync(HubScene.BertId, query).CountAsync())).Error;
}
