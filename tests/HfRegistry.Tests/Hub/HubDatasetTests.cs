using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Hub;

[TestClass]
internal sealed class HubDatasetTests
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

    private static DatasetId Dataset(string id) => DatasetId.TryParse(id, out var dataset) ? dataset : throw new FormatException(id);
}
