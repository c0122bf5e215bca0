using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Cache;

[TestClass]
internal sealed class DatasetDownloadTests
{
    private const string Name = "garden/songs";

    private static readonly ModelId Id = ModelId.Parse(Name);

    [TestMethod]
    [DataRow(null)]
    [DataRow("v1.2.0")]
    public async Task Dataset_is_downloaded_beside_a_model_of_its_name(string? revision)
    {
        var root = Directory.CreateTempSubdirectory("hfregistry-dataset-").FullName;
        try
        {
            await using var cdn = await LocalCdn.StartAsync();
            var (model, dataset) = (LocalModel.Of(Name).With("config.json", "{}"u8.ToArray()), Songs());
            await using var hub = await LocalHub.StartAsync([model], new LocalHubOptions { Datasets = [dataset], Cdn = cdn });
            using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });

            var downloaded = await new SnapshotDownloader(new DownloadOptions { Root = root }, client, TimeProvider.System)
                .DownloadAsync(new DownloadRequest { Kind = RepositoryKind.Dataset, Id = Id, Revision = revision, Files = new FileRequest { Include = ["*"] } });

            Assert.AreEqual(Path.Combine(root, "datasets--garden--songs", "snapshots", dataset.Sha!), downloaded.Value?.Folder, string.Join('\n', downloaded.Diagnostics));
            CollectionAssert.AreEqual(new byte[] { 7, 7, 7 }, await File.ReadAllBytesAsync(Path.Combine(downloaded.Value!.Folder, "data", "songs.parquet")));
            Assert.AreEqual("# Songs", await File.ReadAllTextAsync(Path.Combine(downloaded.Value.Folder, "README.md")));
            Assert.HasCount(1, cdn.Requests);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [TestMethod]
    public async Task Tags_of_models_and_datasets_name_their_commits()
    {
        var dataset = Songs();
        await using var hub = await LocalHub.StartAsync([LocalModel.Of(Name)], new LocalHubOptions { Datasets = [dataset] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });

        var tags = (await client.GetTagsAsync(RepositoryKind.Dataset, Id, CancellationToken.None)).Value!.Tags;

        Assert.AreEqual(new HubTag("v1.2.0", Revision.Parse(dataset.Sha!)), tags.Single());
        Assert.IsEmpty((await client.GetTagsAsync(RepositoryKind.Model, Id, CancellationToken.None)).Value!.Tags);
        Assert.IsInstanceOfType<HubError.NotFound>((await client.GetTagsAsync(RepositoryKind.Model, ModelId.Parse("garden/none"), CancellationToken.None)).Error);
    }

    private static LocalModel Songs() => (LocalModel.Of(Name) with { LargeFiles = ["data/songs.parquet"], Revisions = LocalModel.Of(Name).Revisions.Add("v1.2.0", LocalModel.Of(Name).Sha!) })
        .With("README.md", "# Songs"u8.ToArray()).With("data/songs.parquet", [7, 7, 7]);
}
