using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubCatalogTests
{
    private static readonly LocalModel Squad = LocalModel.Of("rajpurkar/squad", downloads: 70) with
    {
        Tags = ["license:cc-by-sa-4.0"],
        Likes = 7,
        Gating = Gating.Auto,
        FormerIds = ["squad"],
    };

    [TestMethod]
    [DataRow("rajpurkar/squad", 1)]
    [DataRow("squad", 2)]
    public async Task The_facts_of_a_dataset_come_across_under_its_old_name_too(string id, int expectedRequests)
    {
        await using var hub = await LocalHub.StartAsync([], new LocalHubOptions { Datasets = [Squad] });
        using var client = hub.Client();

        var dataset = (await client.GetDatasetAsync(Dataset(id), "main")).Value!;

        Assert.AreEqual("rajpurkar/squad", dataset.Id.ToString());
        Assert.AreEqual((Squad.HubId, Squad.Sha), (dataset.HubId, dataset.Sha!.ToString()));
        Assert.AreEqual((70L, 7L, Gating.Auto), (dataset.Downloads30d, dataset.Likes, dataset.Gating));
        Assert.AreEqual((false, false, Squad.LastModified), (dataset.IsPrivate, dataset.IsDisabled, dataset.LastModified));
        CollectionAssert.AreEqual(new[] { "license:cc-by-sa-4.0" }, dataset.Tags);
        Assert.HasCount(expectedRequests, hub.Requests);
    }

    [TestMethod]
    public async Task A_dataset_that_cannot_be_had_says_why()
    {
        await using var hub = await LocalHub.StartAsync([], new LocalHubOptions { Datasets = [Squad] });
        using var client = hub.Client();

        Assert.IsInstanceOfType<HubError.NotFound>((await client.GetDatasetAsync(Dataset("org/missing"))).Error);
        Assert.IsInstanceOfType<HubError.RevisionNotFound>((await client.GetDatasetAsync(Dataset("rajpurkar/squad"), "v9")).Error);
        hub.FailWith(Faults.Body("{}"));
        Assert.IsInstanceOfType<HubError.Malformed>((await client.GetDatasetAsync(Dataset("rajpurkar/squad"))).Error);
    }

    [TestMethod]
    [DataRow("a/b/c")]
    [DataRow("../a")]
    [DataRow("")]
    [DataRow(null)]
    public void What_is_no_name_of_a_repository_is_no_dataset(string? id) => Assert.IsFalse(DatasetId.TryParse(id, out _));

    [TestMethod]
    public async Task Tags_come_by_type()
    {
        await using var hub = await LocalHub.StartAsync();
        using var client = hub.Client();

        var all = (await client.GetTagsAsync()).Value!;
        var tasks = (await client.GetTagsAsync("pipeline_tag")).Value!;

        CollectionAssert.AreEqual(new[] { "library", "license", "pipeline_tag" }, all.ByType.Keys.ToArray());
        CollectionAssert.AreEqual(
            new[] { new HubTag("text-generation", "Text Generation", "nlp"), new HubTag("image-classification", "Image Classification", "cv") },
            tasks.ByType.Single().Value);
        Assert.AreEqual(new HubTag("pytorch", "PyTorch", null), all.ByType["library"].Single());
    }

    [TestMethod]
    [DataRow("null", "the Hub's answer cannot be read: it lists no types of tags")]
    [DataRow("""{"\ud800":[]}""", "the Hub's answer cannot be read: its body is not JSON of the expected shape")]
    [DataRow("[]", "the Hub's answer cannot be read: its body is not JSON of the expected shape")]
    public async Task Tags_of_another_shape_are_malformed(string body, string expected)
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Body(body));
        using var client = hub.Client();

        Assert.AreEqual(expected, (await client.GetTagsAsync()).Error!.Message);
    }

    [TestMethod]
    public async Task A_tag_that_cannot_be_is_dropped()
    {
        await using var hub = await LocalHub.StartAsync();
        hub.FailWith(Faults.Body("""{"library":[{"id":"a\nb"},5,{"id":"pytorch","label":7},{"label":"none"}],"license":"no list","x\u001b":[],"x\u001c":[]}"""));
        using var client = hub.Client();

        var tags = (await client.GetTagsAsync()).Value!;

        Assert.AreEqual(new HubTag("pytorch", "pytorch", null), tags.ByType.Single().Value.Single());
    }

    private static DatasetId Dataset(string id) => DatasetId.TryParse(id, out var dataset) ? dataset : throw new FormatException(id);
}
