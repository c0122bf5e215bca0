using HfRegistry.Benchmarks;

// dotnet run -c Release --project tests/HfRegistry.Benchmarks [-- NAME...]
// Prints every figure beside its bound; exit code 1 when a bound is missed.
if ((await GeneratedHub.RunRoleAsync(args) ?? await DownloadBenchmarks.RunRoleAsync(args) ?? await DiscardingBucket.RunRoleAsync(args)) is { } exitCode)
    return exitCode;

Benchmark[] all = [.. RefreshBenchmarks.All, .. RegistryBenchmarks.All, .. StartBenchmarks.All, .. ListBenchmarks.All, .. BuildBenchmarks.All, .. MofBenchmarks.All, .. DraftBenchmarks.All, .. GapBenchmarks.All, .. ScoreBenchmarks.All, .. DownloadBenchmarks.All, .. IngestBenchmarks.All, .. UploadBenchmarks.All, .. IngestMemoryBenchmarks.All, .. ServerBenchmarks.All];
var unknown = args.Except(all.Select(benchmark => benchmark.Name)).ToList();
if (unknown.Count > 0)
{
    await Console.Error.WriteLineAsync($"No benchmark is named {string.Join(", ", unknown)}; there are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}");
    return 2;
}

var isKept = true;
foreach (var benchmark in all.Where(benchmark => args.Length == 0 || args.Contains(benchmark.Name)))
{
    Console.WriteLine($"{benchmark.Name}: {benchmark.Claim}");
    foreach (var figure in await benchmark.RunAsync(CancellationToken.None))
    {
        Console.WriteLine(figure);
        isKept &= figure.IsKept;
    }
}

return isKept ? 0 : 1;
