using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class DatasetAndCodeMetricTests
{
    private const string Sentence = "More than twenty characters stand here.\n";

    private static readonly HubDataset Squad = new() { Id = Parse("rajpurkar/squad") };

    [TestMethod]
    public void A_declared_dataset_that_the_Hub_has_is_worth_more_than_one_it_has_not()
    {
        var declared = Some.Info with { CardData = """{"datasets":["squad"]}""" };

        Assert.AreEqual(0.5, Some.Snapshot(declared, datasets: Some.Dataset("squad", Squad)).ValueOf(Metric.DatasetAndCodeScore));
        Assert.AreEqual(0.35, Some.Snapshot(declared, datasets: Some.Dataset("squad", null)).ValueOf(Metric.DatasetAndCodeScore));
        Assert.AreEqual(0.5, Some.Snapshot(declared, datasets: [Some.Dataset("gone", null), Some.Dataset("squad", Squad)]).ValueOf(Metric.DatasetAndCodeScore));
    }

    [TestMethod]
    public void A_dataset_that_could_not_be_asked_about_is_unknown_unless_another_one_answers()
    {
        var limited = new DeclaredDataset("squad", Fact.Unknown<HubDataset>("the rate limit is used up"));

        Assert.AreEqual("the dataset squad could not be asked about: the rate limit is used up", Some.Snapshot(datasets: limited).Of(Metric.DatasetAndCodeScore).Reason);
        Assert.AreEqual(0.5, Some.Snapshot(datasets: [limited, Some.Dataset("other", Squad)]).ValueOf(Metric.DatasetAndCodeScore));
    }

    [TestMethod]
    [DataRow("## Training data\nAll of it stands in [the corpus](https://example.org/data).", 0.35)]
    [DataRow("## Training data\n### Sources\nhttps://example.org/data with more words", 0.35)]
    [DataRow("## Training data\n" + Sentence, 0.15)]
    [DataRow("## Training data\n[More Information Needed]", 0.0)]
    [DataRow("See [the corpus](https://example.org/data).", 0.0)]
    public void Training_data_may_be_linked_or_described(string card, double value) => Assert.AreEqual(value, Some.WithCard(card).ValueOf(Metric.DatasetAndCodeScore));

    [TestMethod]
    [DataRow("[code](https://github.com/acme/tools)", 0.5, "the owner's name")]
    [DataRow("https://gitlab.com/somebody/zebra.git", 0.5, "the model's name")]
    [DataRow("<https://codeberg.org/somebody/zebra-training/src/branch/main>", 0.5, "a deep link")]
    [DataRow("[official code](https://bitbucket.org/one/two)", 0.5, "the link's words")]
    [DataRow("The training code is [here](https://github.com/one/two).", 0.5, "the sentence's words")]
    [DataRow("Code that others wrote is [here](https://github.com/one/two).", 0.2, "somebody's code")]
    [DataRow("[official code](https://github.com/huggingface/transformers)", 0.2, "a general library is nobody's own")]
    [DataRow("[code](https://github.com/one/chat-7b-model)", 0.2, "common words tell nothing")]
    [DataRow("[code](https://github.com/one)", 0.0, "a person is no repository")]
    [DataRow("[code](https://github.com.evil.example/acme/zebra)", 0.0, "another host")]
    [DataRow("```python\nimport zebra\n```", 0.2, "a snippet")]
    [DataRow("nothing", 0.0, "nothing")]
    public void Code_is_the_models_own_or_general(string card, double value, string why) =>
        Assert.AreEqual(value, Some.WithCard(card).ValueOf(Metric.DatasetAndCodeScore), why);

    [TestMethod]
    [DataRow("modeling_zebra.py", 0.35)]
    [DataRow("src/train.py", 0.35)]
    [DataRow("setup.py", 0.0)]
    [DataRow("src/__init__.py", 0.0)]
    public void Code_among_the_files_counts(string path, double value) => Assert.AreEqual(value, Some.WithFiles(new HubFile(path)).ValueOf(Metric.DatasetAndCodeScore));

    [TestMethod]
    public void A_card_that_cannot_be_read_makes_it_unknown() => Assert.AreEqual(
        "the card could not be read: gated", (Some.Snapshot() with { Card = Fact.Unknown<string>("gated") }).Of(Metric.DatasetAndCodeScore).Reason);

    [TestMethod]
    [DataRow("""{"datasets":"squad"}""", "", "squad")]
    [DataRow("""{"datasets":["https://huggingface.co/datasets/allenai/c4","squad"]}""", "dataset:squad dataset:b dataset:a", "https://huggingface.co/datasets/allenai/c4,squad,a,b")]
    [DataRow("""{"datasets":["allenai/c4","https://huggingface.co/datasets/allenai/c4/tree/main?x"]}""", "", "allenai/c4")]
    [DataRow("""{"datasets":[null,7,{"a":1},""]}""", "", "7")]
    [DataRow("{}", "dataset: license:mit", "")]
    public void The_declared_names_are_the_metadatas_then_the_tags(string metadata, string tags, string names) => Assert.AreEqual(
        names, string.Join(',', ModelFacts.Of(Some.WithMetadata(metadata, tags.Split(' ')))!.DeclaredDatasets));

    [TestMethod]
    [DataRow("squad", "squad")]
    [DataRow("https://huggingface.co/datasets/allenai/c4/tree/main", "allenai/c4")]
    [DataRow("https://huggingface.co/datasets/squad", "squad")]
    [DataRow("our private data", null)]
    [DataRow("https://example.org/data", null)]
    public void A_name_leads_to_the_Hub_or_nowhere(string name, string? id) => Assert.AreEqual(id, DeclaredDatasets.IdOf(name)?.ToString());

    private static DatasetId Parse(string text) => DatasetId.TryParse(text, out var id) ? id : throw new FormatException(text);
}
