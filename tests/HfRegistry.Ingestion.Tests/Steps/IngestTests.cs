using System.Security.Cryptography;
using System.Text;
using HfRegistry.Configuration;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Ingestion.Tests.Steps;

[TestClass]
internal sealed class IngestTests
{
    [TestMethod]
    public async Task Model_is_packaged_stored_and_entered()
    {
        await using var scene = await IngestScene.StartAsync();

        var result = await scene.StoredAsync();

        var package = result.Package!;
        var archive = await scene.ArchiveAsync(package);
        Assert.MatchesRegex(@"\Amodels--garden--bird/1\.0\.0/[0-9a-f]{64}/package\.zip\z", scene.Objects().Single());
        Assert.AreEqual((package.Digest, package.Size), (Convert.ToHexStringLower(SHA256.HashData(archive)), archive.Length));
        Assert.AreEqual(package.Manifest, IngestScene.Text(archive, PackageManifest.Name));
        var manifest = PackageManifest.Read(Encoding.UTF8.GetBytes(package.Manifest))!;
        Assert.AreEqual((IngestScene.Bird, "1.0.0", IngestScene.Commit, "apache-2.0", "passed"), (manifest.Id, manifest.PackageVersion, manifest.Revision, manifest.License, manifest.Gate.Verdict));
        Assert.AreEqual("README.md config.json model.safetensors", string.Join(' ', manifest.Files.Select(static file => file.Path)));
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData(IngestScene.Weights)), manifest.Files[2].Sha256);
        Assert.AreEqual(Convert.ToHexStringLower(SHA256.HashData("{}"u8)), manifest.Files[1].Sha256, "The Hub states no SHA-256 of a small file.");
        Assert.AreEqual("machine-learning-model", manifest.Bom!.Value.GetProperty("type").GetString());
        Assert.HasCount(8, manifest.Scores!.Metrics);
        Assert.AreEqual(result.TotalBytes, result.FetchedBytes);
        Assert.AreEqual("garden/bird 1.0.0", (await scene.ListAsync()).Single());
    }

    [TestMethod]
    public async Task Equal_input_gives_an_equal_archive_in_either_layout()
    {
        await using var one = await IngestScene.StartAsync();
        await using var other = await IngestScene.StartAsync();
        other.Layout = PackageLayout.Files;

        var first = await one.StoredAsync();
        var second = await other.StoredAsync();

        // The address of the Hub is part of the manifest.
        var manifest = second.Package!.Manifest.Replace($"{other.Hub.Endpoint.Port}", $"{one.Hub.Endpoint.Port}", StringComparison.Ordinal);
        Assert.AreEqual(first.Package!.Manifest, manifest);
        var archive = await other.ArchiveAsync(second.Package);
        Assert.AreEqual((second.Package.Digest, second.Package.Size), (Convert.ToHexStringLower(SHA256.HashData(archive)), archive.Length));
        Assert.AreEqual("{}", IngestScene.Text(archive, "config.json"));
    }

    [TestMethod]
    public async Task New_commit_fetches_and_stores_only_what_differs()
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Layout = PackageLayout.Files;
        await scene.StoredAsync();
        var changed = IngestScene.Model with { Sha = IngestScene.NextCommit, Files = [], Contents = IngestScene.Model.Contents.Clear() };
        scene.Hub.Replace([changed.With("README.md", "# Bird, second edition"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", IngestScene.Weights)]);
        scene.Store.Stored.Clear();

        var result = await scene.StoredAsync(IngestScene.Request(version: "1.1.0"));

        Assert.AreEqual("# Bird, second edition".Length, result.FetchedBytes);
        Assert.AreEqual(1, scene.DownloadsOf("model.safetensors"));
        Assert.HasCount(2, scene.Store.Stored, "the card and the manifest");
        Assert.AreEqual("# Bird, second edition", IngestScene.Text(await scene.ArchiveAsync(result.Package!), "README.md"));
    }

    [TestMethod]
    public async Task Same_version_is_a_duplicate_and_downloads_nothing()
    {
        await using var scene = await IngestScene.StartAsync();
        var first = await scene.StoredAsync();
        scene.Hub.Replace([IngestScene.Model with { Sha = IngestScene.NextCommit }]);

        var second = await scene.RunAsync();

        Assert.AreEqual((IngestStatus.Duplicate, IngestStep.Duplicate), (second.Status, second.Step));
        Assert.AreEqual(first.Package!.PackageId, second.Package!.PackageId);
        Assert.AreEqual("HFR7303", second.Diagnostics.Single().Code);
        Assert.HasCount(1, await scene.ListAsync());
    }

    [TestMethod]
    public async Task Two_requests_at_once_make_one_package()
    {
        await using var scene = await IngestScene.StartAsync();

        var results = await Task.WhenAll(scene.RunAsync(), scene.RunAsync());

        Assert.AreEqual(1, results.Count(static result => result.Status == IngestStatus.Stored));
        Assert.IsTrue(results.All(static result => result.Status is IngestStatus.Stored or IngestStatus.Duplicate || result.Diagnostics[0].Code == "HFR7305"));
        Assert.HasCount(1, await scene.ListAsync());
        Assert.AreEqual(1, scene.DownloadsOf("model.safetensors"));
    }

    [TestMethod]
    public async Task Threshold_of_one_model_lets_it_in_with_the_reason_recorded()
    {
        await using var scene = await IngestScene.StartAsync();
        var general = new GateDemands { Preset = GatePreset.LicenseOnly, MinDownloads = 1_000 };
        scene.Policy = GateSettings.None with
        {
            General = general,
            Models = GateSettings.None.Models.Add(ModelId.Parse(IngestScene.Bird), new GateDemands { MinDownloads = 0, Reason = "our own model" }),
        };

        var result = await scene.StoredAsync();

        Assert.AreEqual("waived", result.Package!.Verdict);
        var gate = PackageManifest.Read(Encoding.UTF8.GetBytes(result.Package.Manifest))!.Gate;
        Assert.Contains("downloads", gate.Waived.Single());
        Assert.Contains("our own model", gate.Reason!);
        Assert.Contains("our own model", result.Diagnostics.Single(static diagnostic => diagnostic.Code == "HFR3006" || diagnostic.Message.Contains("our own model", StringComparison.Ordinal)).Message);
    }

    [TestMethod]
    public async Task Content_that_was_damaged_in_the_cache_is_fetched_again()
    {
        await using var scene = await IngestScene.StartAsync();
        await scene.StoredAsync();
        var blob = Directory.GetFiles(Path.Combine(scene.Cache, "models--garden--bird", "blobs")).Single(static file => new FileInfo(file).Length == IngestScene.Weights.Length);
        var damaged = IngestScene.Weights.ToArray();
        damaged[5]++;
        await File.WriteAllBytesAsync(blob, damaged);

        var result = await scene.StoredAsync(IngestScene.Request(version: "2.0.0"));

        Assert.AreEqual(2, scene.DownloadsOf("model.safetensors"));
        Assert.AreEqual(IngestScene.Weights.Length, result.FetchedBytes);
    }

    [TestMethod]
    [DataRow("v2.0.0", "2.0.0")]
    [DataRow("main-2", "0.0.0+aaaaaaaaaaaa")]
    public async Task Version_auto_is_that_of_a_tag_or_of_the_commit(string tag, string version)
    {
        await using var scene = await IngestScene.StartAsync(IngestScene.Model with { Revisions = IngestScene.Model.Revisions.Add(tag, IngestScene.Commit) });

        Assert.AreEqual(version, (await scene.StoredAsync(IngestScene.Request(version: null))).Key!.Version.ToString());
    }

    [TestMethod]
    public async Task Version_of_a_name_is_given_to_one_commit()
    {
        const string Id = "garden/bird-v0.1";
        await using var scene = await IngestScene.StartAsync(IngestScene.Model with { Id = Id });
        var first = await scene.StoredAsync(IngestScene.Request(Id, version: null));
        var again = await scene.RunAsync(IngestScene.Request(Id, version: null));
        scene.Hub.Replace([IngestScene.Model with { Id = Id, Sha = IngestScene.NextCommit }]);
        var next = await scene.StoredAsync(IngestScene.Request(Id, version: null));

        Assert.AreEqual(("0.1.0", IngestStatus.Duplicate, "0.1.0+bbbbbbbbbbbb"), (first.Key!.Version.ToString(), again.Status, next.Key!.Version.ToString()));
    }

    [TestMethod]
    public async Task Dataset_is_judged_by_license_and_card()
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Policy = GateSettings.None;

        var result = await scene.StoredAsync(IngestScene.Request($"datasets/{IngestScene.Songs}"));

        Assert.MatchesRegex(@"\Adatasets--garden--songs/1\.0\.0/[0-9a-f]{64}/package\.zip\z", scene.Objects().Single());
        Assert.AreEqual(("cc-by-4.0", 0), (result.Package!.License, result.Package.Scores.Count));
        Assert.IsNull(PackageManifest.Read(Encoding.UTF8.GetBytes(result.Package.Manifest))!.Scores);
    }
}
