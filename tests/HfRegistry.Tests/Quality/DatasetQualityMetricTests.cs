using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class DatasetQualityMetricTests
{
    private static readonly HubDataset Nothing = new() { Id = DatasetId.TryParse("a/b", out var id) ? id : throw new FormatException() };

    private static readonly HubDataset Everything = Nothing with
    {
        Description = string.Join(' ', Enumerable.Repeat("word", 50)),
        Tags = ["license:cc-by-4.0", "size_categories:1M<n<10M", "task_categories:question-answering"],
        Gating = Gating.Open,
        Downloads30d = 99_999,
    };

    [TestMethod]
    public void Each_part_counts()
    {
        Assert.AreEqual(1, Value(Everything));
        Assert.AreEqual(0, Value(Nothing));
        Assert.AreEqual(0.7, Value(Everything with { Description = "few words" }));
        Assert.AreEqual(0.7, Value(Everything with { Description = null }));
        Assert.AreEqual(0.8, Value(Everything with { Tags = Everything.Tags.Replace("license:cc-by-4.0", "license:other") }));
        Assert.AreEqual(0.8, Value(Everything with { Tags = ["license:mit", "task_categories:x"] }));
        Assert.AreEqual(0.8, Value(Everything with { Tags = ["license:mit", "size_categories:n<1K"] }));
        Assert.AreEqual(0.85, Value(Everything with { Gating = Gating.Auto }));
        Assert.AreEqual(0.85, Value(Everything with { Gating = Gating.Unknown }));
    }

    [TestMethod]
    [DataRow(0L, 0.0)]
    [DataRow(9L, 0.03)]
    [DataRow(999L, 0.09)]
    [DataRow(99_999L, 0.15)]
    [DataRow(long.MaxValue, 0.15)]
    public void Downloads_count_on_a_scale_of_tens(long downloads, double value) => Assert.AreEqual(value, Value(Nothing with { Downloads30d = downloads }));

    [TestMethod]
    [DataRow("""{"license":"mit","task_categories":["a"],"dataset_info":{"features":[]}}""", 0.4)]
    [DataRow("""{"license":["mit"],"task_categories":["a"],"configs":[{"config_name":"x"}]}""", 0.4)]
    [DataRow("""{"license":"unknown","task_categories":[],"size_categories":["n<1K"]}""", 0.0)]
    public void The_metadata_counts_as_the_tags_do(string metadata, double value) => Assert.AreEqual(value, Value(Nothing with { CardData = metadata }));

    [TestMethod]
    public void The_mean_counts_and_a_vanished_dataset_is_worth_nothing()
    {
        var score = Some.Snapshot(datasets: [Some.Dataset("a/b", Everything), Some.Dataset("gone", null), Some.Dataset("c", Nothing)]);

        Assert.AreEqual(0.333333333, score.ValueOf(Metric.DatasetQuality));
        Assert.AreEqual(
            "a/b 1.00: a description, a named license, its tasks and its shape, not gated, 99999 downloads in 30 days\ngone: the Hub has no such dataset\nc 0.00: nothing",
            score.EvidenceOf(Metric.DatasetQuality));
    }

    [TestMethod]
    [DataRow("It learned from [these](https://huggingface.co/datasets/a/b).", 0.25)]
    [DataRow("## Training data\nMore than twenty characters stand here.", 0.11)]
    [DataRow("## Training data\nAll of it is at https://example.org/data today.", 0.37)]
    [DataRow("## Training data\nIt has 12,000 sentences of the web.", 0.21, DisplayName = "its size")]
    [DataRow("## Training data\nThe texts were lowercased and deduplicated.", 0.21, DisplayName = "its preparation")]
    [DataRow("It was fine-tuned on the stripes dataset.", 0.1, DisplayName = "a sentence names it")]
    [DataRow("This model is a fine-tuned version of x on the None dataset.", 0.0)]
    [DataRow("This model is a fine-tuned version of x on an unknown dataset.", 0.0)]
    [DataRow("It was trained on the dataset.", 0.0)]
    [DataRow("## History\nAll of it is at https://example.org/data today.", 0.0)]
    public void What_the_card_tells_of_data_counts_where_it_is_more(string card, double value)
    {
        Assert.AreEqual(value, Some.WithCard(card).ValueOf(Metric.DatasetQuality));
        Assert.AreEqual(1, Some.Snapshot(Some.Info, card, datasets: Some.Dataset("a/b", Everything)).ValueOf(Metric.DatasetQuality));
    }

    [TestMethod]
    public void None_declared_is_nothing_and_one_that_could_not_be_asked_about_is_unknown()
    {
        Assert.AreEqual((0.0, "no dataset is declared"), Of(Some.Snapshot()));
        Assert.AreEqual((0.0, "the Hub has none of the declared datasets"), Of(Some.Snapshot(datasets: Some.Dataset("gone", null))));
        Assert.AreEqual(
            (null, "the dataset x could not be asked about: 503"),
            Of(Some.Snapshot(datasets: [Some.Dataset("a/b", Everything), new DeclaredDataset("x", Fact.Unknown<HubDataset>("503"))])));
        Assert.AreEqual(
            (null, "the card could not be read: 503"), Of(Some.Snapshot() with { Card = Fact.Unknown<string>("503") }), "the front matter may declare one");
    }

    private static (double?, string?) Of(ModelSnapshot snapshot) => (snapshot.Of(Metric.DatasetQuality).Value, snapshot.Of(Metric.DatasetQuality).Reason);

    private static double Value(HubDataset dataset) => Some.Snapshot(datasets: Some.Dataset(dataset.Id.ToString(), dataset)).ValueOf(Metric.DatasetQuality);
}
