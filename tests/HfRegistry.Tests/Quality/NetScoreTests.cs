using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class NetScoreTests
{
    private static readonly HubModel Info = Some.Info with
    {
        CardData = """{"license":"mit","datasets":["a/b"]}""",
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Files = [new HubFile("config.json", 1), new HubFile("model.safetensors", 440_000_000), new HubFile("tokenizer.json", 2)],
    };

    private static readonly HubDataset Dataset = new() { Id = DatasetId.TryParse("a/b", out var id) ? id : throw new FormatException(), Gating = Gating.Open };

    private static ModelSnapshot Full => Some.Snapshot(Info, "## Usage\nTwenty characters and more.", Some.By("ann", "bob"), Some.Dataset("a/b", Dataset));

    [TestMethod]
    public void The_weights_are_the_eight_of_the_definition_and_together_one()
    {
        Assert.AreEqual(
            "License=0.15 SizeScore=0.1 RampUpTime=0.15 BusFactor=0.1 PerformanceClaims=0.15 DatasetAndCodeScore=0.15 DatasetQuality=0.1 CodeQuality=0.1",
            string.Join(' ', ModelScorer.Weights.Select(weight => $"{weight.Key}={weight.Value}")));
        Assert.AreEqual(1m, ModelScorer.Weights.Values.Sum(weight => (decimal)weight));
        Assert.AreEqual(1.0, ModelScorer.Score(Full).Coverage);
    }

    [TestMethod]
    public void The_net_score_of_a_worked_example()
    {
        var score = ModelScorer.Score(Full);

        // 440 MB: the smallest board has 1 - 0.5 (0.44 - 0.25) / 0.75, the others 1.
        var size = (1 - (0.5 * 0.19 / 0.75) + 3) / 4;
        var values = score.Metrics.Values.Select(metric => metric.Value!.Value).ToArray();
        double[] expected = [1, size, 0.3, Math.Log2(3) / Math.Log2(6), 0, 0.5, 0.15, 0.25 + 0.2 + 0.15 + 0.15 + 0.1];
        for (var i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], values[i], 1e-9, ((Metric)i).ToString());
        Assert.AreEqual(
            (0.15 * 1) + (0.1 * size) + (0.15 * 0.3) + (0.1 * expected[3]) + (0.15 * 0) + (0.15 * 0.5) + (0.1 * 0.15) + (0.1 * 0.85), score.NetScore!.Value, 1e-9);
    }

    [TestMethod]
    public void Unknown_metrics_are_left_out_of_the_mean_and_of_the_coverage()
    {
        var score = ModelScorer.Score(Full with { Card = Fact.Unknown<string>("gated") });

        Assert.AreEqual(0.55, score.Coverage, 1e-12);
        Assert.AreEqual("RampUpTime PerformanceClaims DatasetAndCodeScore", string.Join(' ', score.Metrics.Where(metric => metric.Value.Value is null).Select(metric => metric.Key)));
        Assert.AreEqual(((0.15 * 1) + (0.1 * score.Metrics[Metric.SizeScore].Value!.Value) + (0.1 * Math.Log2(3) / Math.Log2(6)) + 0.015 + 0.085) / 0.55, score.NetScore!.Value, 1e-9);
    }

    [TestMethod]
    public void Fewer_than_five_known_metrics_make_no_net_score()
    {
        var score = ModelScorer.Score(Full with { Card = Fact.Unknown<string>("gated"), History = Fact.Unknown<CommitHistory>("gated") });

        Assert.AreEqual(3, score.Metrics.Count(metric => metric.Value.Value is not null));
        Assert.IsNull(score.NetScore);
        Assert.AreEqual(0.35, score.Coverage, 1e-12);
    }

    [TestMethod]
    public void A_model_that_could_not_be_asked_about_has_eight_unknown_metrics_with_the_reason()
    {
        var score = ModelScorer.Score(Full with { Info = Fact.Unknown<HubModel>("the Hub cannot be reached: 503") });

        Assert.HasCount(8, score.Metrics);
        Assert.IsTrue(score.Metrics.Values.All(metric => metric is { Value: null, Reason: "the Hub cannot be reached: 503" }));
        Assert.IsNull(score.NetScore);
        Assert.IsNull(score.Revision);
        Assert.AreEqual(0, score.Coverage);
    }

    [TestMethod]
    public void The_score_names_the_model_as_the_Hub_does_and_the_day_of_the_facts()
    {
        var score = ModelScorer.Score(Full with { AskedId = ModelId.Parse("old/name") });

        Assert.AreEqual((Info.Id, Info.Sha, new DateOnly(2026, 8, 22)), (score.Id, score.Revision, score.AsOf));
    }

    [TestMethod]
    public void Equal_facts_give_equal_scores_in_any_order_of_files_tags_and_commits()
    {
        var snapshot = Full with
        {
            Info = Fact.Known(Info with
            {
                Tags = ["arxiv:2", "arxiv:1", "license:mit", "dataset:c", "dataset:b"],
                Files = [.. Info.Files, new HubFile("a.py"), new HubFile("b.py"), new HubFile("LICENSE"), new HubFile("LICENSE.md"), new HubFile("all_results.json"), new HubFile("model.fp16.safetensors", 7)],
            }),
            History = Fact.Known(Some.By("ann", "bob+cid", "cid", "ann", "dan+ann+eve")),
        };
        var expected = Text(ModelScorer.Score(snapshot));
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var info = snapshot.Info.Value!;
            var history = snapshot.History.Value!;
            var shuffled = snapshot with
            {
                Info = Fact.Known(info with { Tags = Shuffled(info.Tags, random), Files = Shuffled(info.Files, random) }),
                History = Fact.Known(history with { Commits = Shuffled(history.Commits, random) }),
            };

            Assert.AreEqual(expected, Text(ModelScorer.Score(shuffled)), $"seed {seed}");
        }
    }

    /// <summary>Every digit and every word of a score.</summary>
    internal static string Text(ModelScore score) => string.Join('\n', score.Metrics.Select(metric =>
            $"{metric.Key} {metric.Value.Value:R} {metric.Value.Reason} {string.Join('|', metric.Value.Evidence)}"))
        + $"\n{score.NetScore:R} {score.Coverage:R} {score.AsOf:O} {string.Join(' ', score.Devices)}";

    private static ImmutableArray<T> Shuffled<T>(ImmutableArray<T> items, Random random)
    {
        var copy = items.ToArray();
        random.Shuffle(copy);
        return [.. copy];
    }
}
