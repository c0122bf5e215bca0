using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

/// <summary>What the source repository of a model adds to its metrics.</summary>
[TestClass]
internal sealed class SourceEvidenceTests
{
    private const string Card = "# Zebra\n\nOur code is at [zebra](https://github.com/acme/zebra).\n";

    [TestMethod]
    public void People_of_the_source_repository_count_for_the_bus_factor()
    {
        var alone = Some.Snapshot(card: Card);
        var five = alone with { Source = Some.Source() };

        Assert.AreEqual(0.386852807, alone.ValueOf(Metric.BusFactor));
        Assert.AreEqual(1, five.ValueOf(Metric.BusFactor), "five equal people");
        StringAssert.Contains(five.EvidenceOf(Metric.BusFactor), "source repository acme/zebra: 5 (the first) people, effective number 5.00; last push 2026-08-13; archived");
        Assert.AreEqual(0.386852807, (alone with { Source = Some.Source(Some.Repository with { IsFork = true }) }).ValueOf(Metric.BusFactor), "they are the original's");
        Assert.AreEqual(0.386852807, (alone with { Source = Some.Source(Some.Repository with { IsCollection = true }) }).ValueOf(Metric.BusFactor), "they are everybody's");
        Assert.AreEqual(0.386852807, (alone with { Source = Some.Source(Some.Repository with { Contributors = null }) }).ValueOf(Metric.BusFactor));
        Assert.AreEqual(0.386852807, (alone with { Source = Some.Source(Some.Repository with { Contributors = new SourceContributors([0, 0], true) }) }).ValueOf(Metric.BusFactor));
        Assert.AreEqual(1, (five with { History = Fact.Unknown<CommitHistory>("503") }).ValueOf(Metric.BusFactor), "known without the Hub's commits");
    }

    [TestMethod]
    public void Fewer_people_of_the_source_repository_take_nothing_away()
    {
        var crowd = Some.Snapshot(card: Card, history: Some.By("a", "b", "c", "d"));
        var single = crowd with { Source = Some.Source(Some.Repository with { Contributors = new SourceContributors([9], true) }) };

        Assert.AreEqual(crowd.ValueOf(Metric.BusFactor), single.ValueOf(Metric.BusFactor));
    }

    [TestMethod]
    public void License_and_tests_of_the_source_repository_count_for_code_quality()
    {
        var alone = Some.Snapshot(card: Card);

        Assert.AreEqual(0.25, (alone with { Source = Some.Source() }).ValueOf(Metric.CodeQuality) - alone.ValueOf(Metric.CodeQuality), 1e-9);
        StringAssert.Contains((alone with { Source = Some.Source() }).EvidenceOf(Metric.CodeQuality), "+0.15 the file LICENSE of acme/zebra\n+0.10 the file tests/test_zebra.py of acme/zebra");
    }

    [TestMethod]
    public void Code_of_the_source_repository_confirms_or_refutes_the_link()
    {
        var linked = Some.Snapshot(card: Card);

        Assert.AreEqual(0.5, linked.ValueOf(Metric.DatasetAndCodeScore));
        Assert.AreEqual("+0.50 code of the model's own repository acme/zebra: train.py", (linked with { Source = Some.Source() }).EvidenceOf(Metric.DatasetAndCodeScore));
        Assert.AreEqual(0.5, Of(Some.Repository with { Code = [] }), "main.py tells no purpose, and is code");
        Assert.AreEqual(0, Of(Some.Repository with { Code = [], HasCode = false }), "a page alone");
        Assert.AreEqual(0.5, Of(Some.Repository with { Code = [], HasCode = false, IsTreeCut = true }), "it may be behind the cut");
        Assert.AreEqual(0, (linked with { Source = new ModelSource("ACME/zebra", Fact.Absent<SourceRepository>()) }).ValueOf(Metric.DatasetAndCodeScore), "it is not there");

        double Of(SourceRepository repository) => (linked with { Source = Some.Source(repository) }).ValueOf(Metric.DatasetAndCodeScore);
    }

    [TestMethod]
    public void Unknown_source_repository_leaves_every_score_as_it_is()
    {
        var alone = Some.Snapshot(card: Card);
        var unknown = alone with { Source = new ModelSource("acme/zebra", Fact.Unknown<SourceRepository>("GitHub's rate limit is used up")) };

        Assert.AreEqual(NetScoreTests.Text(ModelScorer.Score(alone)), NetScoreTests.Text(ModelScorer.Score(unknown)));
    }
}
