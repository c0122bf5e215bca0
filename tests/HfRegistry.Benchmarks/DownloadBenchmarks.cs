using System.Diagnostics;
using System.Globalization;
using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Benchmarks;

/// <summary>What a download costs, against the tools that do a part of it. The Hub runs in a process of its own, and each download does.</summary>
internal static class DownloadBenchmarks
{
    private const int LargeBytes = 500_000_000;
    private const int SmallFiles = 1_000;
    private const int SmallBytes = 10_000;
    private const int Connections = 8;
    private const int Rounds = 3;
    private const string Commit = "1111111111111111111111111111111111111111";
    private const string LargeFile = "model.safetensors";

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(20);

    /// <summary>The model that the Hub has.</summary>
    public static readonly ModelId Id = ModelId.Parse("garden/bird");

    public static IEnumerable<Benchmark> All =>
    [
        new("download-500-mb", "a file of 500 MB from loopback, fetched and verified, against curl and then sha256sum", LargeAsync),
        new("download-1000-files", "1,000 files of 10 KB on a Hub that takes 20 ms an answer, against a bare loop on as many connections", SmallAsync),
    ];

    /// <summary>Runs this program in one of the two roles, when it was started for one.</summary>
    /// <returns>The exit code, or null when the program was started for something else.</returns>
    public static async Task<int?> RunRoleAsync(string[] args)
    {
        switch (args)
        {
            case ["serve-files", var what]:
                await ServeAsync(what == "large" ? Large() : Small(), what == "large" ? [] : [Faults.Latency(Latency)]);
                return 0;
            case ["download-files", var endpoint, var cache]:
                Console.WriteLine(await DownloadAsync(new Uri(endpoint), cache));
                return 0;
            default:
                return null;
        }
    }

    /// <summary>Starts a Hub whose model has a file of 500 MB.</summary>
    public static Task<RoleProcess> StartLargeHubAsync(CancellationToken cancellationToken) => RoleProcess.StartAsync(cancellationToken, "serve-files", "large");

