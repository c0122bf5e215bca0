using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.Cards;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Snapshots;
using HfRegistry.Testing;
using HfRegistry.Tests.Hub;
using HfRegistry.Tests.Quality;

namespace HfRegistry.Tests.Files;

/// <summary>Damaged files, cards and answers of the Hub. The other suites damage documents, plans and GitHub's answers: 10,000 texts in all.</summary>
[TestClass]
internal sealed class FuzzTests
{
    private const string Card = """
        ---
        license: apache-2.0
        license_name: other
        language: [en, de]
        datasets:
          - a/b
          - "c d"
        tags: [text-generation,
          bert]
        base_model: a/base
        model-index:
          - name: x
            results:
              - task: {type: fill-mask}
                dataset: {name: glue, type: glue}
                metrics:
                  - {type: accuracy, value: 0.91, verified: true}
        ---
        # Zebra <img src="x.png" alt="zebra">

        A model by [us](https://github.com/acme-lab/zebra "title"), see <https://arxiv.org/abs/1234.5678> or http://example.com/a(b).

        ## Evaluation results
        | Benchmark | Score |
        |:---|---:|
        | MMLU | 71.2 |
        <table><tr><th>GLUE</th><td>80.1</td></tr></table>

        ## Training data
        1. The dataset is *[here][1]*; `code` &amp; more.
        > quoted

        ```python
        model = AutoModel.from_pretrained("acme-lab/zebra-7b-chat")
        ```
        [1]: https://huggingface.co/datasets/a/b
        """;

    private static readonly byte[][] Files =
    [
        .. new[]
        {
            """{"bert":{"default_model":"a/b","models":["a/b","c/d"],"downloads":{"a/b":10},"details":{"a/b":{"likes":3,"gated":"auto","x":[1,{"y":null}]}},"updated_at":"2026-01-31T12:00:00Z"}}""",
            """{"tasks":{"t":{"types":["bert"],"class":"C"}},"profiles":{"p":500,"q":{"maxMB":9.5}},"deny":["a/b"],"defaults":{"bert":"a/b"},"sizes":{"a/b":1},"defaultMargin":0.5}""",
            """{"version":1,"models":[{"request":{"include":"bert","task":"é"},"request_hash":"0","id":"a/b","tier":"registry","reason":"r","as_of":"2026-01-31"}]}""",
            """{"minNetScore":0.5,"metrics":{"license":0.8},"denyLicenses":["mit","copyleft"],"allowLicenses":["apache-2.0"],"deny":["a/*"],"waived":["a/b"]}""",
        }.Select(Encoding.UTF8.GetBytes),
        SnapshotFile.Render([Some.Snapshot(card: "# x", datasets: Some.Dataset("a/b", null))]),
    ];

    private static readonly byte[][] Rows =
    [
        .. new[]
        {
            """{"id":"a/b","_id":"0123456789abcdef01234567","sha":"0123456789abcdef0123456789abcdef01234567","pipeline_tag":"fill-mask","tags":["bert","license:mit"],"downloads":9,"likes":2,"gated":"auto","createdAt":"2024-01-01T00:00:00.000Z","safetensors":{"parameters":{"F32":100},"total":100},"siblings":[{"rfilename":"model.safetensors","size":400}],"config":{"model_type":"bert","architectures":["B"]},"cardData":{"license":"mit","datasets":["a/b"],"new_version":"a/c"},"model-index":[{"results":[{"task":{"type":"t"},"dataset":{"type":"glue"},"metrics":[{"type":"acc","value":0.5}]}]}]}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void A_damaged_file_is_read_or_refused_with_a_code_and_a_place() => new Fuzzer(TestContext.WriteLine).Run(3_000, Files, static text =>
    {
        var lines = text.Count(static unit => unit == (byte)'\n') + 1;
        IReadOnlyList<Diagnostic>[] answers =
        [
            Check(RegistryFile.Parse(text, "f")), Check(ConfigurationFile.Parse(text, "f")), Check(ConfigurationFile.ParsePolicy(text, "f")),
            Check(LockFile.Parse(text, "f")), Check(SnapshotFile.Parse(text, "f")),
        ];
        foreach (var diagnostic in answers.SelectMany(static answer => answer))
        {
            StringAssert.StartsWith(diagnostic.HelpLink, "https://");
            Assert.IsTrue(diagnostic.Location is { Line: > 0, Column: > 0 } at && at.Line <= lines && at.Column <= text.Length + 1, diagnostic.ToString());
        }
    });

    [TestMethod]
    public void A_damaged_card_is_read_and_scored() => new Fuzzer(TestContext.WriteLine).Run(2_000, [Encoding.UTF8.GetBytes(Card)], static text =>
    {
        var score = ModelScorer.Score(Some.WithCard(Encoding.UTF8.GetString(text)));

        Assert.IsTrue(score.NetScore is null or >= 0 and <= 1, $"{score.NetScore}");
        Assert.IsTrue(ModelCard.Parse(Encoding.UTF8.GetString(text)).FrontMatter.Fault is null or { Length: < 1_000 });
    });

    [TestMethod]
    public void A_damaged_row_of_the_Hub_is_a_model_or_none() => new Fuzzer(TestContext.WriteLine).Run(500, Rows, static text =>
    {
        if (ForeignInput.Read(() => JsonElement.Parse(text)) is not { Fault: null, Value: var row } || HubModelReader.Read(row) is not { } model)
            return;
        Assert.IsTrue(TextSanitizer.IsSafe(model.ModelType ?? ""));
        Assert.IsTrue(ModelScorer.Score(Some.Snapshot(model)).NetScore is null or >= 0 and <= 1);
    });

    [TestMethod]
    public async Task A_damaged_answer_of_the_Hub_is_read_or_an_error()
    {
        var fuzzer = new Fuzzer(TestContext.WriteLine);
        var texts = ImmutableDictionary<string, string>.Empty.Add("README.md", Card).Add("LICENSE", "MIT License");
        var model = HubScene.Bert with { Texts = texts, CardData = """{"license":"mit","tags":["a"]}""", Files = [new HubFile("README.md", 9), new HubFile("LICENSE", 9)] };
        await using var hub = await LocalHub.StartAsync(
            [model], new LocalHubOptions { Datasets = [LocalModel.Of("a/data")], Faults = [Faults.Damaged(fuzzer.DamageAnswer)] });
        using var client = hub.Client();
        var id = HubScene.BertId;

        await fuzzer.RunAsync(1_000,
        [
            async () => await client.GetModelAsync(id, withFileSizes: true), async () => await client.GetDetailsAsync(id), async () => await client.GetCardAsync(id),
            async () => await client.GetDatasetAsync(DatasetId.TryParse("a/data", out var data) ? data : null!), async () => await client.GetTextAsync(id, "LICENSE", 10_000),
            async () => await client.GetModelAsync(ModelId.Parse("a/missing")),
            () => ReadAsync(client.ListModelsAsync(new HubModelQuery())), () => ReadAsync(client.ListTreeAsync(id, new HubTreeQuery())), () => ReadAsync(client.ListCommitsAsync(id, 10)),
        ]);
    }

    private static async Task ReadAsync<T>(IAsyncEnumerable<T> listing)
    {
        try
        {
            await listing.CountAsync();
        }
        catch (HubException)
        {
            // The listing's own way to give an error.
        }
    }

    private static IReadOnlyList<Diagnostic> Check<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.AreEqual(outcome.Value is null, outcome.Diagnostics.Count > 0);
        return outcome.Diagnostics;
    }
}
