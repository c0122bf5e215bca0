using System.Text;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>A text file of a repository.</summary>
/// <param name="Text">The text as its owner wrote it; untrusted. Bytes that are no UTF-8 are <c>U+FFFD</c>.</param>
/// <param name="Commit">The commit that it was read at.</param>
internal sealed record HubText(string Text, Revision Commit)
{
    internal static async Task<Result<HubText, HubError>> ReadAsync(HubBody body, CancellationToken cancellationToken)
    {
        if (body.File.Commit is not { } commit)
            return new HubError.Malformed("it names no commit: it is not the Hub that answered");
        if (body.Response.Content.Headers.ContentEncoding.Any(encoding => encoding != "identity"))
            return new HubError.Malformed("it is compressed, though it was asked for as it is");
        using var reader = new StreamReader(body, Encoding.UTF8, leaveOpen: true);
        return new HubText(await reader.ReadToEndAsync(cancellationToken), commit);
    }
}
