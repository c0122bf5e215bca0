using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Testing;

namespace HfRegistry.Ingestion.Tests.Steps;

[TestClass]
internal sealed class IngestRefusalTests
{
    [TestMethod]
    public async Task Model_that_fails_the_gate_is_refused_before_its_weights_are_downloaded()
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Policy = GateSettings.None;

        var result = await RefusedAsync(scene, IngestStep.Gate, "HFR3001");

        Assert.Contains("Bus Factor", result.Verdict!.MetricsText);
        Assert.IsNotNull(result.Score);
    }

    [TestMethod]
    [DataRow("sub/D:x")]
    [DataRow("Config.json")]
    [DataRow("config.json/inside")]
    [DataRow("nul")]
    [DataRow("hfregistry-package.json")]
    public async Task Name_that_cannot_be_kept_is_refused_by_name(string path)
    {
        await using var scene = await IngestScene.StartAsync(IngestScene.Model.With(path, "x"u8.ToArray()));

        var result = await RefusedAsync(scene, IngestStep.Size, "HFR7301");

        Assert.Contains(path, result.Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task Path_that_is_a_trap_is_refused()
    {
        await using var scene = await IngestScene.StartAsync(IngestScene.Model.With("../up", "x"u8.ToArray()));

        await RefusedAsync(scene, IngestStep.Size, "HFR7301");
    }

    [TestMethod]
    [DataRow(2, 1_000_000, "3 files")]
    [DataRow(10, 50_000, "100 KB")]
    public async Task Package_beyond_a_limit_is_refused(int files, long bytes, string figure)
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Limits = new IngestLimits { MaxFiles = files, MaxSize = new ByteSize(bytes) };

        Assert.Contains(figure, (await RefusedAsync(scene, IngestStep.Size, "HFR7302")).Diagnostics[0].Message);
    }

    [TestMethod]
    public async Task Packages_beyond_a_quota_are_refused()
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Limits = new IngestLimits { MaxTenantSize = new ByteSize(150_000) };
        await scene.StoredAsync();

        var second = await scene.RunAsync("2.0.0");

        Assert.AreEqual((IngestStatus.Refused, "HFR7302"), (second.Status, second.Diagnostics[0].Code));
    }

    [TestMethod]
    public async Task File_that_the_scan_warns_of_is_refused_and_an_unscanned_one_is_not()
    {
        await using var scene = await IngestScene.StartAsync(IngestScene.Model with { Scans = IngestScene.Model.Scans.Add("model.safetensors", "unsafe").Add("config.json", "queued") });

        var result = await RefusedAsync(scene, IngestStep.Size, "HFR7304");

        Assert.Contains("model.safetensors (unsafe)", result.Diagnostics[0].Message);
        Assert.IsFalse(result.Diagnostics[0].Message.Contains("config.json", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task Model_that_went_to_another_owner_is_refused()
    {
        await using var scene = await IngestScene.StartAsync(IngestScene.Model with { FormerIds = ["old/bird"] });

        var result = await scene.RunAsync(IngestScene.Request("old/bird"));

        Assert.AreEqual((IngestStatus.Refused, IngestStep.Gate), (result.Status, result.Step), string.Join('\n', result.Diagnostics));
        Assert.Contains("another owner", result.Verdict!.PolicyText);
    }

    [TestMethod]
    public async Task Unknown_model_is_refused_with_the_answer_of_the_Hub()
    {
        await using var scene = await IngestScene.StartAsync();

        var result = await scene.RunAsync(IngestScene.Request("nobody/nothing"));

        Assert.AreEqual((IngestStatus.Refused, IngestStep.Resolve), (result.Status, result.Step));
        Assert.IsInstanceOfType<HubError.NotFound>(result.HubError);
    }

    [TestMethod]
    public async Task Gated_model_without_access_is_refused_before_the_store()
    {
        await using var scene = await IngestScene.StartAsync(IngestScene.Model with { Gating = Gating.Manual });

        var result = await scene.RunAsync();

        Assert.AreEqual((IngestStatus.Refused, IngestStep.Fetch), (result.Status, result.Step), string.Join('\n', result.Diagnostics));
        Assert.IsEmpty(scene.Objects());
    }

    [TestMethod]
    [DataRow(true, "HFR3001")]
    [DataRow(false, "HFR7306")]
    public async Task Dataset_without_license_or_card_is_refused(bool hasCard, string code)
    {
        var dataset = hasCard
            ? IngestScene.Dataset with { Tags = [], CardData = "{}" }
            : (IngestScene.Dataset with { Files = [], Contents = IngestScene.Dataset.Contents.Clear() }).With("songs.parquet", [1]);
        await using var scene = await IngestScene.StartAsync(dataset: dataset);

        var result = await scene.RunAsync(IngestScene.Request($"datasets/{IngestScene.Songs}"));

        Assert.AreEqual((IngestStatus.Refused, code), (result.Status, result.Diagnostics[0].Code), string.Join('\n', result.Diagnostics));
    }

    private static async Task<IngestResult> RefusedAsync(IngestScene scene, IngestStep step, string code)
    {
        var result = await scene.RunAsync();
        Assert.AreEqual((IngestStatus.Refused, step, code), (result.Status, result.Step, result.Diagnostics.FirstOrDefault()?.Code), string.Join('\n', result.Diagnostics));
        Assert.IsEmpty(scene.Objects());
        Assert.IsEmpty(await scene.ListAsync());
        Assert.AreEqual(0, scene.DownloadsOf("model.safetensors"));
        return result;
    }
}
