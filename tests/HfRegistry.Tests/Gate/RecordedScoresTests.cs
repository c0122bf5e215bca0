using System.Collections.Immutable;
using System.Text;
using HfRegistry.Gate;
using HfRegistry.Quality;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Gate;

/// <summary>Scores in the registry.</summary>
[TestClass]
internal sealed class RecordedScoresTests
{
    private static readonly Revision Commit = Revision.Parse(new string('a', 40));

    [TestMethod]
    public void A_score_comes_back_from_a_registry_but_for_its_evidence()
    {
        var score = Judged.Score(1.0 / 3, (Metric.BusFactor, null)) with
        {
            Revision = Commit,
            NetScore = 0.1 + 0.2,
            Coverage = 0.9,
            Devices = ImmutableSortedDictionary<string, double>.Empty.Add("desktop_pc", 0.7),
        };

        var read = ScoreRecords.ToScore(Judged.Id, Reloaded(ScoreRecords.ToRecord(score)));

        Assert.AreEqual(1.0 / 3, read.Metrics[Metric.License].Value!.Value, ModelGate.Tolerance);
        Assert.AreEqual((null, "the Hub answered 429"), (read.Metrics[Metric.BusFactor].Value, read.Metrics[Metric.BusFactor].Reason));
        Assert.AreEqual((score.AsOf, Commit, 0.3, 0.9, 0.7), (read.AsOf, read.Revision, read.NetScore, read.Coverage, read.Devices["desktop_pc"]));
    }

    [TestMethod]
    public void Numbers_are_kept_short_and_null_stands_for_unknown()
    {
        var text = Text(ScoreRecords.ToRecord(Judged.Score(0.1 + 0.2, (Metric.BusFactor, null))));

        StringAssert.Contains(text, "\"license\": 0.3,");
        StringAssert.Contains(text, "\"bus_factor\": null,");
        StringAssert.Contains(text, "\"unknown\": {\n            \"bus_factor\": \"the Hub answered 429\"");
    }

    [TestMethod]
    public void A_metric_that_the_registry_lacks_is_unknown_and_not_0() =>
        Assert.IsNull(ScoreRecords.ToScore(Judged.Id, new RecordedScores { AsOf = Judged.Today }).Metrics[Metric.License].Value);

    [TestMethod]
    public void A_value_that_the_Hub_refused_is_filled_in_by_a_later_run_and_never_put_away_by_one()
    {
        var refused = ScoreRecords.ToRecord(Judged.Score(0.8, (Metric.BusFactor, null)));
        var whole = ScoreRecords.ToRecord(Judged.Score(0.8, (Metric.BusFactor, 0.6)) with { AsOf = Judged.Today.AddDays(1) });

        Assert.AreSame(refused, RecordedScores.Merge(null, refused));
        Assert.AreSame(whole, RecordedScores.Merge(refused, whole));
        Assert.AreSame(whole, RecordedScores.Merge(whole, refused with { AsOf = Judged.Today.AddDays(2) }));
    }

    [TestMethod]
    public void Another_day_is_no_other_score()
    {
        var scores = ScoreRecords.ToRecord(Judged.Score(0.8));

        Assert.AreEqual(scores, ScoreRecords.ToRecord(Judged.Score(0.8)));
        Assert.AreNotEqual(scores, scores with { AsOf = Judged.Today.AddDays(1) });
        Assert.IsTrue(scores.SaysTheSame(scores with { AsOf = Judged.Today.AddDays(1) }));
        Assert.IsFalse(scores.SaysTheSame(ScoreRecords.ToRecord(Judged.Score(0.8, (Metric.BusFactor, 0.7)))));
        Assert.IsFalse(scores.SaysTheSame(scores with { Revision = Commit }));
    }

    [TestMethod]
    public void What_this_version_does_not_know_of_scores_survives_a_save()
    {
        var read = Reloaded("""{"as_of": "2026-11-21", "metrics": {"license": 1, "tree_score": 0.4}, "panel": {"size": 3}}""");

        Assert.AreEqual(0.4, read.Metrics["tree_score"].Value);
        StringAssert.Contains(Text(read), "\"panel\": {");
        StringAssert.Contains(Text(read), "\"tree_score\": 0.4");
    }

    private static string Text(RecordedScores scores) => Encoding.UTF8.GetString(RegistryFile.Render(ModelRegistry.Of(
        [new RegistryEntry { Type = ModelType.Parse("bert"), Models = [Judged.Record with { Scores = scores }] }])));

    private static RecordedScores Reloaded(RecordedScores scores) => Parse(Text(scores));

    private static RecordedScores Reloaded(string scores) =>
        Parse("""{"bert": {"models": ["acme/bert"], "details": {"acme/bert": {"scores": SCORES}}}}""".Replace("SCORES", scores, StringComparison.Ordinal));

    private static RecordedScores Parse(string registry)
    {
        var read = RegistryFile.Parse(Encoding.UTF8.GetBytes(registry), "f");
        Assert.IsEmpty(read.Diagnostics, string.Join('\n', read.Diagnostics));
        return read.Value!.Find(Judged.Id)!.Value.Model.Scores!;
    }
}
