using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>The facts of a type as one line of a journal: its entry in the registry's own form, and what became of ids beside it.</summary>
internal static class JournalLine
{
    private const string Renames = "renames";
    private const string Gone = "gone";
    private const string Disabled = "disabled";

    /// <summary>Returns the line, with its line end.</summary>
    public static byte[] Of(ModelType type, TypeFacts facts)
    {
        var extra = ModelRecord.NoExtra;
        if (!facts.Renames.IsEmpty)
            extra = extra.Add(Renames, JsonSerializer.SerializeToElement(facts.Renames.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString()), JournalJson.Default.DictionaryStringString));
        if (!facts.Gone.IsEmpty)
            extra = extra.Add(Gone, Texts(facts.Gone));
        if (!facts.Disabled.IsEmpty)
            extra = extra.Add(Disabled, Texts(facts.Disabled));
        return RegistryWriter.RenderLine(new RegistryEntry { Type = type, Models = facts.Models, Extra = extra });
    }

    /// <summary>Reads a line; null when it is none.</summary>
    public static (ModelType Type, TypeFacts Facts)? Read(ReadOnlySpan<byte> line)
    {
        if (RegistryFile.Parse(line, "").Value is not { Count: 1 } registry)
            return null;
        var entry = registry.Entries.Single();
        if (ReadRenames(entry) is not { } renames || ReadIds(entry, Gone) is not { } gone || ReadIds(entry, Disabled) is not { } disabled)
            return null;
        return (entry.Type, new TypeFacts(entry.Models, renames, gone, disabled));
    }

    private static JsonElement Texts(IEnumerable<ModelId> ids) =>
        JsonSerializer.SerializeToElement([.. ids.Order().Select(id => id.ToString())], JournalJson.Default.StringArray);

    private static ImmutableHashSet<ModelId>? ReadIds(RegistryEntry entry, string name)
    {
        if (!entry.Extra.TryGetValue(name, out var list))
            return [];
        if (list.ValueKind != JsonValueKind.Array)
            return null;
        var ids = list.EnumerateArray().Select(item => IdOf(item)).ToList();
        return ids.Contains(null) ? null : [.. ids.OfType<ModelId>()];
    }

    private static ImmutableDictionary<ModelId, ModelId>? ReadRenames(RegistryEntry entry)
    {
        var renames = ImmutableDictionary<ModelId, ModelId>.Empty;
        if (!entry.Extra.TryGetValue(Renames, out var map))
            return renames;
        if (map.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var pair in map.EnumerateObject())
        {
            if (!ModelId.TryParse(pair.Name, out var from) || IdOf(pair.Value) is not { } to)
                return null;
            renames = renames.SetItem(from, to);
        }

        return renames;
    }

    private static ModelId? IdOf(JsonElement text) =>
        text.ValueKind == JsonValueKind.String && ModelId.TryParse(text.GetString(), out var id) ? id : null;
}