    private static async Task<IReadOnlyList<Figure>> LargeAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-download-bench-").FullName;
        await using var server = await StartLargeHubAsync(cancellationToken);
        try
        {
            var (ours, whole, theirs, peak, again) = (new List<double>(), new List<double>(), new List<double>(), 0L, 0L);
            for (var round = 0; round < Rounds; round++)
            {
                var cache = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cache-{round}"));
                var file = Path.Combine(folder, "file");
                theirs.Add(await Stopwatches.SecondsAsync(async () =>
                {
                    await RunAsync("curl", "-sLf", "-o", file, $"{server.Address}{Id}/resolve/{Commit}/{LargeFile}");
                    await RunAsync("sha256sum", file);
                }));
                whole.Add(await Stopwatches.SecondsAsync(async () =>
                {
                    var told = await RunAsync(Environment.ProcessPath!, "download-files", server.Address, cache);
                    peak = Math.Max(peak, Number(told, 0));
                    ours.Add(Number(told, 2) / 1e3);
                }));
                again = Number(await RunAsync(Environment.ProcessPath!, "download-files", server.Address, cache), 1);
                Directory.Delete(cache, recursive: true);
                File.Delete(file);
            }

            return
            [
                new Figure("curl and sha256sum", Stopwatches.Median(theirs), double.PositiveInfinity, "s"),
                new Figure("ours, with the start of its process", Stopwatches.Median(whole), double.PositiveInfinity, "s"),
                new Figure("ours", Stopwatches.Median(ours), double.PositiveInfinity, "s"),
                new Figure("the one against the other", Stopwatches.Median(ours) / Stopwatches.Median(theirs), 0.6, "times"),
                new Figure("peak memory", peak / 1e6, 120, "MB"),
                new Figure("requests of a second download of the commit", again, 0, "requests"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Figure>> SmallAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-download-bench-").FullName;
        await using var server = await RoleProcess.StartAsync(cancellationToken, "serve-files", "small");
        try
        {
            var (ours, bare) = (new List<double>(), new List<double>());
            var (requests, allocated) = (0L, 0L);
            for (var round = 0; round < Rounds; round++)
            {
                bare.Add(await Stopwatches.SecondsAsync(() => FetchAllAsync(server.Address, cancellationToken)));
                var cache = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"cache-{round}"));
                var before = GC.GetTotalAllocatedBytes();
                ours.Add(await Stopwatches.SecondsAsync(async () => requests = Number(await DownloadAsync(new Uri(server.Address), cache), 1)));
                allocated = GC.GetTotalAllocatedBytes() - before;
            }

            return
            [
                new Figure("a bare loop", Stopwatches.Median(bare), double.PositiveInfinity, "s"),
                new Figure("ours", Stopwatches.Median(ours), double.PositiveInfinity, "s"),
                new Figure("the one against the other", Stopwatches.Median(ours) / Stopwatches.Median(bare), 1.5, "times"),
                new Figure("requests", requests, 2 + (2 * SmallFiles), "requests"),
                new Figure("memory allocated for a file", allocated / 1e3 / SmallFiles, 60, "KB"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FetchAllAsync(string endpoint, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = Connections };
        using var client = new HttpClient(handler);
        await Parallel.ForEachAsync(Enumerable.Range(0, SmallFiles), new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken }, async (i, token) =>
            await client.GetByteArrayAsync(new Uri($"{endpoint}{Id}/resolve/{Commit}/{NameOf(i)}"), token));
    }

    private static async Task ServeAsync(LocalModel model, LocalFault[] faults)
    {
        await using var cdn = await LocalCdn.StartAsync();
        await using var hub = await LocalHub.StartAsync([model], new LocalHubOptions { Cdn = cdn, Faults = [.. faults] });
        using (var client = new HubClient(new HubOptions { Endpoint = hub.Endpoint }))
        {
            // The digests of the contents are not what is measured.
            await foreach (var _ in client.ListTreeAsync(Id, new HubTreeQuery()))
            {
            }
        }

        await RoleProcess.ServeAsync(hub.Endpoint.ToString());
    }

    // The greatest working set in bytes, the requests, and the milliseconds.
    private static async Task<string> DownloadAsync(Uri endpoint, string cache)
    {
        var started = Stopwatch.GetTimestamp();
        using var client = new HubClient(new HubOptions { Endpoint = endpoint });
        var outcome = await new SnapshotDownloader(new DownloadOptions { Root = cache, MaxConcurrency = Connections }, client, TimeProvider.System)
            .DownloadAsync(new DownloadRequest { Id = Id, Revision = Commit, Files = new FileRequest { Include = ["*"] } });
        var snapshot = outcome.Value ?? throw new InvalidOperationException(outcome.Diagnostics[0].ToString());
        var elapsed = Stopwatch.GetElapsedTime(started);
        using var process = Process.GetCurrentProcess();
        return string.Create(CultureInfo.InvariantCulture, $"{process.PeakWorkingSet64} {snapshot.Requests} {elapsed.TotalMilliseconds:0}");
    }

    private static LocalModel Large()
    {
        var bytes = new byte[LargeBytes];
        new Random(1).NextBytes(bytes);
        return Model.With(LargeFile, bytes);
    }

    private static LocalModel Small() => Model.With(Enumerable.Range(0, SmallFiles).ToDictionary(NameOf, static i =>
    {
        var bytes = new byte[SmallBytes];
        new Random(i).NextBytes(bytes);
        return bytes;
    }));

    private static LocalModel Model => LocalModel.Of(Id.ToString(), "bert") with { Sha = Commit, Tags = ["license:apache-2.0"], CardData = """{"license":"apache-2.0"}""" };

    private static string NameOf(int i) => string.Create(CultureInfo.InvariantCulture, $"{i}.json");


    private static long Number(string line, int place) => long.Parse(line.Split(' ')[place], CultureInfo.InvariantCulture);

    private static async Task<string> RunAsync(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
