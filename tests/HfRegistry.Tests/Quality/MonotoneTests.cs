using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;

namespace HfRegistry.Tests.Quality;

/// <summary>More evidence never lowers a score: a repository that grows, piece by piece and in any order, never loses a point.</summary>
[TestClass]
internal sealed class MonotoneTests
{
    private static readonly ImmutableArray<string> Pieces =
    [
        "## Usage\nMore than twenty characters stand here.\n", "## Limitations\nMore than twenty characters stand here.\n", "## Training data\nMore than twenty characters.\n",
        "## Training data\nAll of it is at https://example.org/data today.\n", "## Results\n| Task | Score |\n|---|---|\n| MNLI matched | 84.5 |\n| QNLI | 90.1 |\n",
        "[paper](https://arxiv.org/abs/1)\n", "```python\npipeline('x')\n```\n", "Run `pip install x`.\n", "## Prompt format\nMore than twenty characters stand here.\n",
        "[code](https://github.com/acme-lab/zebra)\n", "[library](https://github.com/huggingface/transformers)\n", "## Uses\nMore than twenty characters stand here.\n",
        "## Evaluation\nWe used lm-evaluation-harness for all of it.\n", "Some words about it. " + string.Join(' ', Enumerable.Repeat("word", 100)) + "\n",
        "> a quotation of somebody else\n", "- a list\n- of things\n", "<table><tr><td>a</td></tr></table>\n", "[More Information Needed]\n",
    ];

    private static readonly ImmutableArray<string> Files =
    [
        "config.json", "tokenizer.json", "preprocessor_config.json", "LICENSE", "modeling_zebra.py", "all_results.json", "generation_config.json", "model_card.pdf", "vocab.txt",
    ];

    private static readonly ImmutableArray<string> Members =
    [
        "\"license\":\"gpl-3.0\"", "\"metrics\":[\"f1\"]", "\"datasets\":[\"a/b\"]", "\"language\":\"en\"",
        """
        "model-index":[{"results":[{"task":{"type":"t"},"dataset":{"name":"d"},"metrics":[{"type":"f1","value":0.9}]}]}]
        """,
    ];

    [TestMethod]
    public void A_repository_that_grows_never_loses_a_point()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var steps = Enumerable.Range(0, Pieces.Length).Select(i => ("card", i))
                .Concat(Enumerable.Range(0, Files.Length).Select(i => ("file", i))).Concat(Enumerable.Range(0, Members.Length).Select(i => ("member", i)))
                .Append(("dataset", 0)).Append(("commit", 0)).Append(("tag", 0)).Append(("library", 0)).Append(("task", 0)).ToArray();
            random.Shuffle(steps);
            var grown = new Growing();
            var last = ModelScorer.Score(grown.Snapshot());
            foreach (var step in steps)
            {
                grown = grown.With(step);
                var now = ModelScorer.Score(grown.Snapshot());
                foreach (var (metric, score) in now.Metrics)
                    Assert.IsGreaterThanOrEqualTo(last.Metrics[metric].Value!.Value - 1e-9, score.Value!.Value, $"seed {seed}: {step} lowered {metric}: {string.Join("; ", last.Metrics[metric].Evidence)} -> {string.Join("; ", score.Evidence)}");
                last = now;
            }

            Assert.IsGreaterThan(0.6, last.NetScore!.Value);
        }
    }

    [TestMethod]
    public void Every_value_lies_between_nothing_and_one_and_has_evidence_or_a_reason()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var grown = new Growing();
            for (var i = random.Next(20); i > 0; i--)
                grown = grown.With((new[] { "card", "file", "member" }[random.Next(3)], random.Next(Members.Length)));
            foreach (var (metric, score) in ModelScorer.Score(grown.Snapshot()).Metrics)
            {
                Assert.IsTrue(score.Value is >= 0 and <= 1, $"seed {seed}, {metric}");
                Assert.IsTrue(score.Value > 0 ? score is { Reason: null, Evidence.Length: > 0 } : score.Reason is not null, $"seed {seed}, {metric}");
                Assert.IsTrue(score.Evidence.All(TextSanitizer.IsSafe), $"seed {seed}, {metric}");
            }
        }
    }

    /// <summary>A repository under construction.</summary>
    private sealed record Growing
    {
        private string Card { get; init; } = "# Zebra\n";

        private ImmutableArray<string> Paths { get; init; } = ["model.safetensors"];

        private ImmutableArray<string> Said { get; init; } = [];

        private bool HasDataset { get; init; }

        private int Commits { get; init; } = 1;

        private ImmutableArray<string> Tags { get; init; } = [];

        private string? Library { get; init; }

        private string? Task { get; init; }

        public Growing With((string What, int Which) step) => step.What switch
        {
            "card" => this with { Card = Card + "\n" + Pieces[step.Which] },
            "file" => this with { Paths = Paths.Add(Files[step.Which]) },
            "member" => this with { Said = Said.Contains(Members[step.Which]) ? Said : Said.Add(Members[step.Which]) },
            "dataset" => this with { HasDataset = true },
            "commit" => this with { Commits = 2 },
            "tag" => this with { Tags = ["arxiv:1"] },
            "library" => this with { Library = "transformers" },
            _ => this with { Task = "text-generation" },
        };

        public ModelSnapshot Snapshot()
        {
            var info = Some.Info with
            {
                CardData = $"{{{string.Join(',', Said)}}}",
                Tags = Tags,
                LibraryName = Library,
                PipelineTag = Task,
                Files = [.. Paths.Select(path => new HubFile(path, 1_000_000))],
            };
            var dataset = new HubDataset { Id = DatasetId.TryParse("a/b", out var id) ? id : throw new FormatException(), Gating = Gating.Open };
            return Some.Snapshot(info, Card, Some.By(Commits == 1 ? ["ann"] : ["ann", "bob"]), HasDataset ? [Some.Dataset("a/b", dataset)] : []);
        }
    }
}
