using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Benchmarks;

/// <summary>What a collection of MOF documents costs, start of the command included. Needs <c>src/HfRegistry.Cli</c> built in the same configuration.</summary>
internal static class MofBenchmarks
{
    private const int Documents = 273;
    private const int Runs = 5;
    private const double MostMilliseconds = 2_000;

    public static IEnumerable<Benchmark> All => [new("mof-273", "validating and classifying 273 documents with the command", _ => CollectionAsync())];

    private static async Task<IReadOnlyList<Figure>> CollectionAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-mof-bench-").FullName;
        try
        {
            Write(folder);
            return
            [
                new Figure("mof validate", await Stopwatches.MedianMillisecondsAsync(Runs, () => RunAsync(folder, "validate")), MostMilliseconds, "ms"),
                new Figure("mof classify", await Stopwatches.MedianMillisecondsAsync(Runs, () => RunAsync(folder, "classify")), MostMilliseconds, "ms"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string folder)
    {
        var samples = Directory.GetFiles(RepositoryFiles.PathOf("samples", "MofCollection", "models")).Order(StringComparer.Ordinal).ToArray();
        for (var i = 0; i < Documents; i++)
        {
            var sample = samples[i % samples.Length];
            var text = File.ReadAllText(sample).Replace($"name: {Path.GetFileNameWithoutExtension(sample)}\n", $"name: model-{i}\n", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, $"model-{i}.yml"), text);
        }
    }

    private static async Task RunAsync(string folder, string verb)
    {
        var command = RepositoryFiles.PathOf("src", "HfRegistry.Cli", "bin", PackedPackage.Configuration, "net10.0", "hfregistry.dll");
        var run = await Dotnet.RunAsync(folder, ["exec", command, "mof", verb, folder]);
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"The command ended with {run.ExitCode}: {run.Output}");
    }
}
