using System.Diagnostics;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Benchmarks;

/// <summary>The cost of storing a package in a bucket, against curl to the same server.</summary>
internal static class UploadBenchmarks
{
    private const int LargeBytes = 500_000_000;
    private const int Rounds = 3;

    public static IEnumerable<Benchmark> All => [new("upload-500-mb", "an object of 500 MB stored in a bucket on loopback, signed and verified, against curl PUT of the file", UploadAsync)];

    private static async Task<IReadOnlyList<Figure>> UploadAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-upload-bench-").FullName;
        await using var server = await LocalServer.StartAsync(AnswerAsync);
        using var client = new AmazonS3Client(new BasicAWSCredentials("key", "secret"), StoreAddress.ConfigFor(server.Address));
        using var store = new S3Store(client, "packages", "");
        try
        {
            var file = Path.Combine(folder, "package.zip");
            var bytes = new byte[LargeBytes];
            new Random(1).NextBytes(bytes);
            await File.WriteAllBytesAsync(file, bytes, cancellationToken);
            var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < Rounds; round++)
            {
                theirs.Add(await SecondsAsync(async () =>
                {
                    using var curl = Process.Start("curl", ["-sf", "-T", file, $"{server.Address}/packages/curl"]);
                    await curl.WaitForExitAsync(cancellationToken);
                    if (curl.ExitCode != 0)
                        throw new InvalidOperationException($"curl ended with {curl.ExitCode}.");
                }));
                ours.Add(await SecondsAsync(async () =>
                {
                    await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                    if (await store.PutAsync(StoreKey.Parse("models--a--b/package.zip"), content, digest, stored: null, cancellationToken) is { } refused)
                        throw new InvalidOperationException(refused.ToString());
                }));
            }

            return
            [
                new Figure("curl", Median(theirs), double.PositiveInfinity, "s"),
                new Figure("ours", Median(ours), double.PositiveInfinity, "s"),
                new Figure("the one against the other", Median(ours) / Median(theirs), 1.25, "times"),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A bucket that keeps nothing.
    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, 1 << 20, context.RequestAborted);
        context.Response.Headers.ETag = "\"part\"";
        if (context.Request.Method != "POST")
            return;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync(
            context.Request.Query.ContainsKey("uploads")
                ? "<InitiateMultipartUploadResult><UploadId>upload</UploadId></InitiateMultipartUploadResult>"
                : "<CompleteMultipartUploadResult><ETag>\"whole\"</ETag></CompleteMultipartUploadResult>",
            context.RequestAborted);
    }

    private static async Task<double> SecondsAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
