using System.Text;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>A model card: the repository's <c>README.md</c>.</summary>
/// <param name="Text">The text as its owner wrote it, front matter included; untrusted. Bytes that are no UTF-8 are <c>U+FFFD</c>.</param>
/// <param name="Commit">The commit that it was read at.</param>
internal sealed record HubCard(string Text, Revision Commit)
{
    /// <summary>The file.</summary>
    public const string Path = "README.md";

    /// <summary>The size beyond which a file is no card, in bytes.</summary>
    public const int MaxBytes = 4_000_000;

    internal static async Task<Result<HubCard, HubError>> ReadAsync(HubBody body, CancellationToken cancellationToken)
    {
        if (body.File.Commit is not { } commit)
            return new HubError.Malformed("it names no commit: it is not the Hub that answered");
        var headers = body.Response.Content.Headers;
        if (headers.ContentType?.MediaType == "text/html")
            return new HubError.Malformed("it is a web page, not the file");
        if (headers.ContentEncoding.Any(encoding => encoding != "identity"))
            return new HubError.Malformed("it is compressed, though it was asked for as it is");
        using var reader = new StreamReader(body, Encoding.UTF8, leaveOpen: true);
        return new HubCard(await reader.ReadToEndAsync(cancellationToken), commit);
    }
}
