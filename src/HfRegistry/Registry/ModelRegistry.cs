using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HfRegistry.Registry;

/// <summary>The registry: what is known of each model type. Immutable; <see cref="With"/> gives a changed copy.</summary>
public sealed class ModelRegistry
{
    private readonly ImmutableSortedDictionary<ModelType, RegistryEntry> _entries;
    private readonly Lazy<FrozenDictionary<ModelId, (RegistryEntry Entry, ModelRecord Model)>> _byId;
    private readonly Lazy<FrozenDictionary<ModelId, (RegistryEntry Entry, ModelRecord Model)>> _byOldId;

    private ModelRegistry(ImmutableSortedDictionary<ModelType, RegistryEntry> entries)
    {
        _entries = entries;
        _byId = new(() => Index(entries, static model => [model.Id]));
        _byOldId = new(() => Index(entries, static model => model.RenamedFrom));
    }

    /// <summary>A registry that knows nothing.</summary>
    public static ModelRegistry Empty { get; } = new(ImmutableSortedDictionary<ModelType, RegistryEntry>.Empty);

    /// <summary>The entries, in the order of their types.</summary>
    public IEnumerable<RegistryEntry> Entries => _entries.Values;

    /// <summary>How many types it knows.</summary>
    public int Count => _entries.Count;

    /// <summary>A registry of entries; of two entries of one type the later one counts.</summary>
    public static ModelRegistry Of(IEnumerable<RegistryEntry> entries)
    {
        var byType = ImmutableSortedDictionary.CreateBuilder<ModelType, RegistryEntry>();
        foreach (var entry in entries)
            byType[entry.Type] = entry;
        return new ModelRegistry(byType.ToImmutable());
    }

    /// <summary>The entry of a type, or null.</summary>
    public RegistryEntry? Find(ModelType type) => _entries.GetValueOrDefault(type);

    /// <summary>The record of a model id and the entry that it is in, or null.</summary>
    public (RegistryEntry Entry, ModelRecord Model)? Find(ModelId id) => _byId.Value.TryGetValue(id, out var found) ? found : null;

    /// <summary>The record of the model that an old id now names, or null.</summary>
    public (RegistryEntry Entry, ModelRecord Model)? FindRenamed(ModelId oldId) => _byOldId.Value.TryGetValue(oldId, out var found) ? found : null;

    /// <summary>The record that an id means: the model of that id, else the one that had it before. Null when there is none.</summary>
    public (RegistryEntry Entry, ModelRecord Model)? FindKnownAs(ModelId id) => Find(id) ?? FindRenamed(id);

    /// <summary>A copy with one entry added or replaced.</summary>
    public ModelRegistry With(RegistryEntry entry) => new(_entries.SetItem(entry.Type, entry));

    private static FrozenDictionary<ModelId, (RegistryEntry, ModelRecord)> Index(
        ImmutableSortedDictionary<ModelType, RegistryEntry> entries, Func<ModelRecord, ImmutableArray<ModelId>> idsOf)
    {
        var index = new Dictionary<ModelId, (RegistryEntry, ModelRecord)>();
        foreach (var entry in entries.Values)
        {
            foreach (var model in entry.Models)
            {
                foreach (var id in idsOf(model))
                    index.TryAdd(id, (entry, model));
            }
        }

        return index.ToFrozenDictionary();
    }
}
