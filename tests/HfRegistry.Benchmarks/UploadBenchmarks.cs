using System.Diagnostics;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Ingestion.Tests.Stores;

namespace HfRegistry.Benchmarks;

/// <summary>The cost of storing a package in a bucket, against curl to a signed address of the same bucket, which runs in a process of its own.</summary>
internal static class UploadBenchmarks
{
    private const int LargeBytes = 500_000_000;
    private const int Rounds = 5;

    public static IEnumerable<Benchmark> All => [new("upload-500-mb", "an object of 500 MB stored in a bucket on loopback, signed and verified, against curl PUT of the file", UploadAsync)];

    private static async Task<IReadOnlyList<Figure>> UploadAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-upload-bench-").FullName;
        await using var server = await DiscardingBucket.StartAsync(cancellationToken);
        using var client = new AmazonS3Client(new BasicAWSCredentials(LocalS3.AccessKey, LocalS3.SecretKey), StoreAddress.ConfigFor(server.Address));
        using var store = new S3Store(client, LocalS3.Bucket, "");
        try
        {
            var file = Path.Combine(folder, "package.zip");
            var bytes = new byte[LargeBytes];
            new Random(1).NextBytes(bytes);
            await File.WriteAllBytesAsync(file, bytes, cancellationToken);
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var address = await client.GetPreSignedURLAsync(new GetPreSignedUrlRequest { BucketName = LocalS3.Bucket, Key = "curl", Verb = HttpVerb.PUT, Protocol = Protocol.HTTP, Expires = DateTime.UtcNow.AddHours(1) });
            var (ours, theirs, processor) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add(await Stopwatches.SecondsAsync(() => PutByCurlAsync(file, address, cancellationToken)));
                var before = Environment.CpuUsage.TotalTime;
                ours.Add(await Stopwatches.SecondsAsync(async () =>
                {
                    await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                    if (await store.PutAsync(StoreKey.Parse("models--a--b/package.zip"), content, digest, stored: null, cancellationToken) is { } refused)
                        throw new InvalidOperationException(refused.ToString());
                }));
                processor.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }

            return
            [
                new Figure("curl", Stopwatches.Median(theirs), double.PositiveInfinity, "s"),
                new Figure("ours", Stopwatches.Median(ours), double.PositiveInfinity, "s"),
                new Figure("the one against the other", Stopwatches.Median(ours) / Stopwatches.Median(theirs), 1.25, "times"),
                new Figure("ours in processor time", Stopwatches.Median(processor), double.PositiveInfinity, "s"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PutByCurlAsync(string file, string address, CancellationToken cancellationToken)
    {
        using var curl = Process.Start("curl", ["-sSf", "-T", file, address]);
        await curl.WaitForExitAsync(cancellationToken);
        if (curl.ExitCode != 0)
            throw new InvalidOperationException($"curl ended with {curl.ExitCode}.");
    }
}
