using System.Diagnostics.CodeAnalysis;
using HfRegistry.Configuration;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Testing;

namespace HfRegistry.Ingestion.Tests.Steps;

/// <summary>Whatever fails, the run says at which step and why, nothing half-stored is listed, a sweep leaves nothing behind, and the next run succeeds.</summary>
[TestClass]
internal sealed class IngestFaultTests
{
    private static readonly LocalFault[] Troubles =
        [Faults.Status(503), Faults.RateLimited(1), Faults.CutConnection, Faults.TruncatedBody, Faults.HtmlBadGateway];

    [TestMethod]
    [DataRow("/api/models/garden/bird", IngestStep.Resolve)]
    [DataRow("/tree/", IngestStep.Resolve)]
    [DataRow("/commits/", IngestStep.Gate)]
    [DataRow("model.safetensors", IngestStep.Fetch)]
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "It is disposed of.")]
    public async Task Trouble_with_the_Hub_ends_a_run_at_its_step(string target, IngestStep step)
    {
        foreach (var trouble in Troubles)
        {
            await using var scene = await IngestScene.StartAsync();
            if (step == IngestStep.Gate)
                scene.Policy = GateSettings.None with { General = new GateDemands { Preset = GatePreset.LicenseOnly, Thresholds = GateDemands.None.Thresholds.Add(Quality.Metric.BusFactor, 0.1), AllowedUnknown = [] } };
            scene.Hub.FailWith(Faults.When(target, trouble));

            await FailsAndRecoversAsync(scene, step, () => scene.Hub.FailWith());
        }
    }

    [TestMethod]
    [DataRow(PackageLayout.Package, "package.zip")]
    [DataRow(PackageLayout.Files, "blobs")]
    [DataRow(PackageLayout.Files, "manifest.json")]
    public async Task Refusal_of_the_store_ends_a_run(PackageLayout layout, string name)
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Layout = layout;
        scene.Store.Refuses = key => key.ToString().Contains(name, StringComparison.Ordinal);

        var result = await FailsAndRecoversAsync(scene, IngestStep.Store, () => scene.Store.Refuses = static _ => false);

        Assert.AreEqual("HFR7201", result.Diagnostics[0].Code);
    }

    [TestMethod]
    [DataRow(PackageLayout.Package)]
    [DataRow(PackageLayout.Files)]
    public async Task Locked_catalog_ends_a_run_and_leaves_objects_for_the_sweep(PackageLayout layout)
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Layout = layout;
        scene.Catalog.RefusesPackages = true;

        var result = await FailsAndRecoversAsync(scene, IngestStep.Catalog, () => scene.Catalog.RefusesPackages = false);

        Assert.AreEqual("HFR7211", result.Diagnostics[0].Code);
    }

    [TestMethod]
    [DataRow(IngestStep.Resolve)]
    [DataRow(IngestStep.Size)]
    [DataRow(IngestStep.Score)]
    [DataRow(IngestStep.Gate)]
    [DataRow(IngestStep.Fetch)]
    [DataRow(IngestStep.Verify)]
    [DataRow(IngestStep.Package)]
    [DataRow(IngestStep.Store)]
    public async Task Step_that_cannot_be_recorded_ends_a_run(IngestStep step)
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Catalog.RefusesStep = name => name == StepProducts.NameOf(step);

        await FailsAndRecoversAsync(scene, step, () => scene.Catalog.RefusesStep = static _ => false);
    }

    [TestMethod]
    public async Task Content_that_goes_while_it_is_packaged_ends_a_run()
    {
        await using var scene = await IngestScene.StartAsync();
        var eraser = new AtStep(IngestStep.Package, () => Directory.Delete(Path.Combine(scene.Cache, "models--garden--bird", "blobs"), recursive: true));

        var result = await scene.RunAsync(progress: eraser);

        Assert.AreEqual((IngestStatus.Failed, IngestStep.Package, "HFR7309"), (result.Status, result.Step, result.Diagnostics[0].Code));
        await scene.StoredAsync();
    }

    private static async Task<IngestResult> FailsAndRecoversAsync(IngestScene scene, IngestStep step, Action recover)
    {
        var result = await scene.RunAsync();
        Assert.AreEqual((IngestStatus.Failed, step), (result.Status, result.Step), string.Join('\n', result.Diagnostics));
        Assert.IsTrue(result.Diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error));
        Assert.IsEmpty(await scene.ListAsync());
        await scene.SweepAsync();
        Assert.IsEmpty(scene.Objects(), "A sweep leaves nothing of a run that failed.");

        recover();
        await scene.StoredAsync();
        Assert.HasCount(1, await scene.ListAsync());
        await scene.SweepAsync();
        Assert.IsNotEmpty(scene.Objects());
        return result;
    }
}
