using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class RampUpMetricTests
{
    private const string Sentence = "More than twenty characters stand here.\n";

    private static readonly string Hundred = string.Join(' ', Enumerable.Repeat("word", 100));

    [TestMethod]
    [DataRow("# Title\nfew words", 0.0)]
    [DataRow("## Usage\n" + Sentence, 0.10)]
    [DataRow("How to use\n---\n" + Sentence, 0.10)]
    [DataRow("## Usage\nshort", 0.0)]
    [DataRow("```python\nAutoModel.from_pretrained('x')\n```", 0.15)]
    [DataRow("```\nserve acme-lab/zebra-7b-chat\n```", 0.15)]
    [DataRow("```\nprint('hello')\n```", 0.0)]
    [DataRow("call from_pretrained, in prose", 0.0)]
    [DataRow("## Installation\n" + Sentence, 0.15)]
    [DataRow("run `pip install zebra` first", 0.15)]
    [DataRow("## Uses\n" + Sentence, 0.075)]
    [DataRow("## Limitations\n" + Sentence, 0.075)]
    [DataRow("## Intended uses & limitations\n" + Sentence, 0.15)]
    [DataRow("## Uses\n### Out-of-Scope Use\n" + Sentence, 0.15)]
    [DataRow("## Prompt format\n" + Sentence, 0.10)]
    [DataRow("## Inputs\n" + Sentence, 0.10)]
    [DataRow("## Causes and abuses\n" + Sentence, 0.0)]
    [DataRow("## Uses\n[More Information Needed]\n<!-- Address questions about intended use. -->\n", 0.0)]
    [DataRow("```\n# Usage\nsomething long enough to count\n```", 0.0)]
    public void Every_part_of_the_card_counts_once(string card, double value) => Assert.AreEqual(value, Some.WithCard(card).ValueOf(Metric.RampUpTime));

    [TestMethod]
    public void Words_count_in_three_steps_and_code_is_no_words()
    {
        Assert.AreEqual(0.05, Some.WithCard(Hundred).ValueOf(Metric.RampUpTime));
        Assert.AreEqual(0.10, Some.WithCard(string.Join(' ', Enumerable.Repeat(Hundred, 3))).ValueOf(Metric.RampUpTime));
        Assert.AreEqual(0.15, Some.WithCard(string.Join(' ', Enumerable.Repeat(Hundred, 10))).ValueOf(Metric.RampUpTime));
        Assert.AreEqual(0, Some.WithCard(Hundred[5..]).ValueOf(Metric.RampUpTime));
        Assert.AreEqual(0, Some.WithCard($"```\n{Hundred}\n```").ValueOf(Metric.RampUpTime));
    }

    [TestMethod]
    [DataRow("config.json tokenizer.json", 0.10)]
    [DataRow("config.json preprocessor_config.json", 0.10)]
    [DataRow("config.json vocab.json merges.txt", 0.10)]
    [DataRow("x.Q4.gguf", 0.10)]
    [DataRow("config.json", 0.0)]
    [DataRow("tokenizer.json", 0.0)]
    public void Configuration_and_tokenizer_count_together(string files, double value) =>
        Assert.AreEqual(value, (Some.Snapshot(Some.Info with { Files = [.. files.Split(' ').Select(path => new HubFile(path))] }, "card")).ValueOf(Metric.RampUpTime));

    [TestMethod]
    public void Task_and_library_count_together()
    {
        Assert.AreEqual(0.10, Some.Snapshot(Some.Info with { PipelineTag = "text-generation", LibraryName = "transformers" }, "card").ValueOf(Metric.RampUpTime));
        Assert.AreEqual(0, Some.Snapshot(Some.Info with { PipelineTag = "text-generation" }, "card").ValueOf(Metric.RampUpTime));
    }

    [TestMethod]
    public void A_whole_card_is_worth_one()
    {
        var info = Some.Info with
        {
            PipelineTag = "text-generation",
            LibraryName = "transformers",
            Files = [new HubFile("config.json"), new HubFile("tokenizer.json")],
        };
        var card = $"# Zebra\r\n{string.Join(' ', Enumerable.Repeat(Hundred, 10))}\r\n```python\r\npipeline('x')\r\n```\r\n## Install\r\n{Sentence}\r\n## Usage\r\n{Sentence}\r\n## Intended use\r\n{Sentence}\r\n## Limitations\r\n{Sentence}\r\n## Prompt\r\n{Sentence}";

        Assert.AreEqual(1, Some.Snapshot(info, "\uFEFF---\r\nlicense: mit\r\n---\r\n" + card).ValueOf(Metric.RampUpTime));
    }

    [TestMethod]
    public void No_card_is_worth_nothing_and_one_that_cannot_be_read_is_unknown()
    {
        var none = Some.Snapshot(Some.Info with { PipelineTag = "x", LibraryName = "y" }).Of(Metric.RampUpTime);
        var gated = (Some.Snapshot() with { Card = Fact.Unknown<string>("acme is gated") }).Of(Metric.RampUpTime);

        Assert.AreEqual((0.0, "there is no model card"), (none.Value, none.Reason));
        Assert.AreEqual((null, "the card could not be read: acme is gated"), (gated.Value, gated.Reason));
    }

    [TestMethod]
    [DataRow("---\nlicense: mit\n---\n")]
    [DataRow("---\nlicense: mit\n\t- x\n")]
    [DataRow("---\n- a\n- b\n---\n")]
    [DataRow("")]
    public void A_card_of_front_matter_alone_says_nothing(string card)
    {
        var score = Some.WithCard(card).Of(Metric.RampUpTime);

        Assert.AreEqual((0.0, "the card says nothing that helps to start"), (score.Value, score.Reason));
    }
}
