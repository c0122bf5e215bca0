using System.Diagnostics;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>What a refresh costs in requests and time.</summary>
internal static class RefreshBenchmarks
{
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    public static IEnumerable<Benchmark> All =>
    [
        new("refresh-200-types", "200 types on a Hub of 4,000 models that takes 50 ms an answer", token => RefreshAsync(types: 200, modelsPerType: 20, token)),
    ];

    private static async Task<IReadOnlyList<Figure>> RefreshAsync(int types, int modelsPerType, CancellationToken cancellationToken)
    {
        var context = new SelectionContext();
        var asked = context.Types.All.Where(info => info is { IsCurrent: true, ComponentOf: null }).Take(types).Select(info => info.Type).ToList();
        var models = asked.SelectMany(type => Enumerable.Range(1, modelsPerType).Select(i => LocalModel.Of($"publisher{i}/{type.Name}-base-{i}", type.Name, 1_000_000 / i) with
        {
            LibraryName = "transformers",
            Tags = ["safetensors", "license:mit"],
            ParameterCount = 100_000_000L * i,
        }));
        await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions { Faults = [Faults.Latency(Latency)] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });

        var started = Stopwatch.GetTimestamp();
        var result = await new RegistryRefresher(client, context).RefreshAsync(ModelRegistry.Empty, new RefreshOptions { Types = [.. asked] }, null, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);

        return
        [
            new Figure("types without a default", result.Registry.Entries.Count(entry => entry.DefaultModel is null), 0, "types"),
            new Figure("requests", result.Requests, types, "requests"),
            new Figure("time", elapsed.TotalSeconds, 3, "s"),
        ];
    }
}
