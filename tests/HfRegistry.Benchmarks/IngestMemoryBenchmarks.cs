using System.Diagnostics;
using System.Globalization;
using HfRegistry.Ingestion.Tests.Stores;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.Benchmarks;

/// <summary>The memory of the command on Linux while it ingests a large model, into either store. Needs <c>src/HfRegistry.Cli</c> built in the same configuration.</summary>
internal static class IngestMemoryBenchmarks
{
    private const int MostMegabytes = 120;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static IEnumerable<Benchmark> All => [new("ingest-memory", "the whole process of an ingestion of 500 MB", RunAsync)];

    private static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken cancellationToken)
    {
        await using var hub = await DownloadBenchmarks.StartLargeHubAsync(cancellationToken);
        await using var bucket = await DiscardingBucket.StartAsync(cancellationToken);
        var figures = new List<Figure>();
        foreach (var (name, store) in new[] { ("a folder", "packages"), ("a bucket", $"s3://{LocalS3.Bucket}") })
        {
            var peak = await PeakAsync(hub, bucket, store, cancellationToken);
            figures.Add(new Figure($"peak working set with a store in {name}", peak.WorkingSet / 1e6, MostMegabytes, "MB"));
            figures.Add(new Figure("  of it data and compiled code; the rest are files of libraries, which the system shares and takes back", peak.Own / 1e6, MostMegabytes, "MB"));
        }

        return figures;
    }

    private static async Task<Memory> PeakAsync(RoleProcess hub, RoleProcess bucket, string store, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-ingest-bench-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "policy.json"), """{"preset":"license-only"}""", cancellationToken);
            var command = RepositoryFiles.PathOf("src", "HfRegistry.Cli", "bin", PackedPackage.Configuration, "net10.0", "hfregistry");
            var start = new ProcessStartInfo(command, ["ingest", DownloadBenchmarks.Id.ToString(), "--policy", "policy.json", "--store", store, "--catalog", "catalog.db"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (var (name, value) in new[]
            {
                ("HF_ENDPOINT", hub.Address), ("HF_HUB_CACHE", Path.Combine(folder, "cache")), ("AWS_ENDPOINT_URL_S3", bucket.Address), ("AWS_REGION", "us-east-1"),
                ("AWS_ACCESS_KEY_ID", LocalS3.AccessKey), ("AWS_SECRET_ACCESS_KEY", LocalS3.SecretKey),
            })
                start.Environment[name] = value;
            using var process = Process.Start(start)!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            var peak = await WatchAsync(process, cancellationToken);
            return process.ExitCode == 0 ? peak : throw new InvalidOperationException($"The command ended with {process.ExitCode}: {await output}{await errors}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The system forgets the figures of a process when it ends.
    private static async Task<Memory> WatchAsync(Process process, CancellationToken cancellationToken)
    {
        var peak = new Memory(0, 0);
        while (!process.HasExited)
        {
            try
            {
                var now = Read(await File.ReadAllLinesAsync(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status"), cancellationToken));
                peak = new Memory(Math.Max(peak.WorkingSet, now.WorkingSet), Math.Max(peak.Own, now.Own));
            }
            catch (IOException)
            {
                // It ended just now.
            }

            await Task.Delay(Pause, cancellationToken);
        }

        await process.WaitForExitAsync(cancellationToken);
        return peak;
    }

    private static Memory Read(string[] lines) => new(BytesOf(lines, "VmHWM:"), BytesOf(lines, "RssAnon:") + BytesOf(lines, "RssShmem:"));

    // "VmHWM:     1234 kB"; a process that ends has none.
    private static long BytesOf(string[] lines, string name) =>
        Array.Find(lines, line => line.StartsWith(name, StringComparison.Ordinal)) is { } line ? long.Parse(line[name.Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024 : 0;

    private sealed record Memory(long WorkingSet, long Own);
}
