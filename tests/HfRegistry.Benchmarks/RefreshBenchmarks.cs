using System.Diagnostics;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>What a refresh, and the listings below it, cost in requests, time and memory.</summary>
internal static class RefreshBenchmarks
{
    private const int AnonymousWindow = 500;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    private static readonly IReadOnlyList<string> Types =
        [.. TypeCatalog.BuiltIn.All.Where(info => info.IsCurrent).Select(info => info.Type.Name)];

    public static IEnumerable<Benchmark> All =>
    [
        new("refresh-200-types", "200 types on a Hub of 4,000 models that takes 50 ms an answer",
            token => RefreshAsync(Population.OfEach(OfModels(200), 20), OfModels(200), mostRequests: 120, mostSeconds: 2.4, token)),
        new("refresh-666-types", "666 types on a Hub of 100,000 models, half of the types outside the 10,000 most downloaded, 50 ms an answer",
            token => RefreshAsync(Population.WithRareTypes(Types, 100_000, 10_000), Types, mostRequests: 450, double.PositiveInfinity, token)),
        new("list-10000", "the 10,000 most downloaded models of a Hub that answers at once", ListAsync),
        new("list-1000000", "1,000,000 models, streamed", ListAllAsync),
    ];

    // Without the types that are parts of others: nobody publishes models of them.
    private static IReadOnlyList<string> OfModels(int types) =>
        [.. TypeCatalog.BuiltIn.All.Where(info => info is { IsCurrent: true, ComponentOf: null }).Select(info => info.Type.Name).Take(types)];

    private static async Task<IReadOnlyList<Figure>> RefreshAsync(
        IEnumerable<LocalModel> models, IReadOnlyList<string> types, double mostRequests, double mostSeconds, CancellationToken cancellationToken)
    {
        await using var hub = await LocalHub.StartAsync(models, new LocalHubOptions { Quota = AnonymousWindow, Faults = [Faults.Latency(Latency)] });
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var options = new RefreshOptions { Types = [.. types.Select(ModelType.Parse)] };

        var started = Stopwatch.GetTimestamp();
        var result = await new RegistryRefresher(client, new SelectionContext()).RefreshAsync(ModelRegistry.Empty, options, null, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);

        return
        [
            // A type that is a part of another one has none.
            new Figure("types without a default", types.Count - result.Registry.Entries.Count(entry => entry.DefaultModel is not null || entry.ComponentOf is not null), 0, "types"),
            new Figure("requests", result.Requests, mostRequests, "requests"),
            new Figure("time", elapsed.TotalSeconds, mostSeconds, "s"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> ListAsync(CancellationToken cancellationToken)
    {
        const int Models = 10_000;
        await using var hub = await LocalHub.StartAsync(Population.OfEach(Types, 20), new LocalHubOptions());
        using var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint });
        var listed = 0;
        var median = await Stopwatches.MedianMillisecondsAsync(5, async () =>
        {
            listed = await client.ListModelPagesAsync(new HubModelQuery(), skipped: null, cancellationToken).Take(Models / 1_000).Select(static page => page.Items.Length).SumAsync(cancellationToken);
        });
        return
        [
            new Figure("models missing", Models - listed, 0, "models"),
            new Figure("requests", client.RequestCount / 6.0, 10, "requests"),
            new Figure("time, warm", median / 1000, 1.3, "s"),
        ];
    }

    private static async Task<IReadOnlyList<Figure>> ListAllAsync(CancellationToken cancellationToken)
    {
        const int Models = 1_000_000;
        var (listed, peakBytes, elapsed) = await GeneratedHub.ListInAProcessAsync(Models, cancellationToken);
        return
        [
            new Figure("models missing", Models - listed, 0, "models"),
            new Figure("peak memory of the reading process", peakBytes / 1e6, 150, "MB"),
            new Figure("time", elapsed.TotalSeconds, double.PositiveInfinity, "s"),
        ];
    }
}
