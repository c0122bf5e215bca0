using System.Reflection;
using HfRegistry.Registry;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Benchmarks;

/// <summary>What the embedded registry costs to read, and a request to resolve.</summary>
internal static class RegistryBenchmarks
{
    public static IEnumerable<Benchmark> All =>
    [
        new("load-registry", "reading the embedded registry", LoadAsync),
        new("resolve-1000", "1,000 requests over the embedded registry, offline", ResolveAsync),
    ];

    private static async Task<IReadOnlyList<Figure>> LoadAsync(CancellationToken cancellationToken)
    {
        await using var stream = Assembly.GetAssembly(typeof(ModelRegistry))!.GetManifestResourceStream(RegistryFile.FileName)!;
        var utf8 = new byte[stream.Length];
        await stream.ReadExactlyAsync(utf8, cancellationToken);
        var median = await Stopwatches.MedianMillisecondsAsync(20, () => Task.FromResult(RegistryFile.Parse(utf8, "embedded")));
        return [new Figure("size", utf8.Length / 1e6, double.PositiveInfinity, "MB"), new Figure("parse, warm", median, 150, "ms")];
    }

    private static async Task<IReadOnlyList<Figure>> ResolveAsync(CancellationToken cancellationToken)
    {
        var types = EmbeddedRegistry.Registry.Entries.Where(entry => entry.DefaultModel is not null).Select(entry => entry.Type.Name).ToList();
        var requests = Enumerable.Range(0, 1_000).Select(i => (new RawRequest { Include = types[i % types.Count] }, (SourceLocation?)null)).ToList();
        var resolver = new ModelResolver(new ResolverOptions());
        var median = await Stopwatches.MedianMillisecondsAsync(10, () => resolver.ResolveAsync(requests, cancellationToken));
        return [new Figure("time, warm", median, 200, "ms")];
    }
}
