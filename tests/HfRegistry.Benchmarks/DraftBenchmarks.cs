using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Hub;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.UseCases;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>What drafts cost in requests and time.</summary>
internal static class DraftBenchmarks
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Benchmark> All =>
        [new("draft-50-models", "50 drafts on a Hub that takes 50 ms an answer: cards, license files, datasets", token => DraftAsync(50, token))];

    private static async Task<IReadOnlyList<Figure>> DraftAsync(int count, CancellationToken cancellationToken)
    {
        var models = Enumerable.Range(1, count).Select(Model).ToList();
        var datasets = Enumerable.Range(0, count * 2).Select(i => LocalModel.Of(Dataset(i)) with { Tags = ["license:cc-by-4.0"], CardData = """{"language":"en"}""" });
        await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions { Datasets = [.. datasets], Faults = [Faults.Latency(Latency)] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var folder = Directory.CreateTempSubdirectory("hfregistry-drafts-").FullName;
        try
        {
            var result = await new DraftUseCase(client, new DraftOptions(new FolderDraftStore(folder, TimeProvider.System)), TimeProvider.System).RunAsync([.. models.Select(model => ModelId.Parse(model.Id))], null, cancellationToken);
            return
            [
                new Figure("models without a draft", result.Outcomes.Count(outcome => outcome.Status != DraftStatus.Drafted), 0, "models"),
                new Figure("requests", hub.Requests.Length, 250, "requests"),
                new Figure("time", result.Elapsed.TotalSeconds, 2.5, "s"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LocalModel Model(int i) => LocalModel.Of(string.Create(CultureInfo.InvariantCulture, $"lab{i % 7}/model-{i}"), "llama") with
    {
        Architectures = ["LlamaForCausalLM"],
        PipelineTag = "text-generation",
        LibraryName = "transformers",
        Tags = [i % 4 == 0 ? "license:other" : "license:apache-2.0"],
        Files = [new HubFile("LICENSE"), new HubFile("README.md"), new HubFile("config.json"), new HubFile("model.safetensors"), new HubFile("tokenizer.json")],
        Texts = ImmutableDictionary<string, string>.Empty.Add("LICENSE", File.ReadAllText(RepositoryFiles.PathOf("LICENSE"))).Add("README.md", Card(i)),
    };

    // As long as cards are: some 12 KB.
    private static string Card(int i) => string.Create(CultureInfo.InvariantCulture, $"""
        ---
        license: {(i % 4 == 0 ? "other" : "apache-2.0")}
        datasets: [{Dataset(i)}, {Dataset(i + 50)}]
        ---

        # Model {i}

        {string.Concat(Enumerable.Repeat("It was trained on the text of many pages, and answers in whole sentences. ", 150))}

        ## Evaluation

        | task | score |
        |---|---|
        | one | 61.{i} |

        The training code is available at [our repository](https://github.com/lab{i % 7}/model-{i}).
        """);

    private static string Dataset(int i) => string.Create(CultureInfo.InvariantCulture, $"data/set-{i}");
}
