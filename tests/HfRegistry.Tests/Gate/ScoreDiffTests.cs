using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Quality;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Gate;

/// <summary>What a difference of two registries says of scores.</summary>
[TestClass]
internal sealed class ScoreDiffTests
{
    [TestMethod]
    public void A_default_that_falls_under_its_threshold_is_told_with_the_metric_and_needs_a_human()
    {
        var change = Between(Entry(Judged.Score(0.8)), Entry(Judged.Score(0.7, (Metric.BusFactor, 0.3)))).Changes.Single();

        Assert.AreEqual(("score_fell", "0.8", "0.7", true), (change.KindName, change.Old, change.New, change.NeedsReview));
        Assert.AreEqual("Failed metrics: Bus Factor (0.3 < 0.5); a person has to look: a build with the gate refuses it", change.Reason);
    }

    [TestMethod]
    public void What_was_told_is_no_noise_too() =>
        Assert.AreEqual(RegistryVolatileFields.None, Between(Entry(Judged.Score(0.8)), Entry(Judged.Score(0.3))).Noise);

    [TestMethod]
    public void A_fall_that_stays_above_the_threshold_is_noise()
    {
        var diff = Between(Entry(Judged.Score(0.8)), Entry(Judged.Score(0.6)));

        Assert.IsEmpty(diff.Changes);
        Assert.AreEqual(new RegistryVolatileFields { Facts = 1 }, diff.Noise);
    }

    [TestMethod]
    public void What_was_low_before_or_is_unknown_now_has_not_fallen()
    {
        Assert.IsEmpty(Between(Entry(Judged.Score(0.3)), Entry(Judged.Score(0.2))).Changes);
        Assert.IsEmpty(Between(Entry(Judged.Score(0.8)), Entry(Judged.Score(0.8, (Metric.License, null)))).Changes);
        Assert.IsEmpty(Between(Entry(null), Entry(Judged.Score(0.2))).Changes, "learned for the first time");
    }

    [TestMethod]
    public void The_thresholds_are_those_of_the_configuration() =>
        Assert.IsEmpty(Between(Entry(Judged.Score(0.8)), Entry(Judged.Score(0.3)), GateSettings.None with { General = new GateDemands { Threshold = 0.2 } }).Changes);

    private static RegistryDiff Between(RegistryEntry old, RegistryEntry now, GateSettings? settings = null) =>
        RegistryDiff.Between(ModelRegistry.Of([old]), ModelRegistry.Of([now]), 14, new ScoreDiff(settings ?? GateSettings.None).Of);

    private static RegistryEntry Entry(ModelScore? score) => new()
    {
        Type = ModelType.Parse("bert"),
        DefaultModel = Judged.Id,
        Models = [Judged.Record with { Scores = score is null ? null : ScoreRecords.ToRecord(score) }],
    };
}
