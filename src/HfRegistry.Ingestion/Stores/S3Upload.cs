using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace HfRegistry.Ingestion.Stores;

/// <summary>
/// Stores one object in parts. The SDK's <c>TransferUtility</c> frames bodies in a way that some stores refuse and others
/// store as content (<c>aws-chunked</c>), and offers no switch; here each body is sent as it is, with its SHA-256 signed.
/// </summary>
internal sealed class S3Upload(IAmazonS3 client, string bucket)
{
    private const long MiB = 1 << 20;
    private const long SmallestPart = 8 * MiB;

    /// <summary>Of 10,000 that S3 permits.</summary>
    private const int MostParts = 9_000;

    /// <summary>The parts in memory: one that is read and hashed, one that is signed, which hashes it too, and one that is sent.</summary>
    private const int PartsAtOnce = 3;

    /// <summary>Stores an object.</summary>
    /// <returns>The SHA-256 of what was read; unless it is the expected one, nothing was stored.</returns>
    public Task<string> RunAsync(string key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken) =>
        content.Length <= SmallestPart ? PutAsync(key, content, sha256, stored, cancellationToken) : PutPartsAsync(key, content, sha256, stored, cancellationToken);

    /// <summary>Returns the size of the parts of an object.</summary>
    internal static long PartSizeFor(long length) => Math.Max(SmallestPart, ((length / MostParts) + MiB - 1) / MiB * MiB);

    private async Task<string> PutAsync(string key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        var bytes = new byte[content.Length];
        content.Position = 0;
        await content.ReadExactlyAsync(bytes, cancellationToken);
        var actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (actual != sha256)
            return actual;
        var request = new PutObjectRequest { BucketName = bucket, Key = key, InputStream = new MemoryStream(bytes), UseChunkEncoding = false };
        request.Metadata["sha256"] = sha256;
        await client.PutObjectAsync(request, cancellationToken);
        stored?.Report(bytes.Length);
        return actual;
    }

    private async Task<string> PutPartsAsync(string key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        var begin = new InitiateMultipartUploadRequest { BucketName = bucket, Key = key };
        begin.Metadata["sha256"] = sha256;
        var upload = (await client.InitiateMultipartUploadAsync(begin, cancellationToken)).UploadId;
        var isComplete = false;
        try
        {
            var (actual, parts) = await SendAsync(key, upload, content, stored, cancellationToken);
            if (actual != sha256)
                return actual;
            await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload, PartETags = parts }, cancellationToken);
            isComplete = true;
            return actual;
        }
        finally
        {
            if (!isComplete)
                await AbortAsync(key, upload);
        }
    }

    private async Task<(string Sha256, List<PartETag> Parts)> SendAsync(string key, string upload, Stream content, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        var size = PartSizeFor(content.Length);
        var buffers = new Stack<byte[]>(Enumerable.Range(0, PartsAtOnce).Select(_ => new byte[size]));
        var sending = new Queue<(Task<PartETag> Part, byte[] Buffer, int Length)>();
        var parts = new List<PartETag>();
        var sent = 0L;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var others = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            content.Position = 0;
            for (var left = content.Length; left > 0 || sending.Count > 0;)
            {
                if (left == 0 || buffers.Count == 0)
                {
                    var (part, done, length) = sending.Peek();
                    parts.Add(await part);
                    sending.Dequeue();
                    stored?.Report(sent += length);
                    buffers.Push(done);
                    continue;
                }

                var buffer = buffers.Pop();
                var next = (int)Math.Min(size, left);
                await content.ReadExactlyAsync(buffer.AsMemory(0, next), cancellationToken);
                hash.AppendData(buffer, 0, next);
                left -= next;

                // The SDK signs, which hashes the part, before it first waits: not on this thread, which reads the next part meanwhile.
                var number = parts.Count + sending.Count + 1;
                sending.Enqueue((Task.Run(() => SendPartAsync(key, upload, number, buffer, next, others.Token), others.Token), buffer, next));
            }
        }
        finally
        {
            // An upload cannot be aborted while parts of it arrive.
            await others.CancelAsync();
            await Task.WhenAll(sending.Select(static one => (Task)one.Part)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), parts);
    }

    private async Task<PartETag> SendPartAsync(string key, string upload, int number, byte[] buffer, int length, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream(buffer, 0, length, writable: false);
        var request = new UploadPartRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = upload,
            PartNumber = number,
            PartSize = length,
            InputStream = body,
            UseChunkEncoding = false,
        };
        var response = await client.UploadPartAsync(request, cancellationToken);
        return new PartETag(number, response.ETag);
    }

    // Also after a cancellation: parts of an open upload cost money. A sweep removes what this misses.
    private async Task AbortAsync(string key, string upload)
    {
        try
        {
            await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = upload }, CancellationToken.None);
        }
        catch (Exception failed) when (S3Store.IsFailure(failed, CancellationToken.None))
        {
        }
    }
}
