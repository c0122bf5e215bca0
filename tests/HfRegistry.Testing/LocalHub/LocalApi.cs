using System.Text.Json;
using HfRegistry.Hub;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HfRegistry.Testing;

/// <summary>The right answers of a <see cref="LocalHub"/>: the listing, a model's info, and the refusals of both.</summary>
internal sealed class LocalApi(IEnumerable<LocalModel> models, LocalHubOptions options)
{
    private readonly LocalCatalogue _catalogue = new(models);
    private readonly string _root = options.PathPrefix + "/api/models";

    /// <summary>The path and query as they were sent: a revision's %2F must stay within its segment.</summary>
    public static string RawTarget(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.Length == 0 ? null : header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : header;
    }

    public Task AnswerAsync(HttpContext context)
    {
        var token = TokenOf(context.Request);
        if (token is not null && !options.Tokens.Contains(token))
            return LocalRefusal.BadToken.WriteAsync(context);
        var path = RawTarget(context).Split('?')[0];
        return path == _root ? ListAsync(context, token is not null)
            : path.StartsWith(_root + "/", StringComparison.Ordinal) ? InfoAsync(context, path[(_root.Length + 1)..], token is not null)
            : LocalRefusal.NoPage.WriteAsync(context);
    }

    private Task ListAsync(HttpContext context, bool hasToken)
    {
        var (page, refusal) = LocalListing.Of(context.Request.Query, _catalogue, hasToken);
        if (page is null)
            return LocalRefusal.BadParameter(refusal!).WriteAsync(context);
        if (page.Next is { } next)
        {
            var query = string.Concat(context.Request.Query.Where(part => part.Key != "cursor")
                .SelectMany(part => part.Value, (part, value) => $"{Uri.EscapeDataString(part.Key)}={Uri.EscapeDataString(value ?? "")}&"));
            context.Response.Headers.Link =
                $"<http://{context.Request.Host}{_root}?{query}cursor={Uri.EscapeDataString(next.Encode())}>; rel=\"next\"";
        }

        return WriteAsync(context, page.Write);
    }

    private Task InfoAsync(HttpContext context, string path, bool hasToken)
    {
        string[] parts = [.. path.Split('/').Select(Uri.UnescapeDataString)];
        var revision = parts.Length > 2 && parts[^2] == "revision" ? parts[^1] : null;
        var id = string.Join('/', revision is null ? parts : parts[..^2]);
        if (options.Redirects.TryGetValue(id, out var location))
            return RedirectAsync(context, location);
        if (_catalogue.Find(id) is not { } model)
        {
            return _catalogue.FindMoved(id) is { IsPrivate: false } moved
                ? RedirectAsync(context, RawTarget(context).Replace($"{_root}/{id}", $"{_root}/{moved.Id}", StringComparison.Ordinal))
                : (hasToken ? LocalRefusal.Missing : LocalRefusal.Hidden).WriteAsync(context);
        }

        if (model.IsPrivate && !hasToken)
            return LocalRefusal.Hidden.WriteAsync(context);
        // A disabled model that is gated too was seen to answer, as disabled.
        if (model is { IsDisabled: true, Gating: Gating.Open or Gating.Unknown })
            return LocalRefusal.Disabled.WriteAsync(context);
        if (!TryResolve(model, revision, out var sha))
            return LocalRefusal.NoRevision(revision!).WriteAsync(context);

        string[] expand = [.. context.Request.Query["expand"].Concat(context.Request.Query["expand[]"]).OfType<string>()];
        var fields = expand.Length > 0 ? LocalFields.OfExpand(expand) : LocalFields.OfInfo(context.Request.Query["blobs"] == "true");
        return fields is null
            ? LocalRefusal.BadParameter(LocalFields.ExpandRefusal).WriteAsync(context)
            : WriteAsync(context, json => LocalRow.Write(json, model, sha, fields));
    }

    private static bool TryResolve(LocalModel model, string? revision, out string? sha)
    {
        sha = model.Sha;
        if (revision is null or "main" or "HEAD" || revision == model.Sha)
            return true;
        sha = model.Revisions.GetValueOrDefault(revision) ?? model.Revisions.Values.FirstOrDefault(commit => commit == revision);
        return sha is not null;
    }

    private static Task RedirectAsync(HttpContext context, string location)
    {
        context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        context.Response.Headers.Location = location;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"Temporary Redirect. Redirecting to {location}", context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        // Raw members may be what no writer would let through.
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { SkipValidation = true }))
            write(json);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }
}
