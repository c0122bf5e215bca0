using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>A place in a listing, in the Hub's own form: base64 of a range predicate over the sort key and <c>_id</c>.</summary>
internal sealed record LocalCursor(string Sort, long? Key, string Id)
{
    public static LocalCursor After(LocalOrder order, LocalModel model) => new(order.Name, order.Key(model), LocalOrder.TieBreaker(model));

    /// <summary>Whether a model stands behind the place.</summary>
    public bool IsBefore(long? key, string id)
    {
        var (mine, its) = (Key ?? long.MinValue, key ?? long.MinValue);
        return its < mine || (its == mine && string.CompareOrdinal(id, Id) > 0);
    }

    public string Encode()
    {
        var predicate = new JsonObject
        {
            ["$or"] = new JsonArray(
                new JsonObject { [Sort] = Key, ["_id"] = new JsonObject { ["$gt"] = Id } },
                new JsonObject { [Sort] = new JsonObject { ["$lt"] = Key } },
                new JsonObject { [Sort] = null }),
        };
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(predicate.ToJsonString()));
    }

    /// <summary>Reads a cursor of this hub, or gives null.</summary>
    public static LocalCursor? Decode(string text, string sort)
    {
        try
        {
            var place = JsonNode.Parse(Convert.FromBase64String(text))?["$or"]?[0];
            return place?["_id"]?["$gt"]?.GetValue<string>() is { } id ? new LocalCursor(sort, place[sort]?.GetValue<long>(), id) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
