using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>The server as a process, under load and under nonsense.</summary>
internal static class ServerBenchmarks
{
    private const int Readers = 200;
    private const int Ingestions = 20;
    private const int Packages = 500;
    private const int Malformed = 10_000;
    private const int Senders = 16;

    private static readonly TimeSpan LeastLoad = TimeSpan.FromSeconds(15);

    public static IEnumerable<Benchmark> All =>
    [
        new("server-load", "200 readers at once of the list and the search, beside 20 ingestions, on SQLite", LoadAsync),
        new("server-malformed", "10,000 malformed requests: each gets a 4xx without a stack trace, and no token comes into the log", MalformedAsync),
    ];

    private static async Task<IReadOnlyList<Figure>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var scene = await Scene.StartAsync(cancellationToken);
        var (times, errors, isOver) = (new ConcurrentBag<double>(), new ConcurrentBag<string>(), false);
        var readers = Enumerable.Range(0, Readers).Select(async reader =>
        {
            for (var i = 0; !Volatile.Read(ref isOver); i++)
            {
                var started = Stopwatch.GetTimestamp();
                var (status, text) = (reader + i) % 2 == 0
                    ? await scene.SendAsync(HttpMethod.Get, "/packages?limit=20", null, cancellationToken)
                    : await scene.SendAsync(HttpMethod.Post, "/packages", """{"regex":"bird-1.*","limit":20}""", cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (status != 200)
                    errors.Add(text);
            }
        }).ToList();
        var load = Stopwatch.GetTimestamp();
        var ingested = await Task.WhenAll(Enumerable.Range(0, Ingestions).Select(number =>
            scene.SendAsync(HttpMethod.Post, "/package/ingest-huggingface", $$"""{"model_id":"{{Scene.NameOf(number)}}"}""", cancellationToken)));
        while (Stopwatch.GetElapsedTime(load) < LeastLoad)
            await Task.Delay(100, cancellationToken);
        Volatile.Write(ref isOver, true);
        await Task.WhenAll(readers);
        var seconds = Stopwatch.GetElapsedTime(load).TotalSeconds;
        foreach (var (_, text) in ingested.Where(static one => one.Status != 200))
            errors.Add(text);
        foreach (var text in errors.Distinct().Take(5))
            Console.WriteLine($"  {text}");
        var sorted = times.Order().ToList();
        return
        [
            new Figure("answers that are errors", errors.Count, 0, "answers"),
            new Figure("reads a second", sorted.Count / seconds, double.PositiveInfinity, "reads"),
            new Figure("p50 of a read", sorted[sorted.Count / 2], double.PositiveInfinity, "ms"),
            new Figure("p99 of a read", sorted[sorted.Count * 99 / 100], double.PositiveInfinity, "ms"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> MalformedAsync(CancellationToken cancellationToken)
    {
        await using var scene = await Scene.StartAsync(cancellationToken);
        var (wrong, traces) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await Parallel.ForAsync(0, Malformed, new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = cancellationToken }, async (number, token) =>
        {
            using var request = MalformedRequests.Create(number, scene.Token);
            using var answer = await scene.Node.Http.SendAsync(request, token);
            var text = await answer.Content.ReadAsStringAsync(token);
            if ((int)answer.StatusCode is < 400 or > 499)
                wrong.Add($"{request.Method} {request.RequestUri}: {(int)answer.StatusCode} {text}");
            if (text.Contains("   at ", StringComparison.Ordinal) || text.Contains("Exception", StringComparison.Ordinal))
                traces.Add(text);
        });
        foreach (var text in wrong.Concat(traces).Concat(scene.Node.Log.Split('\n').Where(static line => line.Contains("HFR", StringComparison.Ordinal))).Take(10))
            Console.WriteLine($"  {text}");
        return
        [
            new Figure("answers that are no 4xx", wrong.Count, 0, "answers"),
            new Figure("answers with a stack trace", traces.Count, 0, "answers"),
            new Figure("lines of the log with the token", scene.Node.Log.Split('\n').Count(line => line.Contains(scene.Token, StringComparison.Ordinal)), 0, "lines"),
            new Figure("lines of the log", scene.Node.Log.Split('\n').Length, double.PositiveInfinity, "lines"),
        ];
    }

    /// <summary>A server with a catalog that is not empty, beside a local Hub.</summary>
    private sealed class Scene(string root, LocalHub hub, ServerNode node, string token) : IAsyncDisposable
    {
        public ServerNode Node => node;

        public string Token => token;

        public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"forest/bird-{number}");

        public static async Task<Scene> StartAsync(CancellationToken cancellationToken)
        {
            var root = Directory.CreateTempSubdirectory("hfregistry-server-bench-").FullName;
            await File.WriteAllTextAsync(Path.Combine(root, "hfregistry.json"), """{"gate":{"preset":"license-only"}}""", cancellationToken);
            var hub = await LocalHub.StartAsync([.. Enumerable.Range(0, Ingestions).Select(Model)]);
            var node = NodeOf(root, hub);
            var password = (await node.RunAsync(cancellationToken, "user", "add", "alice", "--Right", "search,download,upload,admin")).Trim();
            await FillAsync(root, cancellationToken);
            node.Start();
            await node.WaitUntilReadyAsync(cancellationToken);
            await node.SignInAsync("alice", password, cancellationToken);
            return new Scene(root, hub, node, node.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        }

        private static ServerNode NodeOf(string root, LocalHub hub) => new(
            ["--Folder", root, "--CallsPerToken", "10000000", "--AuthenticationsPerMinute", "1000000"],
            new Dictionary<string, string> { ["HF_ENDPOINT"] = hub.Endpoint.ToString(), ["HF_HUB_CACHE"] = Path.Combine(root, "cache") });

        public async Task<(int Status, string Text)> SendAsync(HttpMethod method, string path, string? body, CancellationToken cancellationToken)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")) };
            using var answer = await node.Http.SendAsync(request, cancellationToken);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
        }

        public async ValueTask DisposeAsync()
        {
            await node.DisposeAsync();
            await hub.DisposeAsync();
            Directory.Delete(root, recursive: true);
        }

        private static LocalModel Model(int number)
        {
            var bytes = new byte[1_000_000];
            new Random(number).NextBytes(bytes);
            return (LocalModel.Of(NameOf(number), "bert") with { Tags = ["license:apache-2.0"], CardData = """{"license":"apache-2.0"}""" })
                .With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", bytes);
        }

        private static async Task FillAsync(string root, CancellationToken cancellationToken)
        {
            var catalog = new EfCatalog(CatalogDatabase.At(Path.Combine(root, StoreAddress.CatalogOf("packages")!), root).Value!, TimeProvider.System);
            for (var i = 0; i < Packages; i++)
                await IngestBenchmarks.EnterAsync(catalog, i, cancellationToken);
        }
    }
}
