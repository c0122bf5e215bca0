using HfRegistry.Hub;
using HfRegistry.Quality;

namespace HfRegistry.Tests.Quality;

[TestClass]
internal sealed class PerformanceClaimsMetricTests
{
    private const string Result = """{"task":{"type":"text-classification"},"dataset":{"type":"glue","name":"GLUE"},"metrics":[{"type":"accuracy","value":0.91}]}""";

    [TestMethod]
    [DataRow("{\"model-index\":[{\"results\":[" + Result + "]}]}", 0.4)]
    [DataRow("""{"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"f1","value":"91.5","verified":true}]}]}]}""", 0.7)]
    [DataRow("""{"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"f1","value":"good"}]}]}],"metrics":["f1"]}""", 0.1)]
    [DataRow("""{"model-index":[{"results":[{"task":{"type":"t"},"metrics":[{"type":"f1","value":1}]}]}]}""", 0.0)]
    [DataRow("""{"model-index":[{"name":"x","results":[]}]}""", 0.0)]
    [DataRow("""{"model-index":{"results":7}}""", 0.0)]
    [DataRow("""{"eval_results":[{"dataset":{"id":"cais/mmlu","task_id":"mmlu"},"value":71.2}]}""", 0.4)]
    [DataRow("""{"eval_results":[{"data":{"dataset":{"id":"a/b","task_id":"t"},"value":7}}]}""", 0.4)]
    [DataRow("""{"metrics":"accuracy"}""", 0.1)]
    [DataRow("""{"metrics":["f1","accuracy"]}""", 0.1)]
    [DataRow("""{"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"f1","value":1},{"type":"accuracy","value":2}]}]}]}""", 0.45, DisplayName = "two results")]
    [DataRow("""{"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"f1","value":1},{"type":"f1","value":2}]}]}]}""", 0.4, DisplayName = "one result twice")]
    [DataRow("""{"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"a","value":1},{"type":"b","value":2},{"type":"c","value":3},{"type":"d","value":4}]}]}]}""", 0.5, DisplayName = "three are enough")]
    [DataRow("{}", 0.0)]
    [DataRow("no json", 0.0)]
    public void Results_of_the_metadata_count_by_their_structure(string metadata, double value) =>
        Assert.AreEqual(value, Some.WithMetadata(metadata).ValueOf(Metric.PerformanceClaims));

    [TestMethod]
    [DataRow("## Evaluation\n| Task | Score |\n|---|---|\n| MNLI | 84.5 |", 0.3)]
    [DataRow("## Benchmarks\n| Model | MMLU | GSM8K |\n|---|---|---|\n| Zebra | **65.1%** | - |", 0.3)]
    [DataRow("## Results\n- MMLU: 65.1 (5-shot)", 0.35, DisplayName = "and how it was measured")]
    [DataRow("## Results\n### Metrics\n* accuracy = 91,2", 0.3)]
    [DataRow("<h2>Results</h2>\n<table><tr><th>WER</th></tr><tr><td>5.7</td></tr></table>", 0.3)]
    [DataRow("## Results\n- MMLU: 65.1\n- GSM8K: 50.2\n- ARC: 40", 0.4)]
    [DataRow("## Results\n- MMLU: 1\n- GSM8K: 2\n- ARC: 3\n- BoolQ: 4\n- PIQA: 5\n- MATH: 6", 0.5, DisplayName = "five are enough")]
    [DataRow("## History\n- MMLU: 65.1\n- GSM8K: 50.2", 0.35, DisplayName = "two names make results of any part")]
    [DataRow("## Evaluation\n| Task | Score |\n|---|---|\n| GSM8K | good |", 0.05)]
    [DataRow("## Evaluation\n| Model | F1 |\n|---|---|\n| Zebra | yes |", 0.05)]
    [DataRow("## Evaluation\n| Model | MMLU | Size |\n|---|---|---|\n| Zebra | good | 7 |", 0.05)]
    [DataRow("## Evaluation\nWe reach an accuracy of 91.5 on MNLI in prose.", 0.15)]
    [DataRow("## History\n| MNLI | 84.5 |\n|---|---|\n| MNLI | 84.5 |", 0.0)]
    [DataRow("## Evaluation\n```\nMNLI | 84.5\n```", 0.05)]
    public void A_row_of_an_evaluation_section_needs_a_known_name_and_a_number(string card, double value) =>
        Assert.AreEqual(value, Some.WithCard(card + "\n\nMeasured on data that it was not trained on.").ValueOf(Metric.PerformanceClaims));

    [TestMethod]
    [DataRow("[paper](https://arxiv.org/abs/1810.04805)", 0.1)]
    [DataRow("https://doi.org/10.1000/182", 0.1)]
    [DataRow("![badge](https://arxiv.org/badge.svg)", 0.0)]
    [DataRow("Evaluated with lm-evaluation-harness.", 0.1)]
    [DataRow("It reaches an accuracy of 91.5 on our data.", 0.15, DisplayName = "a sentence with a number")]
    [DataRow("It reaches an accuracy of 91.5 on the test set.", 0.2, DisplayName = "and how it was measured")]
    [DataRow("> It reaches an accuracy of 91.5 on our data.", 0.0, DisplayName = "somebody else's words")]
    [DataRow("It reaches state-of-the-art accuracy.", 0.0)]
    [DataRow("The map has 7 cities and a loss of 3 roads.", 0.0, DisplayName = "words with other meanings")]
    [DataRow("```\nlighteval accelerate\n```", 0.1)]
    [DataRow("[scripts](https://github.com/EleutherAI/lm-evaluation-harness) and https://arxiv.org/abs/1", 0.2)]
    public void Papers_and_repeatable_evaluations_count(string card, double value) => Assert.AreEqual(value, Some.WithCard(card).ValueOf(Metric.PerformanceClaims));

    [TestMethod]
    public void Tags_and_files_count_without_a_card()
    {
        var info = Some.Info with { Tags = ["arxiv:1810.04805"], Files = [new HubFile("out/eval_results.json")] };

        Assert.AreEqual(0.2, Some.Snapshot(info).ValueOf(Metric.PerformanceClaims));
        Assert.AreEqual("+0.10 the tag arxiv:1810.04805\n+0.10 the file out/eval_results.json", Some.Snapshot(info).EvidenceOf(Metric.PerformanceClaims));
    }

    [TestMethod]
    public void All_of_it_is_worth_one_and_not_more()
    {
        var verified = """{"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"f1","value":9,"verified":true}]}]}]}""";
        var snapshot = Some.Snapshot(Some.Info with { CardData = verified, Tags = ["doi:10.1"] }, "## Results\n| MNLI | 84.5 |\n|---|---|\n| MNLI matched | 84.5 |");

        Assert.AreEqual(1, snapshot.ValueOf(Metric.PerformanceClaims));
    }

    [TestMethod]
    public void Popularity_is_no_evidence() =>
        Assert.AreEqual(0, Some.Snapshot(Some.Info with { Likes = 9_999, Downloads30d = 99_999_999 }, "# Best model ever, state of the art").ValueOf(Metric.PerformanceClaims));
}
