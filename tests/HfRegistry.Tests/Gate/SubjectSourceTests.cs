using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;

namespace HfRegistry.Tests.Gate;

/// <summary>Where the gate's scores come from.</summary>
[TestClass]
internal sealed class SubjectSourceTests
{
    private static readonly RecordedScores Recorded = ScoreRecords.ToRecord(Judged.Score(0.8));

    [TestMethod]
    public async Task Offline_the_registry_answers_and_what_it_lacks_is_not_scored()
    {
        var gathered = await GatherAsync(null, ResolutionMode.Offline, ScoredScene.Registry(Recorded), ScoredScene.Id, ModelId.Parse("acme/other"));

        Assert.AreEqual((ScoreOrigin.Registry, 0.8), (gathered[0].Origin, gathered[0].Subject.Score!.NetScore));
        Assert.AreEqual((ScoreOrigin.None, null), (gathered[1].Origin, gathered[1].Subject.Score));
    }

    [TestMethod]
    public async Task Fresh_scores_are_taken_without_a_request_and_old_ones_are_asked_for()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);

        var fresh = await GatherAsync(hub, ResolutionMode.Auto, ScoredScene.Registry(Recorded), ScoredScene.Id);
        Assert.AreEqual((ScoreOrigin.Registry, 0), (fresh[0].Origin, hub.Requests.Length));

        var old = await GatherAsync(hub, ResolutionMode.Auto, ScoredScene.Registry(Recorded with { AsOf = new(2026, 9, 1) }), ScoredScene.Id);
        Assert.AreEqual(ScoreOrigin.Hub, old[0].Origin);
        Assert.AreEqual(5_000, old[0].Subject.Record!.Downloads30d, "the facts beside the scores are the Hub's too");
    }

    [TestMethod]
    public async Task Online_the_Hub_is_always_asked()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);

        Assert.AreEqual(ScoreOrigin.Hub, (await GatherAsync(hub, ResolutionMode.Online, ScoredScene.Registry(Recorded), ScoredScene.Id))[0].Origin);
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(500)]
    public async Task A_Hub_that_refuses_takes_nothing_from_what_the_registry_knows(int status)
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);
        hub.FailWith(Faults.Status(status));

        var gathered = (await GatherAsync(hub, ResolutionMode.Online, ScoredScene.Registry(Recorded), ScoredScene.Id))[0];

        Assert.AreEqual((ScoreOrigin.Registry, 0.8), (gathered.Origin, gathered.Subject.Score!.NetScore));
        Assert.IsNotNull(gathered.Failure);
    }

    [TestMethod]
    public async Task Without_any_scores_a_Hub_that_refuses_leaves_every_metric_unknown_and_none_at_0()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);
        hub.FailWith(Faults.Status(503));

        var gathered = (await GatherAsync(hub, ResolutionMode.Auto, ModelRegistry.Empty, ScoredScene.Id))[0];

        Assert.IsTrue(gathered.Subject.Score!.Metrics.Values.All(static metric => metric.Value is null));
        Assert.IsTrue(Judged.Judge(gathered.Subject, GateDemands.None).IsOnlyUnknown);
        Assert.AreEqual(ScoreOrigin.None, gathered.Origin);
    }

    [TestMethod]
    public async Task A_Hub_that_says_nothing_costs_the_budget_and_no_more()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);
        hub.FailWith(Faults.SaysNothing);
        using var client = hub.Client(with: options => options.WithTimeout(TimeSpan.FromMilliseconds(50)));
        var source = new ScoreProvider(Options(ResolutionMode.Online, ScoredScene.Registry(Recorded)), client, TimeProvider.System);

        var gathered = (await source.GetAsync([ScoredScene.Id]))[0];

        Assert.AreEqual(ScoreOrigin.Registry, gathered.Origin);
        StringAssert.Contains(gathered.Failure, "within 0.05 s");
    }

    private static async Task<IReadOnlyList<GatheredSubject>> GatherAsync(LocalHub? hub, ResolutionMode mode, ModelRegistry registry, params ModelId[] ids)
    {
        using var client = hub?.Client();
        return await new ScoreProvider(Options(mode, registry), client, new FakeClock()).GetAsync(ids);
    }

    private static ResolverOptions Options(ResolutionMode mode, ModelRegistry registry) => new() { Mode = mode, Registry = registry, Embedded = ModelRegistry.Empty };
}
