using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.S3;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Ingestion.Tests.Stores;

/// <summary>S3 on this machine, as far as stores use it. It checks signatures and the hashes of bodies, and refuses framed ones.</summary>
internal sealed class LocalS3 : IAsyncDisposable
{
    public const string AccessKey = "AKIALOCAL";
    public const string SecretKey = "local/secret+key";
    public const string Bucket = "packages";

    private readonly ConcurrentDictionary<string, Stored> _objects = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Upload> _uploads = new(StringComparer.Ordinal);
    private LocalServer? _server;

    /// <summary>The largest number of objects on one page of a listing.</summary>
    public int PageSize { get; init; } = 1000;

    /// <summary>How it fails.</summary>
    public LocalFault? Fault { get; set; }

    /// <summary>The names of the objects, in order.</summary>
    public IReadOnlyList<string> Keys => [.. _objects.Keys.Order(StringComparer.Ordinal)];

    /// <summary>How many uploads have begun and not ended.</summary>
    public int OpenUploads => _uploads.Count;

    /// <summary>The methods and targets of requests.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public string Address => _server!.Address;

    public async Task<LocalS3> StartAsync()
    {
        _server = await LocalServer.StartAsync(ServeAsync);
        return this;
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public S3Store Open(string prefix = "", string secretKey = SecretKey)
    {
        var config = StoreAddress.ConfigFor(Address);
        config.MaxErrorRetry = 1;
        return new S3Store(new AmazonS3Client(new BasicAWSCredentials(AccessKey, secretKey), config), Bucket, prefix);
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (Fault is { } fault)
            await fault(context, AnswerAsync);
        else
            await AnswerAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        var (path, query) = (request.Path.Value![1..], request.Query);
        if (!LocalS3Signature.IsRight(request))
            await RefuseAsync(context, 403, "SignatureDoesNotMatch");
        else if (request.Headers.ContentEncoding.ToString().Contains("aws-chunked", StringComparison.Ordinal))
            await RefuseAsync(context, 501, "NotImplemented");
        else if (request.Headers["x-amz-content-sha256"].ToString() is { Length: 64 } hash && hash != Convert.ToHexStringLower(SHA256.HashData(body)))
            await RefuseAsync(context, 400, "XAmzContentSHA256Mismatch");
        else if (path.Split('/', 2) is [Bucket, { Length: > 0 } key])
            await AnswerAsync(context, key, query, body);
        else if (path.TrimEnd('/') != Bucket)
            await RefuseAsync(context, 404, "NoSuchBucket");
        else if (query.ContainsKey("uploads"))
            await WriteAsync(context, new XElement("ListMultipartUploadsResult", new XElement("IsTruncated", "false"), _uploads.Select(static one => new XElement(
                "Upload", new XElement("Key", one.Value.Key), new XElement("UploadId", one.Key), new XElement("Initiated", Time(one.Value.At))))));
        else
            await ListAsync(context, query);
    }

    private Task AnswerAsync(HttpContext context, string key, IQueryCollection query, byte[] body) => (context.Request.Method, query.ContainsKey("uploads"), query["uploadId"].ToString()) switch
    {
        ("PUT", _, "") => PutAsync(context, key, body),
        ("POST", true, _) => BeginAsync(context, key),
        (_, _, { Length: > 0 } id) when !_uploads.ContainsKey(id) => RefuseAsync(context, 404, "NoSuchUpload"),
        ("PUT", _, var id) => PutPartAsync(context, id, int.Parse(query["partNumber"]!, CultureInfo.InvariantCulture), body),
        ("POST", _, var id) => CompleteAsync(context, key, id, body),
        ("DELETE", _, { Length: > 0 } id) => NoContent(context, _uploads.TryRemove(id, out _)),
        ("DELETE", _, _) => NoContent(context, _objects.TryRemove(key, out _)),
        _ => GetAsync(context, key),
    };

    private Task PutAsync(HttpContext context, string key, byte[] body)
    {
        _objects[key] = new Stored(body, Tag(body), DateTimeOffset.UtcNow);
        context.Response.Headers.ETag = Tag(body);
        return Task.CompletedTask;
    }

    private Task BeginAsync(HttpContext context, string key)
    {
        var id = Guid.NewGuid().ToString("N");
        _uploads[id] = new Upload(key, DateTimeOffset.UtcNow);
        return WriteAsync(context, new XElement("InitiateMultipartUploadResult", new XElement("Bucket", Bucket), new XElement("Key", key), new XElement("UploadId", id)));
    }

    private Task PutPartAsync(HttpContext context, string id, int number, byte[] body)
    {
        _uploads[id].Parts[number] = body;
        context.Response.Headers.ETag = Tag(body);
        return Task.CompletedTask;
    }

    private Task CompleteAsync(HttpContext context, string key, string id, byte[] body)
    {
        var named = XDocument.Parse(Encoding.UTF8.GetString(body)).Descendants().Where(static element => element.Name.LocalName == "Part")
            .Select(static part => (Number: (int)part.Elements().Single(static one => one.Name.LocalName == "PartNumber"), Tag: part.Elements().Single(static one => one.Name.LocalName == "ETag").Value)).ToList();
        var parts = _uploads[id].Parts;
        if (named.Exists(part => !parts.TryGetValue(part.Number, out var bytes) || Tag(bytes) != part.Tag))
            return RefuseAsync(context, 400, "InvalidPart");
        if (named.SkipLast(1).Any(part => parts[part.Number].Length < 5 << 20))
            return RefuseAsync(context, 400, "EntityTooSmall");
        _objects[key] = new Stored([.. named.SelectMany(part => parts[part.Number])], $"\"{Tag(body).Trim('"')}-{named.Count}\"", DateTimeOffset.UtcNow);
        _uploads.TryRemove(id, out _);
        return WriteAsync(context, new XElement("CompleteMultipartUploadResult", new XElement("Bucket", Bucket), new XElement("Key", key), new XElement("ETag", _objects[key].Tag)));
    }

    private Task GetAsync(HttpContext context, string key)
    {
        if (!_objects.TryGetValue(key, out var found))
            return RefuseAsync(context, 404, "NoSuchKey");
        context.Response.Headers.ETag = found.Tag;
        context.Response.Headers.LastModified = found.At.ToString("R", CultureInfo.InvariantCulture);
        if (context.Request.Query["response-content-disposition"].ToString() is { Length: > 0 } disposition)
            context.Response.Headers.ContentDisposition = disposition;
        if (context.Request.Method != "HEAD")
            return LocalRange.WriteAsync(context, LocalContent.Of(found.Bytes));
        context.Response.ContentLength = found.Bytes.Length;
        return Task.CompletedTask;
    }

    private Task ListAsync(HttpContext context, IQueryCollection query)
    {
        var (prefix, after) = (query["prefix"].ToString(), query["continuation-token"].ToString());
        var size = query["max-keys"].ToString() is { Length: > 0 } most ? Math.Min(PageSize, int.Parse(most, CultureInfo.InvariantCulture)) : PageSize;
        var keys = Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).ToList();
        var page = keys.Take(size).ToList();
        return WriteAsync(context, new XElement(
            "ListBucketResult", new XElement("IsTruncated", keys.Count > page.Count ? "true" : "false"), new XElement("NextContinuationToken", page.LastOrDefault() ?? ""),
            page.Select(key => new XElement("Contents", new XElement("Key", key), new XElement("Size", _objects[key].Bytes.Length), new XElement("LastModified", Time(_objects[key].At))))));
    }

    private static Task NoContent(HttpContext context, bool _)
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;

        // As some stores do, with the request that they refuse.
        var text = $"refused: {context.Request.Headers.Authorization}";
        return context.Request.Method == "HEAD" ? Task.CompletedTask : WriteAsync(context, new XElement("Error", new XElement("Code", code), new XElement("Message", text)));
    }

    private static Task WriteAsync(HttpContext context, XElement xml)
    {
        context.Response.ContentType = "application/xml";
        return context.Response.WriteAsync(xml.ToString(), context.RequestAborted);
    }

#pragma warning disable CA5351 // S3's own tag of an object; the client compares.
    private static string Tag(byte[] bytes) => $"\"{Convert.ToHexStringLower(MD5.HashData(bytes))}\"";
#pragma warning restore CA5351

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private sealed record Stored(byte[] Bytes, string Tag, DateTimeOffset At);

    private sealed record Upload(string Key, DateTimeOffset At)
    {
        public ConcurrentDictionary<int, byte[]> Parts { get; } = new();
    }
}
