using HfRegistry.Gate;
using HfRegistry.Registry;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;

namespace HfRegistry.Tests.Gate;

/// <summary>A registry whose defaults are scored.</summary>
[TestClass]
internal sealed class RegistryScoringTests
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    [TestMethod]
    public async Task A_default_gets_every_score_with_its_day_and_its_commit()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);

        var result = await ScoreAsync(hub, ScoredScene.Registry(), new FakeClock());

        var scores = ScoredScene.ScoresIn(result.Registry)!;
        Assert.AreEqual(8, scores.KnownCount, string.Join(", ", scores.Metrics));
        Assert.AreEqual((new DateOnly(2026, 11, 21), ScoredScene.Model.Sha), (scores.AsOf, scores.Revision?.ToString()));
        Assert.AreEqual(1, scores.Metrics["license"].Value);
        Assert.IsNotNull(scores.Net);
        Assert.AreSequenceEqual(["bert"], result.Updated.Select(static type => type.Name));
        Assert.IsFalse(result.IsPartial);
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(503)]
    public async Task A_refused_request_leaves_a_metric_unknown_never_0_and_a_later_run_fills_it(int status)
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);
        hub.FailWith(Faults.When("/commits/", Faults.Status(status)));

        var partial = await ScoreAsync(hub, ScoredScene.Registry(), new FakeClock());

        var busFactor = ScoredScene.ScoresIn(partial.Registry)!.Metrics["bus_factor"];
        Assert.IsNull(busFactor.Value);
        Assert.IsGreaterThan(0, busFactor.Reason!.Length);
        Assert.AreEqual("HFR3007", partial.Diagnostics.Single().Code);

        hub.FailWith();
        var whole = await ScoreAsync(hub, partial.Registry, new FakeClock());

        Assert.IsNotNull(ScoredScene.ScoresIn(whole.Registry)!.Metrics["bus_factor"].Value);
        Assert.IsFalse(whole.IsPartial);
    }

    [TestMethod]
    public async Task What_was_known_is_not_put_away_by_a_run_that_is_refused()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);
        var clock = new FakeClock();
        var known = (await ScoreAsync(hub, ScoredScene.Registry(), clock)).Registry;

        clock.Advance(MaxAge);
        hub.FailWith(Faults.Status(503));
        var refused = await ScoreAsync(hub, known, clock);

        Assert.AreSame(ScoredScene.ScoresIn(known), ScoredScene.ScoresIn(refused.Registry));
        Assert.IsEmpty(refused.Updated);
        Assert.IsTrue(refused.IsPartial);
    }

    [TestMethod]
    public async Task Scores_of_the_same_commit_are_not_asked_for_again_until_half_of_their_age_is_over()
    {
        await using var hub = await LocalHub.StartAsync(ScoredScene.Model);
        var clock = new FakeClock();
        var known = (await ScoreAsync(hub, ScoredScene.Registry(), clock)).Registry;
        var asked = hub.Requests.Length;

        clock.Advance(MaxAge / 3);
        var again = await ScoreAsync(hub, known, clock);
        Assert.AreEqual((0, asked), (again.Scored, hub.Requests.Length));

        clock.Advance(MaxAge / 3);
        var later = await ScoreAsync(hub, known, clock);
        Assert.AreEqual(1, later.Scored);
        Assert.AreEqual(new DateOnly(2026, 12, 11), ScoredScene.ScoresIn(later.Registry)!.AsOf);
    }

    [TestMethod]
    public async Task One_run_asks_about_a_bounded_number_of_models_the_oldest_first()
    {
        var models = Enumerable.Range(0, RegistryScoring.MaxModels + 2).Select(i => LocalModel.Of($"acme/m-{i:D3}", $"type-{i:D3}")).ToArray();
        await using var hub = await LocalHub.StartAsync(models);
        var registry = ModelRegistry.Of(models.Select(static (model, i) => new RegistryEntry
        {
            Type = ModelType.Parse(model.Type!),
            DefaultModel = ModelId.Parse(model.Id),
            Models = [new ModelRecord { Id = ModelId.Parse(model.Id), Scores = i < 2 ? new RecordedScores { AsOf = new(2026, 1, 1 + i) } : null }],
        }));

        var result = await ScoreAsync(hub, registry, new FakeClock());

        Assert.AreEqual((RegistryScoring.MaxModels, 2), (result.Scored, result.Postponed));
        Assert.IsLessThanOrEqualTo(RegistryScoring.MaxModels * 7, hub.Requests.Length);
        Assert.AreEqual(new DateOnly(2026, 1, 1), result.Registry.Find(ModelId.Parse("acme/m-000"))!.Value.Model.Scores!.AsOf, "the unscored ones came first");
    }

    private static async Task<ScoringResult> ScoreAsync(LocalHub hub, ModelRegistry registry, FakeClock clock)
    {
        using var client = hub.Client();
        return await new RegistryScoring(client, clock, MaxAge).ScoreAsync(registry, []);
    }
}
