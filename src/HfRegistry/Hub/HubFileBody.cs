using System.Net;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The bytes of a file as they come from the Hub or its store: never compressed.</summary>
/// <param name="Content">The bytes. Reading them fails when none comes for the time that one attempt may take.</param>
/// <param name="Start">The place in the file of the first of them: 0 also when a later one was asked for and the server sends the whole file.</param>
/// <param name="Total">The size of the whole file in bytes, where the server says it.</param>
internal sealed record HubFileBody(Stream Content, long Start, long? Total)
{
    /// <summary>Hands on the body of a good answer.</summary>
    /// <param name="body">The body.</param>
    /// <param name="from">The place of the first byte that was asked for.</param>
    /// <param name="read">Takes the bytes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Result<HubFileBody, HubError>> ReadAsync(HubBody body, long from, Func<HubFileBody, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        var headers = body.Response.Content.Headers;
        if (headers.ContentEncoding.Any(static encoding => encoding != "identity"))
            return new HubError.Malformed("it is compressed, though it was asked for as it is");
        var isPart = body.Response.StatusCode == HttpStatusCode.PartialContent;
        if (isPart && headers.ContentRange?.From != from)
            return new HubError.RangeRefused();
        var file = isPart ? new HubFileBody(body, from, headers.ContentRange?.Length) : new HubFileBody(body, 0, headers.ContentLength);
        await read(file, cancellationToken);
        return file;
    }
}
