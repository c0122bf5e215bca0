using System.Globalization;
using HfRegistry.Hub;
using HfRegistry.Mof.Documents;
using HfRegistry.Mof.Gaps;
using HfRegistry.Mof.UseCases;
using HfRegistry.Registry;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>What a gap analysis costs in requests and time.</summary>
internal static class GapBenchmarks
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Benchmark> All =>
        [new("gap-10000-models", "10,000 listed models against 300 documents, on a Hub that takes 50 ms an answer; the documents are read too", token => FindAsync(10_000, 300, token))];

    private static async Task<IReadOnlyList<Figure>> FindAsync(int models, int documents, CancellationToken cancellationToken)
    {
        var listed = Enumerable.Range(0, models).Select(Model).ToList();
        await using var hub = await LocalHub.StartAsync(listed, new LocalHubOptions { Faults = [Faults.Latency(Latency)] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var folder = Directory.CreateTempSubdirectory("hfregistry-gap-").FullName;
        try
        {
            foreach (var rank in Enumerable.Range(0, documents))
                await File.WriteAllTextAsync(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"model-{rank}.yml")), Document(listed[rank * 3].Id, rank), cancellationToken);

            var started = TimeProvider.System.GetTimestamp();
            var (files, _) = MofPaths.Expand([folder], folder);
            var report = await new GapUseCase(client, ModelRegistry.Empty, TimeProvider.System).RunAsync(CollectedDocuments.Read(files, cancellationToken), new GapQuery { Limit = models }, null, null, cancellationToken);
            var elapsed = TimeProvider.System.GetElapsedTime(started);
            return
            [
                new Figure("models that have no place in the report", models - report.Listed, 0, "models"),
                new Figure("missing", report.Missing.Length, double.PositiveInfinity, "models"),
                new Figure("requests", hub.Requests.Length, 12, "requests"),
                new Figure("time", elapsed.TotalSeconds, 2.5, "s"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // As a listing is: some are copies, some fine-tunes, and every row has a dozen tags.
    private static LocalModel Model(int rank) => LocalModel.Of(IdOf(rank), "llama", 10_000_000 - rank) with
    {
        LibraryName = "transformers",
        PipelineTag = rank % 5 == 0 ? "fill-mask" : "text-generation",
        Tags =
        [
            "transformers", "safetensors", "llama", "text-generation", "conversational", "en", "autotrain_compatible", "endpoints_compatible", "region:us", "arxiv:2401.00001", rank % 4 == 0 ? "license:llama3.1" : "license:apache-2.0",
            .. rank % 7 == 6 ? (string[])[$"base_model:{IdOf(rank - 1)}", $"base_model:quantized:{IdOf(rank - 1)}"] : [],
        ],
    };

    private static string IdOf(int rank) => string.Create(CultureInfo.InvariantCulture, $"lab{rank % 97}/Family{rank % 11}-{rank}B-{(rank % 2 == 0 ? "Instruct" : "Base")}");

    // A third names its model, a third an old owner's, a third nothing.
    private static string Document(string id, int rank) => string.Create(
        CultureInfo.InvariantCulture,
        $"framework:\n  name: Model Openness Framework\n  version: '1.0'\n  date: '2024-12-15'\nrelease:\n  name: {id.Split('/')[1]}\n  date: '2024-12-15'\n  huggingface: {(rank % 3) switch { 0 => $"https://huggingface.co/{id}", 1 => $"https://huggingface.co/former/{id.Split('/')[1]}", _ => "''" }}\n  license: {{}}\n  components:\n    -\n      name: Model card\n      description: A card\n      license: MIT\n");
}
