using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>Files: small ones over a redirect on the Hub's own origin, those in large file storage over one to a <see cref="LocalCdn"/>.</summary>
internal sealed class LocalResolve(LocalHubOptions options)
{
    public Task AnswerAsync(HttpContext context, LocalPath path, LocalModel model, string kind, string? token)
    {
        if (!options.MayRead(model, token))
            return LocalRefusal.Gated(model.Id, token is not null).WriteTextAsync(context);
        var commit = model.CommitOf(path.Revision!)!;
        var headers = context.Response.Headers;
        headers["X-Repo-Commit"] = commit;
        if (ContentOf(model, path.Entry) is not { } content)
            return LocalRefusal.NoFile.WriteTextAsync(context);

        headers.AcceptRanges = "bytes";
        if (!LocalFiles.IsLarge(model, path.Entry))
        {
            var etag = content.GitId;
            headers["X-Linked-ETag"] = $"\"{etag}\"";
            var asked = Uri.EscapeDataString($"/{model.Id}/resolve/{path.Revision}/{path.Entry}");
            return LocalAnswer.RedirectAsync(
                context, $"{options.PathPrefix}/api/resolve-cache/{kind}/{model.Id}/{commit}/{string.Join('/', path.Entry.Split('/').Select(Uri.EscapeDataString))}?{asked}=&etag=%22{etag}%22");
        }

        headers["X-Linked-ETag"] = $"\"{content.Sha256}\"";
        headers["X-Linked-Size"] = content.Length.ToString(CultureInfo.InvariantCulture);
        headers["X-Xet-Hash"] = LocalFiles.Digest("xet " + path.Entry);
        headers.CacheControl = "no-store";
        return options.Cdn is { } cdn
            ? LocalAnswer.RedirectAsync(
                context, cdn.Sign(model.HubId!, LocalFiles.Digest("xet " + path.Entry), content), StatusCodes.Status302Found)
            : LocalRange.WriteAsync(context, content);
    }

    /// <summary>Answers <c>/api/resolve-cache/models/{id}/{commit}/{path}</c>.</summary>
    public Task CachedAsync(HttpContext context, string rest, LocalCatalog models, string? token)
    {
        var parts = rest.Split('/').Select(Uri.UnescapeDataString).ToArray();
        var model = models.Find(string.Join('/', parts.Take(2)));
        if (model is null || !options.MaySee(model, token))
            return LocalRefusal.Hidden.WriteTextAsync(context);
        if (!options.MayRead(model, token))
            return LocalRefusal.Gated(model.Id, token is not null).WriteTextAsync(context);
        if (ContentOf(model, string.Join('/', parts.Skip(3))) is not { } content)
            return LocalRefusal.NoFile.WriteTextAsync(context);
        context.Response.Headers["X-Repo-Commit"] = parts[2];
        context.Response.Headers.ETag = $"\"{content.GitId}\"";
        context.Response.ContentType = "text/plain; charset=utf-8";
        return LocalRange.WriteAsync(context, content);
    }

    private static LocalContent? ContentOf(LocalModel model, string path) =>
        model.Contents.GetValueOrDefault(path) ?? (model.Texts.TryGetValue(path, out var text) ? LocalContent.Of(Encoding.UTF8.GetBytes(text)) : null);
}
