using System.Net;

namespace HfRegistry.Http;

/// <summary>Makes the handlers that send requests: without cookies, and without redirects of their own, which would take headers along to any host.</summary>
internal static class HttpHandlers
{
    /// <summary>Gets the compressions of an API.</summary>
    public const DecompressionMethods Compressed = DecompressionMethods.GZip | DecompressionMethods.Brotli;

    /// <summary>Returns a handler with a pool of its own.</summary>
    /// <param name="decompression">What it unpacks, and so asks for.</param>
    public static SocketsHttpHandler Create(DecompressionMethods decompression) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = decompression,
        // A long run should notice when a name moves to another address.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
