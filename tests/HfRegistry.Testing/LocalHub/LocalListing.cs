using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>A page of <c>GET /api/models</c>.</summary>
internal sealed record LocalListing(ImmutableArray<LocalModel> Models, LocalFields Fields, LocalCursor? Next)
{
    private const int MaxPageSize = 1_000;

    /// <summary>The page that a query asks for, or the text of its 400.</summary>
    public static (LocalListing? Page, string? Refusal) Of(IQueryCollection query, LocalCatalog catalog, Predicate<LocalModel> maySee)
    {
        var expand = query["expand"].Concat(query["expand[]"]).OfType<string>().ToArray();
        var fields = expand.Length > 0 ? LocalFields.OfExpand(expand) : LocalFields.OfListing(IsTrue(query, "full"), IsTrue(query, "config"));
        if (fields is null)
            return (null, LocalFields.ExpandRefusal);
        var sort = query["sort"].FirstOrDefault() ?? "trendingScore";
        if (catalog.Order(sort) is not { } order)
            return (null, "Invalid sort parameter");
        var cursor = query["cursor"].FirstOrDefault() is { } text ? LocalCursor.Decode(text, sort) : null;
        if (cursor is null && query.ContainsKey("cursor"))
            return (null, "Invalid cursor");
        if (!TryReadLimit(query, out var limit))
            return (null, "\"limit\" must be a number larger than or equal to 1");

        string[] tags = [.. query["filter"].Concat(query["pipeline_tag"]).OfType<string>()];
        ImmutableArray<LocalModel> found =
        [
            .. order.From(cursor, tags).Where(model => Matches(model, query) && maySee(model)).Take(limit + 1),
        ];
        return found.Length <= limit
            ? (new LocalListing(found, fields, Next: null), null)
            : (new LocalListing(found[..limit], fields, LocalCursor.After(order, found[limit - 1])), null);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var model in Models)
            LocalRow.Write(json, model, model.Sha, Fields);
        json.WriteEndArray();
    }

    private static bool Matches(LocalModel model, IQueryCollection query) =>
        (query["pipeline_tag"] is not [{ } task] || model.PipelineTag == task)
        && (query["author"] is not [{ } author] || model.Id.StartsWith(author + "/", StringComparison.Ordinal))
        && query["search"].OfType<string>().All(word => model.Id.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsTrue(IQueryCollection query, string name) => query[name].FirstOrDefault() is "true" or "True" or "1";

    private static bool TryReadLimit(IQueryCollection query, out int limit)
    {
        limit = MaxPageSize;
        if (query["limit"].FirstOrDefault() is not { } text)
            return true;
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1;
        limit = Math.Min(limit, MaxPageSize);
        return isNumber;
    }
}
