using HfRegistry.Quality;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class BusFactorMetricTests
{
    [TestMethod]
    [DataRow("ann", 0.386853)]
    [DataRow("ann Ann ANN", 0.386853)]
    [DataRow("ann bob", 0.613147)]
    [DataRow("ann bob cid", 0.773706)]
    [DataRow("ann bob cid dan eve", 1.0)]
    [DataRow("ann bob cid dan eve fay gus", 1.0)]
    [DataRow("ann ann ann bob", 0.533281)]
    [DataRow("ann hf-bot dependabot[bot] system", 0.386853)]
    [DataRow("ann+bob", 0.613147)]
    [DataRow("ann+hf-bot", 0.386853)]
    [DataRow("hf-bot", 0.0)]
    public void The_score_follows_from_the_effective_number_of_authors(string authors, double value) =>
        Assert.AreEqual(value, Some.Snapshot(history: Some.By(authors.Split(' '))).ValueOf(Metric.BusFactor), 1e-6);

    [TestMethod]
    public void An_organization_has_at_least_half_and_a_user_has_not()
    {
        var alone = Some.By("ann");

        Assert.AreEqual(0.5, Some.Snapshot(Some.Info with { OwnerIsOrganization = true }, history: alone).ValueOf(Metric.BusFactor));
        Assert.AreEqual(0.386852807, Some.Snapshot(Some.Info with { OwnerIsOrganization = false }, history: alone).ValueOf(Metric.BusFactor));
        Assert.AreEqual(1, Some.Snapshot(Some.Info with { OwnerIsOrganization = true }, history: Some.By("a", "b", "c", "d", "e")).ValueOf(Metric.BusFactor));
    }

    [TestMethod]
    public void Commits_that_could_not_be_listed_are_unknown()
    {
        var score = (Some.Snapshot() with { History = Fact.Unknown<CommitHistory>("the rate limit is used up") }).Of(Metric.BusFactor);

        Assert.AreEqual((null, "the commits could not be read: the rate limit is used up"), (score.Value, score.Reason));
    }

    [TestMethod]
    public void A_list_without_a_commit_is_unknown()
    {
        var score = Some.Snapshot(history: new CommitHistory([], IsComplete: true)).Of(Metric.BusFactor);

        Assert.AreEqual((null, "the commits could not be read: the Hub lists none"), (score.Value, score.Reason));
    }

    [TestMethod]
    public void The_day_of_the_last_commit_is_told_apart_and_age_takes_nothing_away()
    {
        var history = Some.By("ann", "bob");
        var old = history with { Commits = [.. history.Commits.Select(commit => commit with { Date = commit.Date!.Value.AddYears(-5) })] };

        Assert.AreEqual(Some.Snapshot(history: history).ValueOf(Metric.BusFactor), Some.Snapshot(history: old).ValueOf(Metric.BusFactor));
        StringAssert.Contains(Some.Snapshot(history: old).EvidenceOf(Metric.BusFactor), "last commit 2021-08-22");
    }

    [TestMethod]
    public void A_long_history_says_that_it_is_cut()
    {
        var cut = new CommitHistory([.. Enumerable.Range(0, 1_000).SelectMany(i => Some.By($"author{i % 10}").Commits)], IsComplete: false);

        Assert.AreEqual(1, Some.Snapshot(history: cut).ValueOf(Metric.BusFactor));
        StringAssert.StartsWith(Some.Snapshot(history: cut).EvidenceOf(Metric.BusFactor), "1000 (the newest) commits, 10 human authors");
    }

    [TestMethod]
    public void More_authors_of_equal_share_never_lower_the_score()
    {
        var scores = Enumerable.Range(1, 12).Select(count => Some.Snapshot(history: Some.By([.. Enumerable.Range(0, count).Select(i => $"a{i}")])).ValueOf(Metric.BusFactor)).ToList();

        CollectionAssert.AreEqual(scores.Order().ToList(), scores);
    }
}
