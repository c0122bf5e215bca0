using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Mof.Gaps;

/// <summary>The groups of copies of a model.</summary>
/// <param name="Original">The model that it is a copy of.</param>
/// <param name="Reason">What says so, as a clause.</param>
internal sealed record CopyOf(ModelId Original, string Reason);

/// <summary>
/// Finds the copies among models: other numbers or another format of the same weights, or the same files under another owner. They need no document of their
/// own. A fine-tune, an adapter or a merge is another model. Pure, and bounded on any tags.
/// </summary>
internal static class CopyGroups
{
    private const string BaseTag = "base_model:";
    private const string Quantized = "quantized";
    private const string Adapter = "adapter";
    private const string Merge = "merge";
    private const int LongestChain = 8;
    private const int LeastTelling = 8;
    private const int TimesMore = 5;

    /// <summary>Accounts that publish others' models in other formats.</summary>
    private static readonly FrozenSet<string> ReUploaders = FrozenSet.ToFrozenSet(
    [
        "bartowski", "casperhansen", "gaianet", "ggml-org", "hugging-quants", "litert-community", "lmstudio-community", "lonestriker", "maziyarpanahi", "mlx-community", "mradermacher",
        "onnx-community", "openvino", "optimum", "quantfactory", "richarderkhov", "second-state", "solidrust", "tensorblock", "thebloke", "turboderp", "unsloth", "xenova",
    ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the copies with their originals, which are no copies themselves as far as is known.</summary>
    /// <param name="models">The models of the listing, most downloaded first.</param>
    /// <param name="documented">The ids that documents name: an original that is not listed may be among them.</param>
    public static FrozenDictionary<ModelId, CopyOf> Find(IReadOnlyList<HubModel> models, IEnumerable<ModelId> documented)
    {
        var shapes = models.ToDictionary(static model => model.Id, static model => NameShape.Of(model.Id.Name));
        var originals = models.Select(static model => model.Id).Concat(documented.OrderBy(static id => id)).Distinct()
            .Select(id => (Id: id, Shape: shapes.GetValueOrDefault(id) ?? NameShape.Of(id.Name)))
            .Where(static one => one.Shape.CopyMark is null && !IsReUploader(one.Id))
            .ToLookup(static one => one.Shape.Key, static one => one.Id);
        var ofOwners = originals.SelectMany(static group => group.Select(id => (group.Key, Id: id))).ToLookup(static one => (one.Key, OwnerOf(one.Id)), static one => one.Id);
        var found = new Dictionary<ModelId, CopyOf>();
        foreach (var model in models)
        {
            if ((ByTag(model, shapes[model.Id]) ?? ByName(model.Id, shapes[model.Id], originals, ofOwners)) is { } copy)
                found[model.Id] = copy;
        }

        AddReUploads(models, shapes, found);
        return found.Select(pair => (pair.Key, Value: Root(pair.Key, pair.Value, found))).Where(static pair => pair.Value is not null).ToFrozenDictionary(static pair => pair.Key, static pair => pair.Value!);
    }

    // The name of a model under another owner, far less downloaded and with no word of what it was made from, is an upload of the same files.
    private static void AddReUploads(IReadOnlyList<HubModel> models, Dictionary<ModelId, NameShape> shapes, Dictionary<ModelId, CopyOf> found)
    {
        var first = new Dictionary<string, HubModel>(StringComparer.Ordinal);
        foreach (var model in models)
        {
            var key = NameWords.KeyOf(model.Id.Name);
            if (key.Length < LeastTelling || shapes[model.Id].CopyMark is not null)
                continue;
            if (!first.TryAdd(key, model) && !found.ContainsKey(model.Id) && first[key] is var original && original.Id.Owner != model.Id.Owner && BasesOf(model).IsEmpty
                && (model.Downloads30d ?? 0) * TimesMore <= (original.Downloads30d ?? 0) && original.ModelType == model.ModelType)
                found.Add(model.Id, new CopyOf(original.Id, "it has the name of a model that is downloaded far more, and names no base_model"));
        }
    }

    private static CopyOf? ByTag(HubModel model, NameShape shape)
    {
        foreach (var (relation, id) in BasesOf(model))
        {
            if (relation == Quantized)
                return new CopyOf(id, "its base_model tag says quantized");

            // Re-uploads carry the name of what they copy; the Hub calls them fine-tunes, since their owners say nothing else.
            if (relation is not (Adapter or Merge) && (id.Owner != model.Id.Owner || shape.CopyMark is not null) && NameShape.Of(id.Name).Key == shape.Key)
                return new CopyOf(id, "it has the name of its base_model");
        }

        return null;
    }

    private static CopyOf? ByName(ModelId id, NameShape shape, ILookup<string, ModelId> originals, ILookup<(string Key, string? Owner), ModelId> ofOwners)
    {
        if (shape.Key.Length == 0 || (shape.CopyMark is null && !IsReUploader(id)))
            return null;
        var original = ofOwners[(shape.Key, OwnerOf(id))].FirstOrDefault(other => other != id) ?? originals[shape.Key].FirstOrDefault(other => other != id);
        return original is null ? null
            : new CopyOf(original, shape.CopyMark is { } mark ? $"its name adds {mark} to the original's" : $"{id.Owner} publishes copies, and it has the original's name");
    }

    /// <summary>Returns the models that a row names as its bases, with the relation where one is named.</summary>
    private static ImmutableArray<(string? Relation, ModelId Id)> BasesOf(HubModel model) =>
    [
        .. model.Tags.Where(static tag => tag.StartsWith(BaseTag, StringComparison.Ordinal))
            .Select(static tag => tag[BaseTag.Length..].Split(':'))
            .Select(static parts => (Relation: parts.Length == 2 ? parts[0] : null, Id: ModelId.TryParse(parts[^1], out var id) ? id : null))
            .Where(pair => pair.Id is not null && pair.Id != model.Id)
            .Select(static pair => (pair.Relation, pair.Id!))

            // The relation stands in a tag of its own beside the plain one.
            .OrderByDescending(static pair => pair.Item1 is not null),
    ];

    // Of a copy of a copy, the original is the first one's. Rows that name each other in a circle are copies of nothing.
    private static CopyOf? Root(ModelId start, CopyOf copy, Dictionary<ModelId, CopyOf> found)
    {
        var original = copy.Original;
        for (var steps = 0; found.TryGetValue(original, out var next); steps++)
        {
            original = next.Original;
            if (original == start || steps == LongestChain)
                return null;
        }

        return copy with { Original = original };
    }

    private static string? OwnerOf(ModelId id) => id.Owner?.ToUpperInvariant();

    private static bool IsReUploader(ModelId id) => id.Owner is { } owner && ReUploaders.Contains(owner);
}
