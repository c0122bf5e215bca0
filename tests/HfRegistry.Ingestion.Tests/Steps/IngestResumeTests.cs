using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Steps;

namespace HfRegistry.Ingestion.Tests.Steps;

[TestClass]
internal sealed class IngestResumeTests
{
    public static IEnumerable<object[]> Steps => Enum.GetValues<IngestStep>().Select(static step => new object[] { step });

    // A kill differs from a cancel in nothing that the next run could see: no step is recorded before it is done.
    [TestMethod]
    [DynamicData(nameof(Steps))]
    public async Task Run_that_was_cut_off_goes_on_with_its_commit(IngestStep step)
    {
        await using var scene = await IngestScene.StartAsync();
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.RunAsync(progress: new AtStep(step, cut.Cancel), cancellationToken: cut.Token));
        Assert.IsEmpty(await scene.ListAsync());
        scene.Hub.Replace([IngestScene.Model with { Revisions = IngestScene.Model.Revisions.Add("old", IngestScene.Commit), Sha = IngestScene.NextCommit }]);

        var result = await scene.StoredAsync();

        Assert.AreEqual(step > IngestStep.Score ? IngestScene.Commit : IngestScene.NextCommit, result.Revision!.ToString());
        Assert.AreEqual(1, scene.DownloadsOf("model.safetensors"));
        Assert.HasCount(1, await scene.ListAsync());
    }

    [TestMethod]
    public async Task Run_that_goes_on_does_not_ask_for_facts_again()
    {
        await using var scene = await IngestScene.StartAsync();
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.RunAsync(progress: new AtStep(IngestStep.Fetch, cut.Cancel), cancellationToken: cut.Token));
        var asked = scene.Hub.Requests.Length;

        await scene.StoredAsync();

        Assert.IsFalse(scene.Hub.Requests.Skip(asked).Any(static request => request.Target.Contains("/commits/", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Run_that_ended_is_not_begun_again()
    {
        await using var scene = await IngestScene.StartAsync();
        var run = (await scene.Catalog.BeginAsync(IngestScene.Request().Run, CancellationToken.None)).Value!;
        Assert.IsNull(await scene.Catalog.EndAsync(run.RunId, RunState.Canceled, failure: null, CancellationToken.None));

        var result = await scene.RunAsync(IngestScene.Request() with { RunId = run.RunId });

        Assert.AreEqual((IngestStatus.Failed, "HFR7214"), (result.Status, result.Diagnostics[0].Code));
        Assert.HasCount(1, (await scene.Catalog.ListRunsAsync(TenantName.Default, 0, 10, CancellationToken.None)).Value!);
    }

    [TestMethod]
    public async Task Run_of_another_day_begins_anew()
    {
        await using var scene = await IngestScene.StartAsync();
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.RunAsync(progress: new AtStep(IngestStep.Fetch, cut.Cancel), cancellationToken: cut.Token));
        scene.Clock.Advance(TimeSpan.FromDays(2));
        scene.Hub.Replace([IngestScene.Model with { Sha = IngestScene.NextCommit }]);

        Assert.AreEqual(IngestScene.NextCommit, (await scene.StoredAsync()).Revision!.ToString());
    }

    [TestMethod]
    public async Task Sweep_keeps_what_a_run_has_claimed_until_nobody_goes_on_with_it()
    {
        await using var scene = await IngestScene.StartAsync();
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.RunAsync(progress: new AtStep(IngestStep.Catalog, cut.Cancel), cancellationToken: cut.Token));
        scene.Clock.Advance(TimeSpan.FromDays(2));
        using var again = new CancellationTokenSource();
        await Assert.ThrowsAsync<OperationCanceledException>(() => scene.RunAsync(progress: new AtStep(IngestStep.Fetch, again.Cancel), cancellationToken: again.Token));

        Assert.AreEqual((0, 0), (await scene.SweepAsync(TimeSpan.FromDays(1))) is var kept ? (kept.Objects.Length, kept.Runs) : default);
        scene.Clock.Advance(TimeSpan.FromDays(2));
        Assert.AreEqual((1, 1), (await scene.SweepAsync(TimeSpan.FromDays(1))) is var swept ? (swept.Objects.Length, swept.Runs) : default);
        Assert.IsEmpty(scene.Objects());
    }

    [TestMethod]
    public async Task Removed_package_leaves_what_others_share()
    {
        await using var scene = await IngestScene.StartAsync();
        scene.Layout = PackageLayout.Files;
        var first = await scene.StoredAsync();
        var second = await scene.StoredAsync(IngestScene.Request(version: "2.0.0"));

        var removed = await scene.Catalog.RemoveAsync(first.Key!, CancellationToken.None);
        await scene.SweepAsync();

        Assert.MatchesRegex(@"\Amodels--garden--bird/1\.0\.0/[0-9a-f]{64}/manifest\.json\z", removed.Value!.Orphans.Single().ToString());
        Assert.AreEqual("{}", IngestScene.Text(await scene.ArchiveAsync(second.Package!), "config.json"));
        Assert.HasCount(4, scene.Objects(), string.Join('\n', scene.Objects()));
    }
}
