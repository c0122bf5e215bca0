using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Benchmarks;

/// <summary>What the command costs from its start to its end. Needs <c>src/HfRegistry.Cli</c> built in the same configuration.</summary>
internal static class StartBenchmarks
{
    private const int Runs = 15;
    private const double MostTimes = 2;

    public static IEnumerable<Benchmark> All => [new("start", "the whole process of a choice from the embedded registry, against that of --version", _ => RunAsync())];

    private static async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-start-bench-").FullName;
        try
        {
            var version = await Stopwatches.MedianMillisecondsAsync(Runs, () => RunAsync(folder, "--version"));
            var find = await Stopwatches.MedianMillisecondsAsync(Runs, () => RunAsync(folder, "find", "--type", "bert", "--offline"));
            return
            [
                new Figure("--version", version, double.PositiveInfinity, "ms"),
                new Figure("find --type bert --offline", find, double.PositiveInfinity, "ms"),
                new Figure("the one against the other", find / version, MostTimes, "times"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string folder, params string[] words)
    {
        var command = RepositoryFiles.PathOf("src", "HfRegistry.Cli", "bin", PackedPackage.Configuration, "net10.0", "hfregistry.dll");
        var run = await Dotnet.RunAsync(folder, ["exec", command, .. words]);
        if (run.ExitCode != 0)
            throw new InvalidOperationException($"The command ended with {run.ExitCode}: {run.Output}");
    }
}
