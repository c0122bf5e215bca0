using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>
/// The Hub's store of large files on an origin of its own: signed addresses, no word about repositories, and no use for anything of the
/// caller's. It writes down what came, an Authorization header above all.
/// </summary>
internal sealed class LocalCdn : IAsyncDisposable
{
    private const string Signature = "Signature=local-signature";

    private readonly ConcurrentDictionary<string, LocalContent> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LocalRequest> _requests = new();
    private LocalServer? _server;
    private ImmutableArray<LocalFault> _faults = [];

    private LocalCdn()
    {
    }

    /// <summary>The requests that came in, in order.</summary>
    public ImmutableArray<LocalRequest> Requests => [.. _requests];

    /// <summary>Starts an empty store.</summary>
    public static async Task<LocalCdn> StartAsync()
    {
        var cdn = new LocalCdn();
        cdn._server = await LocalServer.StartAsync(cdn.ServeAsync);
        return cdn;
    }

    /// <summary>Fails in other ways from now on; without any, in none.</summary>
    public void FailWith(params ImmutableArray<LocalFault> faults) => _faults = faults;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    /// <summary>Stores a file and signs its address.</summary>
    internal string Sign(string repository, string hash, LocalContent content)
    {
        var path = $"/xet-bridge-us/{repository}/{hash}";
        _files[path] = content;
        return $"{_server!.Address}{path}?Expires=1790000000&{Signature}&Key-Pair-Id=local";
    }

    private Task ServeAsync(HttpContext context)
    {
        _requests.Enqueue(LocalRequest.Of(context));
        return FailOrAnswerAsync(context, 0);
    }

    private Task FailOrAnswerAsync(HttpContext context, int fault)
    {
        var faults = _faults;
        return fault < faults.Length ? faults[fault](context, next => FailOrAnswerAsync(next, fault + 1)) : AnswerAsync(context);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        var isSigned = context.Request.QueryString.ToString().Contains(Signature, StringComparison.Ordinal);
        // A signature and a token together are one way to authenticate too many.
        if (!isSigned || context.Request.Headers.Authorization.Count > 0 || !_files.TryGetValue(context.Request.Path, out var content))
        {
            response.StatusCode = StatusCodes.Status403Forbidden;
            response.ContentType = "application/xml";
            await response.WriteAsync("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>", context.RequestAborted);
            return;
        }

        response.ContentType = "application/octet-stream";
        response.Headers.AcceptRanges = "bytes";
        // The store's own hash of the chunks: not the payload's SHA-256.
        response.Headers.ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.Path)))}\"";
        await LocalRange.WriteAsync(context, content);
    }
}
