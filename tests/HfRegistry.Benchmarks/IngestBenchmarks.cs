using System.Diagnostics;
using System.Globalization;
using System.IO.Hashing;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Benchmarks;

/// <summary>The cost of a package beside its download.</summary>
internal static class IngestBenchmarks
{
    private const int LargeBytes = 500_000_000;
    private const int BufferBytes = 1 << 20;
    private const int Rounds = 5;
    private const int Packages = 200;
    private const int StepsOfARun = 8;

    public static IEnumerable<Benchmark> All =>
    [
        new("zip-500-mb", "the archive of a verified file of 500 MB, written to a file, against cp", ZipAsync),
        new("ingest-catalog", "a run with eight recorded steps and its package, entered in a catalog of SQLite", CatalogAsync),
    ];

    private static async Task<IReadOnlyList<Figure>> ZipAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-zip-bench-").FullName;
        try
        {
            var (source, target) = (Path.Combine(folder, "model.safetensors"), Path.Combine(folder, "target"));
            var bytes = new byte[LargeBytes];
            new Random(1).NextBytes(bytes);
            await File.WriteAllBytesAsync(source, bytes, cancellationToken);
            var (ours, theirs, checksums) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add(await Stopwatches.SecondsAsync(() => CopyAsync(source, target, cancellationToken)));
                File.Delete(target);
                var crc32 = 0u;
                checksums.Add(await Stopwatches.SecondsAsync(async () => crc32 = await Crc32Async(source, cancellationToken)));
                ours.Add(await Stopwatches.SecondsAsync(() => PackAsync(source, crc32, target, cancellationToken)));
                File.Delete(target);
            }

            return
            [
                new Figure("cp", Stopwatches.Median(theirs), double.PositiveInfinity, "s"),
                new Figure("ours", Stopwatches.Median(ours), double.PositiveInfinity, "s"),
                new Figure("the one against the other", Stopwatches.Median(ours) / Stopwatches.Median(theirs), 2, "times"),
                new Figure("the checksum, which the verification computes", Stopwatches.Median(checksums), double.PositiveInfinity, "s"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        using var process = Process.Start("cp", [source, target]);
        await process.WaitForExitAsync(cancellationToken);
    }

    private static async Task<uint> Crc32Async(string source, CancellationToken cancellationToken)
    {
        var crc32 = new Crc32();
        await using var file = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        await crc32.AppendAsync(file, cancellationToken);
        return crc32.GetCurrentHashAsUInt32();
    }

    private static async Task PackAsync(string source, uint crc32, string target, CancellationToken cancellationToken)
    {
        var layout = ZipLayout.Of(ZipEntrySource.OfBytes(PackageManifest.Name, "{}"u8.ToArray()), [ZipEntrySource.OfFile("model.safetensors", LargeBytes, crc32, source)]);
        await using var archive = layout.OpenRead();
        await using var written = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await archive.CopyToAsync(written, BufferBytes, cancellationToken);
    }

    private static async Task<IReadOnlyList<Figure>> CatalogAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-catalog-bench-").FullName;
        try
        {
            var database = CatalogDatabase.At(Path.Combine(folder, "catalog.db"), folder).Value!;
            Check(await database.MigrateAsync(TimeProvider.System, cancellationToken));
            var catalog = new EfCatalog(database, TimeProvider.System);
            await EnterAsync(catalog, 0, cancellationToken);
            var before = Environment.CpuUsage.TotalTime;
            var seconds = await Stopwatches.SecondsAsync(async () =>
            {
                for (var i = 1; i <= Packages; i++)
                    await EnterAsync(catalog, i, cancellationToken);
            });
            var processor = Environment.CpuUsage.TotalTime - before;
            return
            [
                new Figure("catalog and steps of a package", seconds * 1_000 / Packages, 50, "ms"),
                new Figure("the same in processor time", processor.TotalMilliseconds / Packages, double.PositiveInfinity, "ms"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Enters a small package in a catalog, as an ingestion does.</summary>
    public static async Task EnterAsync(EfCatalog catalog, int number, CancellationToken cancellationToken)
    {
        var key = new PackageKey(TenantName.Default, PackageKind.Model, ModelId.Parse(string.Create(CultureInfo.InvariantCulture, $"garden/bird-{number}")), PackageVersion.Default);
        var begun = await catalog.BeginAsync(new RunRequest(key.Tenant, key.Kind, key.Id, "1.0.0") { RequestedBy = "bench" }, cancellationToken);
        var run = begun.Value ?? throw new InvalidOperationException(begun.Diagnostics[0].ToString());
        for (var step = 0; step < StepsOfARun; step++)
            Check(await catalog.RecordAsync(run.RunId, new RunStep(string.Create(CultureInfo.InvariantCulture, $"step-{step}"), "{\"done\":true}"), cancellationToken));
        StoreKey[] objects = [StoreKey.Archive(key, new string('d', 64))];
        Check(await catalog.ClaimAsync(run.RunId, objects, cancellationToken));
        var package = new CatalogPackage(Guid.CreateVersion7(), key, Revision.Parse(new('a', 40)), objects[0], new('0', 64), 1_000, "{}")
        {
            Verdict = "passed",
            CreatedBy = "bench",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        if (await catalog.CompleteAsync(run.RunId, package, objects, cancellationToken) is not Completion.Entered)
            throw new InvalidOperationException("The package was not entered.");
    }

    private static void Check(Diagnostic? problem)
    {
        if (problem is not null)
            throw new InvalidOperationException(problem.ToString());
    }

}
