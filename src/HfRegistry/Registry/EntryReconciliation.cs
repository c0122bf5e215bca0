using System.Text;
using System.Text.Json.Nodes;

namespace HfRegistry.Registry;

/// <summary>
/// Merges two versions of an entry three ways, value by value: what one side changed is kept, what both changed alike too. Of a value that both changed
/// differently, the side with the newer date counts; where the file's side has no newer date than the base, a person edited it, and that is a conflict.
/// </summary>
internal static class EntryReconciliation
{
    /// <summary>Merges an update into the entry that the file holds now.</summary>
    /// <param name="base">The entry that the update began with, or null.</param>
    /// <param name="there">The entry in the file now, or null.</param>
    /// <param name="update">The updated entry.</param>
    /// <returns>The entry to write; null when the two sides contradict each other.</returns>
    public static RegistryEntry? Merge(RegistryEntry? @base, RegistryEntry? there, RegistryEntry update)
    {
        if (there is null)
            return @base is null ? update : null;
        var isDated = Nullable.Compare(there.UpdatedAt, @base?.UpdatedAt) > 0;
        var merging = new Merging(isDated ? Nullable.Compare(update.UpdatedAt, there.UpdatedAt) >= 0 : null);
        var merged = merging.Merge(NodeOf(@base), NodeOf(there), NodeOf(update));
        return merging.HasConflict || merged is null ? null : EntryOf(merged, update.Type);
    }

    private static JsonNode? NodeOf(RegistryEntry? entry) => entry is null ? null : JsonNode.Parse(RegistryWriter.RenderLine(entry))![entry.Type.Name];

    // What was merged of two valid entries need not be one: then they contradict each other.
    private static RegistryEntry? EntryOf(JsonNode merged, ModelType type)
    {
        var text = Encoding.UTF8.GetBytes(new JsonObject { [type.Name] = merged.DeepClone() }.ToJsonString());
        return RegistryFile.Parse(text, type.Name).Value?.Find(type);
    }

    /// <param name="updateWins">Whether the update counts where both sides differ; null when nobody may decide.</param>
    private sealed class Merging(bool? updateWins)
    {
        public bool HasConflict { get; private set; }

        public JsonNode? Merge(JsonNode? @base, JsonNode? there, JsonNode? update)
        {
            if (JsonNode.DeepEquals(update, @base) || JsonNode.DeepEquals(update, there))
                return there?.DeepClone();
            if (JsonNode.DeepEquals(there, @base))
                return update?.DeepClone();
            if (there is JsonObject left && update is JsonObject right)
                return MergeMembers(@base as JsonObject, left, right);
            HasConflict |= updateWins is null;
            return (updateWins is true ? update : there)?.DeepClone();
        }

        private JsonObject MergeMembers(JsonObject? @base, JsonObject there, JsonObject update)
        {
            var merged = new JsonObject();
            foreach (var name in there.Concat(update).Select(static member => member.Key).Distinct(StringComparer.Ordinal).ToList())
            {
                if (Merge(@base?[name], there[name], update[name]) is { } value)
                    merged[name] = value;
            }

            return merged;
        }
    }
}
