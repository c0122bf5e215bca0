using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using HfRegistry.Http;

namespace HfRegistry.Ingestion.Stores;

/// <summary>Packages in a bucket of S3 or of a store that speaks its protocol.</summary>
/// <param name="client">The client; disposed of with this.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="prefix">How all keys begin in the bucket: empty, or ending in <c>/</c>.</param>
internal sealed class S3Store(IAmazonS3 client, string bucket, string prefix) : IPackageStore
{
    private readonly S3Upload _upload = new(client, bucket);

    public string AddressOf(StoreKey key) => $"s3://{bucket}/{prefix}{key}";

    public async Task<Diagnostic?> PutAsync(StoreKey key, Stream content, string sha256, IProgress<long>? stored, CancellationToken cancellationToken)
    {
        try
        {
            var actual = await _upload.RunAsync(NameOf(key), content, sha256, stored, cancellationToken);
            return actual == sha256 ? null : DiagnosticCatalog.StoredContentDiffers.Create(key, actual, sha256);
        }
        catch (Exception failed) when (IsFailure(failed, cancellationToken))
        {
            return Failed($"storing {key}", failed);
        }
    }

    public async Task<Lookup<StoredObject>> FindAsync(StoreKey key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = bucket, Key = NameOf(key) }, cancellationToken);
            return new Lookup<StoredObject>(new StoredObject(key, found.ContentLength, TimeOf(found.LastModified)));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return new Lookup<StoredObject>(null);
        }
        catch (Exception failed) when (IsFailure(failed, cancellationToken))
        {
            return new Lookup<StoredObject>(null, Failed($"looking for {key}", failed));
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public async Task<Lookup<ObjectContent>> OpenAsync(StoreKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        try
        {
            var request = new GetObjectRequest { BucketName = bucket, Key = NameOf(key) };
            if (range is { } part)
                request.ByteRange = new Amazon.S3.Model.ByteRange(string.Create(CultureInfo.InvariantCulture, $"bytes={part.First}-{part.Last}"));
            var response = await client.GetObjectAsync(request, cancellationToken);
            return new Lookup<ObjectContent>(new ObjectContent(response.ResponseStream, response.ContentLength, TotalOf(response)));
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return new Lookup<ObjectContent>(null);
        }
        catch (AmazonS3Exception past) when (past.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            var found = await FindAsync(key, cancellationToken);
            return new Lookup<ObjectContent>(found.Value is { } whole ? new ObjectContent(Stream.Null, 0, whole.Length) : null, found.Error);
        }
        catch (Exception failed) when (IsFailure(failed, cancellationToken))
        {
            return new Lookup<ObjectContent>(null, Failed($"reading {key}", failed));
        }
    }

    public Task<Diagnostic?> DeleteAsync(StoreKey key, CancellationToken cancellationToken) =>
        TryAsync($"deleting {key}", () => client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = NameOf(key) }, cancellationToken), cancellationToken);

    public async Task<Outcome<StorePage>> ListAsync(string keyPrefix, string? next, CancellationToken cancellationToken)
    {
        try
        {
            var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix + keyPrefix, ContinuationToken = next };
            var response = await client.ListObjectsV2Async(request, cancellationToken);
            var objects = new List<StoredObject>();
            foreach (var found in response.S3Objects ?? [])
            {
                if (StoreKey.TryParse(found.Key[prefix.Length..], out var key))
                    objects.Add(new StoredObject(key, found.Size ?? 0, TimeOf(found.LastModified)));
            }

            return new Outcome<StorePage>(new StorePage(objects, response.IsTruncated is true ? response.NextContinuationToken : null));
        }
        catch (Exception failed) when (IsFailure(failed, cancellationToken))
        {
            return new Outcome<StorePage>(Failed("listing", failed));
        }
    }

    public async Task<Diagnostic?> RemoveUnfinishedAsync(DateTimeOffset before, FindAbandoned findAbandoned, CancellationToken cancellationToken)
    {
        Diagnostic? unknown = null;
        var failed = await TryAsync("removing unfinished uploads", async () =>
        {
            await foreach (var upload in UnfinishedAsync(cancellationToken))
            {
                if (TimeOf(upload.Initiated) >= before || !StoreKey.TryParse(upload.Key[prefix.Length..], out var key) || !key.IsOfPackage)
                    continue;
                var abandoned = await findAbandoned([key], cancellationToken);
                unknown ??= abandoned.Value is null ? abandoned.Diagnostics[0] : null;
                if (abandoned.Value is { Count: > 0 })
                    await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = upload.Key, UploadId = upload.UploadId }, cancellationToken);
            }
        }, cancellationToken);
        return failed ?? unknown;
    }

    public Uri SignedAddressOf(StoreKey key, string fileName, TimeSpan lifetime)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = NameOf(key),
            Expires = DateTime.UtcNow + lifetime,
            Verb = HttpVerb.GET,
            Protocol = client.Config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) is true ? Protocol.HTTP : Protocol.HTTPS,
        };
        request.ResponseHeaderOverrides.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        return new Uri(client.GetPreSignedURL(request));
    }

    public Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken) =>
        TryAsync("listing", () => client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, MaxKeys = 1 }, cancellationToken), cancellationToken);

    public void Dispose() => client.Dispose();

    /// <summary>Returns whether an exception is the store's or the network's answer and not a bug.</summary>
    internal static bool IsFailure(Exception exception, CancellationToken cancellationToken) =>
        exception is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or UnauthorizedAccessException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async IAsyncEnumerable<MultipartUpload> UnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = bucket, Prefix = prefix };
        while (true)
        {
            var response = await client.ListMultipartUploadsAsync(request, cancellationToken);
            foreach (var upload in response.MultipartUploads ?? [])
                yield return upload;
            if (response.IsTruncated is not true)
                yield break;
            (request.KeyMarker, request.UploadIdMarker) = (response.NextKeyMarker, response.NextUploadIdMarker);
        }
    }

    private async Task<Diagnostic?> TryAsync(string operation, Func<Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception failed) when (IsFailure(failed, cancellationToken))
        {
            return Failed(operation, failed);
        }
    }

    private string NameOf(StoreKey key) => prefix + key;

    private static long TotalOf(GetObjectResponse response) =>
        response.ContentRange?.Split('/') is [_, var total] && long.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : response.ContentLength;

    private static DateTimeOffset TimeOf(DateTime? time) => time is { } known ? new DateTimeOffset(known.ToUniversalTime()) : DateTimeOffset.MinValue;

    // What a store writes into its answers is not shown: some repeat the request with its signature.
    private Diagnostic Failed(string operation, Exception failed) => DiagnosticCatalog.StoreFailed.Create($"s3://{bucket}", operation, failed switch
    {
        AmazonServiceException { InnerException: HttpRequestException network } => NetworkErrorText.Describe(network),
        AmazonServiceException { StatusCode: not 0 } refused => $"{(string.IsNullOrEmpty(refused.ErrorCode) ? "the store refused" : refused.ErrorCode)} (status {(int)refused.StatusCode})",
        AmazonClientException => "no credentials were found, or they cannot be used",
        IOException or UnauthorizedAccessException => failed.Message,
        OperationCanceledException => "it did not answer in time",
        _ => NetworkErrorText.Describe(failed),
    });
}
