using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>What scoring costs in requests and time.</summary>
internal static class ScoreBenchmarks
{
    private const int Models = 200;
    private const int Datasets = 40;
    private const int Stored = 10_000;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Benchmark> All =>
    [
        new("score-200-models", "200 models with cards, histories and shared datasets, scored on a Hub that takes 50 ms an answer", ScoreAsync),
        new("score-10000-snapshots", "10,000 stored snapshots with cards of 4 KB, read from their files' bytes and scored again", _ => Task.FromResult<IReadOnlyList<Figure>>(Recompute())),
    ];

    private static async Task<IReadOnlyList<Figure>> ScoreAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<LocalModel> models = [.. Enumerable.Range(0, Models).Select(Model)];
        ImmutableArray<LocalModel> datasets = [.. Enumerable.Range(0, Datasets).Select(i => LocalModel.Of(Text($"data/set-{i}"), downloads: 1_000))];
        await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions { Datasets = datasets, Faults = [Faults.Latency(Latency)] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });

        var started = Stopwatch.GetTimestamp();
        var scored = await ModelScoring.RunAsync(client, [.. models.Select(model => ModelId.Parse(model.Id))], TimeProvider.System, cancellationToken: cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);

        return
        [
            new Figure("models without a net score", scored.Count(model => model.Score.NetScore is null), 0, "models"),
            new Figure("requests", client.RequestCount, 900, "requests"),
            new Figure("time", elapsed.TotalSeconds, 6, "s"),
        ];
    }

    private static List<Figure> Recompute()
    {
        var files = Enumerable.Range(0, Stored).Select(i => SnapshotFile.Render([Snapshot(i)])).ToList();
        Score(files[..200]);
        using var process = Process.GetCurrentProcess();
        var (started, worked) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
        var known = Score(files);
        var elapsed = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        return
        [
            new Figure("snapshots", Stored, double.PositiveInfinity, Text($"of {files.Average(file => file.Length):0} bytes")),
            new Figure("snapshots without a net score", Stored - known, 0, "snapshots"),
            new Figure("time", elapsed.TotalSeconds, 3, "s"),
            // What the time would be on a machine that does nothing else, times its cores.
            new Figure("processor time", (process.TotalProcessorTime - worked).TotalSeconds, double.PositiveInfinity, "s"),
        ];
    }

    private static int Score(List<byte[]> files) =>
        files.AsParallel().Sum(static file => ModelScorer.Score(SnapshotFile.Parse(file, "snapshots.json").Value![0]).NetScore is null ? 0 : 1);

    private static LocalModel Model(int i) => LocalModel.Of(Text($"owner-{i % 20}/zebra-{i}"), "bert", 1_000) with
    {
        LibraryName = "transformers",
        PipelineTag = "fill-mask",
        Files = Files,
        Texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Card(i)),
        CommitTitles = [.. Enumerable.Range(0, 12).Select(commit => Text($"change {commit}"))],
        RawMembers = $"\"cardData\":{CardData(i)}",
    };

    private static ModelSnapshot Snapshot(int i) => new()
    {
        AskedId = ModelId.Parse(Text($"owner-{i % 20}/zebra-{i}")),
        TakenAt = DateTimeOffset.UnixEpoch.AddYears(56),
        Info = Fact.Known(new HubModel
        {
            Id = ModelId.Parse(Text($"owner-{i % 20}/zebra-{i}")),
            Sha = Revision.Parse(i.ToString("x40", CultureInfo.InvariantCulture)),
            LibraryName = "transformers",
            PipelineTag = "fill-mask",
            Files = Files,
            CardData = CardData(i),
            Tags = ["arxiv:1810.04805", "bert", "license:mit", "safetensors"],
        }),
        Card = Fact.Known(Card(i)),
        History = Fact.Known(new CommitHistory([.. Enumerable.Range(0, 12).Select(Commit)], IsComplete: true)),
        Datasets =
        [
            new DeclaredDataset("data/set", Fact.Known(new HubDataset
            {
                Id = DatasetId.TryParse("data/set", out var id) ? id : throw new FormatException(), Description = string.Join(' ', Enumerable.Repeat("word", 80)), Tags = ["license:mit"], Downloads30d = i,
            })),
        ],
    };

    private static HubCommit Commit(int i) =>
        new(Revision.Parse(i.ToString("x40", CultureInfo.InvariantCulture)), Text($"change {i}"), DateTimeOffset.UnixEpoch.AddDays(20_000 + i), [Text($"author-{i % 3}")]);

    private static ImmutableArray<HubFile> Files { get; } =
    [
        .. new[] { "README.md", "LICENSE", "config.json", "tokenizer.json", "vocab.txt", "pytorch_model.bin", "model.safetensors", "tf_model.h5" }.Select(path => new HubFile(path, 440_000_000)),
    ];

    private static string CardData(int i) => Text($$"""
        {"license":"mit","language":["en"],"datasets":["data/set-{{i % Datasets}}","data/set-{{i % 7}}"],
        "model-index":[{"name":"zebra","results":[{"task":{"type":"fill-mask"},"dataset":{"type":"glue","name":"GLUE"},"metrics":[{"type":"accuracy","value":0.{{i}}}]}]}]}
        """).ReplaceLineEndings("");

    private static string Card(int i)
    {
        var card = new StringBuilder(Text($"---\nlicense: mit\nlanguage:\n- en\ndatasets:\n- data/set-{i % Datasets}\n- data/set-{i % 7}\n---\n# Zebra {i}\n"));
        for (var section = 0; card.Length < 3_500; section++)
            card.Append(Text($"\n## Part {section}\n\nSome **words** about `it`, with a [link](https://example.org/{section}) and more words, _as_ people write them.\n\n- one item\n- another item\n"));
        return card.Append(
            "\n## Usage\n\n```python\nfrom transformers import pipeline\npipe = pipeline('fill-mask')\n```\n\n## Limitations\n\nIt knows no other animal than the zebra.\n\n"
            + "## Evaluation\n\n| Task | Accuracy |\n|---|---|\n| MNLI | 84.5 |\n| QNLI | 90.1 |\n| SST-2 | 93.5 |\n\nSee https://arxiv.org/abs/1810.04805 and https://github.com/owner/zebra.\n").ToString();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
