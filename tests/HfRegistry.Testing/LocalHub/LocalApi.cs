using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>The right answers of a <see cref="LocalHub"/>: finds what a request names, refuses what the caller may not have.</summary>
internal sealed class LocalApi(IEnumerable<LocalModel> models, LocalHubOptions options)
{
    private readonly LocalCatalog _models = new(models);
    private readonly LocalCatalog _datasets = new(options.Datasets);
    private readonly LocalRepository _repository = new(options);
    private readonly LocalResolve _resolve = new(options);
    private readonly string _api = options.PathPrefix + "/api/";

    /// <summary>Whether a request is counted among those for files.</summary>
    public bool IsOfFiles(HttpContext context) =>
        Path(context) is var path && (!path.StartsWith(_api, StringComparison.Ordinal) || path.StartsWith(_api + "resolve-cache/", StringComparison.Ordinal));

    public Task AnswerAsync(HttpContext context)
    {
        var token = LocalRequest.TokenOf(context.Request);
        if (token is not null && !options.Tokens.Contains(token))
            return LocalRefusal.BadToken.WriteAsync(context);
        var path = Path(context);
        if (path == _api + "models")
            return ListAsync(context, token);
        if (path == _api + "models-tags-by-type")
            return LocalTags.WriteAsync(context);
        if (Rest(path, _api + "models/") is { } model)
            return OfApiAsync(context, LocalPath.OfApi(model), _models, _api + "models/", token);
        if (Rest(path, _api + "datasets/") is { } dataset)
            return OfApiAsync(context, LocalPath.OfApi(dataset), _datasets, _api + "datasets/", token);
        if (Rest(path, _api + "resolve-cache/models/") is { } cached)
            return _resolve.CachedAsync(context, cached, _models, token);
        if (Rest(path, _api + "resolve-cache/datasets/") is { } cachedOfDataset)
            return _resolve.CachedAsync(context, cachedOfDataset, _datasets, token);
        if (Rest(path, $"{options.PathPrefix}/datasets/") is { } rest && LocalPath.OfFile(rest) is { } ofDataset)
            return OfFileAsync(context, ofDataset, _datasets, "datasets/", token);
        return LocalPath.OfFile(path[(options.PathPrefix.Length + 1)..]) is { } file
            ? OfFileAsync(context, file, _models, "", token)
            : LocalRefusal.NoPage.WriteAsync(context);
    }

    private static string Path(HttpContext context) => LocalAnswer.RawTarget(context).Split('?')[0];

    private static string? Rest(string path, string root) => path.StartsWith(root, StringComparison.Ordinal) ? path[root.Length..] : null;

    private Task ListAsync(HttpContext context, string? token)
    {
        var (page, refusal) = LocalListing.Of(context.Request.Query, _models, model => options.MaySee(model, token));
        if (page is null)
            return LocalRefusal.BadParameter(refusal!).WriteAsync(context);
        if (page.Next is { } next)
            LocalAnswer.LinkNext(context, "cursor", next.Encode());
        return LocalAnswer.JsonAsync(context, page.Write);
    }

    private Task OfApiAsync(HttpContext context, LocalPath path, LocalCatalog catalog, string root, string? token) =>
        options.Redirects.TryGetValue(path.Id, out var location) ? LocalAnswer.RedirectAsync(context, location)
        : Refuse(context, path, catalog, root, token) ?? _repository.AnswerAsync(context, path, catalog.Find(path.Id)!, token);

    private Task OfFileAsync(HttpContext context, LocalPath path, LocalCatalog catalog, string kind, string? token) =>
        Refuse(context, path, catalog, $"{options.PathPrefix}/{kind}", token)
        ?? _resolve.AnswerAsync(context, path, catalog.Find(path.Id)!, kind.Length == 0 ? "models" : "datasets", token);

    /// <summary>The redirect or refusal of a repository that does not answer, or of a revision that it does not have.</summary>
    private Task? Refuse(HttpContext context, LocalPath path, LocalCatalog catalog, string root, string? token)
    {
        var hidden = token is null ? LocalRefusal.Hidden : LocalRefusal.Missing;
        if (catalog.Find(path.Id) is not { } model)
        {
            return catalog.FindMoved(path.Id) is { } moved && options.MaySee(moved, token)
                ? LocalAnswer.RedirectAsync(
                    context, LocalAnswer.RawTarget(context).Replace($"{root}{path.Id}", $"{root}{moved.Id}", StringComparison.Ordinal))
                : hidden.WriteAsync(context);
        }

        if (!options.MaySee(model, token))
            return hidden.WriteAsync(context);
        // A disabled model that is gated too was seen to answer, as disabled.
        if (model is { IsDisabled: true, Gating: Gating.Open or Gating.Unknown })
            return LocalRefusal.Disabled.WriteAsync(context);
        return path.Revision is { } revision && !model.HasRevision(revision) ? LocalRefusal.NoRevision(revision).WriteAsync(context) : null;
    }
}
