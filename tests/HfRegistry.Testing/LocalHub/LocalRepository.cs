using System.Globalization;
using System.Text.Json;
using HfRegistry.Hub;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>What the API says of one repository that the caller may know of.</summary>
internal sealed class LocalRepository(LocalHubOptions options)
{
    private const int MaxCommitsOfAPage = 1_000;

    public Task AnswerAsync(HttpContext context, LocalPath path, LocalModel model, string? token) => path.Verb switch
    {
        "tree" => TreeAsync(context, path, model, options.MayRead(model, token)),
        "paths-info" when HttpMethods.IsPost(context.Request.Method) => PathsAsync(context, model, options.MayRead(model, token)),
        // Unlike the info and the tree.
        "commits" when !options.MayRead(model, token) => LocalRefusal.Gated(model.Id, token is not null).WriteAsync(context),
        "commits" => CommitsAsync(context, model),
        "refs" => LocalAnswer.JsonAsync(context, json => WriteReferences(json, model)),
        "" or "revision" => InfoAsync(context, path, model),
        _ => LocalRefusal.NoPage.WriteAsync(context),
    };

    private static Task InfoAsync(HttpContext context, LocalPath path, LocalModel model)
    {
        string[] expand = [.. context.Request.Query["expand"].Concat(context.Request.Query["expand[]"]).OfType<string>()];
        var fields = expand.Length > 0 ? LocalFields.OfExpand(expand) : LocalFields.OfInfo(context.Request.Query["blobs"] == "true");
        var sha = path.Revision is null ? model.Sha : model.CommitOf(path.Revision);
        return fields is null
            ? LocalRefusal.BadParameter(LocalFields.ExpandRefusal).WriteAsync(context)
            : LocalAnswer.JsonAsync(context, json => LocalRow.Write(json, model, sha, fields));
    }

    private Task TreeAsync(HttpContext context, LocalPath path, LocalModel model, bool mayRead)
    {
        var query = context.Request.Query;
        if (LocalFiles.Under(model, path.Entry, query["recursive"] == "true") is not { } rows)
            return LocalRefusal.NoFolder(path.Entry, path.Revision!).WriteAsync(context);
        var start = int.TryParse(query["cursor"], CultureInfo.InvariantCulture, out var cursor) ? cursor : 0;
        var end = Math.Min(rows.Length, start + options.TreePageSize);
        if (end < rows.Length)
            LocalAnswer.LinkNext(context, "cursor", end.ToString(CultureInfo.InvariantCulture));
        return WriteRowsAsync(context, model, rows[start..end], mayRead, query["expand"] == "true");
    }

    private static async Task PathsAsync(HttpContext context, LocalModel model, bool mayRead)
    {
        var (paths, expand) = await AskedPathsAsync(context.Request, context.RequestAborted);
        var found = paths.Select(path => LocalFiles.Find(model, path)).OfType<(string, HubFile?)>();
        await WriteRowsAsync(context, model, found, mayRead, expand);
    }

    /// <summary>The body as JSON, or as the form that the Python client sends.</summary>
    private static async Task<(IReadOnlyList<string> Paths, bool Expand)> AskedPathsAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return ([.. form["paths"].OfType<string>()], form["expand"] == "True" || form["expand"] == "true");
        }

        using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
        var paths = body.RootElement.GetProperty("paths");
        return (
            paths.ValueKind == JsonValueKind.String ? [paths.GetString()!] : [.. paths.EnumerateArray().Select(path => path.GetString()!)],
            body.RootElement.GetProperty("expand").GetBoolean());
    }

    private static Task WriteRowsAsync(
        HttpContext context, LocalModel model, IEnumerable<(string Path, HubFile? File)> rows, bool mayRead, bool expand) =>
        LocalAnswer.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var row in rows)
                LocalFiles.Write(json, model, row, mayRead, expand);
            json.WriteEndArray();
        });

    private static Task CommitsAsync(HttpContext context, LocalModel model)
    {
        var query = context.Request.Query;
        var limit = int.TryParse(query["limit"], CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, MaxCommitsOfAPage) : 50;
        var page = int.TryParse(query["p"], CultureInfo.InvariantCulture, out var number) ? number : 0;
        context.Response.Headers["X-Total-Count"] = model.CommitTitles.Length.ToString(CultureInfo.InvariantCulture);
        if ((page + 1) * limit < model.CommitTitles.Length)
            LocalAnswer.LinkNext(context, "p", (page + 1).ToString(CultureInfo.InvariantCulture));
        return LocalAnswer.JsonAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (place, title) in model.CommitTitles.Index().Skip(page * limit).Take(limit))
                WriteCommit(json, place == 0 ? model.Sha! : LocalFiles.ObjectId(string.Create(CultureInfo.InvariantCulture, $"{model.Id} {place}")), title);
            json.WriteEndArray();
        });
    }

    private static void WriteCommit(Utf8JsonWriter json, string id, string title)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("title", title);
        json.WriteString("message", "");
        json.WriteStartArray("authors");
        json.WriteStartObject();
        json.WriteString("user", "somebody");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("date", "2024-02-19T10:57:45.000Z");
        json.WriteEndObject();
    }

    private static void WriteReferences(Utf8JsonWriter json, LocalModel model)
    {
        json.WriteStartObject();
        json.WriteStartArray("branches");
        foreach (var (name, commit) in model.Revisions.Add("main", model.Sha!).Where(revision => !revision.Key.StartsWith('v')))
            WriteReference(json, name, "refs/heads/" + name, commit);
        json.WriteEndArray();
        json.WriteStartArray("tags");
        foreach (var (name, commit) in model.Revisions.Where(revision => revision.Key.StartsWith('v')))
            WriteReference(json, name, "refs/tags/" + name, commit);
        json.WriteEndArray();
        json.WriteStartArray("converts");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter json, string name, string reference, string commit)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("ref", reference);
        json.WriteString("targetCommit", commit);
        json.WriteEndObject();
    }
}
