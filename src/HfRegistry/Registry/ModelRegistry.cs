using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HfRegistry.Registry;

/// <summary>The registry: what is known of each model type. Immutable; <see cref="With"/> gives a changed copy.</summary>
internal sealed class ModelRegistry
{
    private readonly Lazy<ImmutableSortedDictionary<ModelType, RegistryEntry>> _entries;
    private readonly EmbeddedEntries? _embedded;
    private readonly Lazy<FrozenDictionary<ModelId, (RegistryEntry Entry, ModelRecord Model)>> _byId;
    private readonly Lazy<FrozenDictionary<ModelId, (RegistryEntry Entry, ModelRecord Model)>> _byOldId;

    private ModelRegistry(Lazy<ImmutableSortedDictionary<ModelType, RegistryEntry>> entries, EmbeddedEntries? embedded = null)
    {
        _entries = entries;
        _embedded = embedded;
        _byId = new(() => Index(entries.Value, static model => [model.Id]));
        _byOldId = new(() => Index(entries.Value, static model => model.RenamedFrom));
    }

    private ModelRegistry(ImmutableSortedDictionary<ModelType, RegistryEntry> entries)
        : this(new Lazy<ImmutableSortedDictionary<ModelType, RegistryEntry>>(entries))
    {
    }

    /// <summary>Gets a registry that knows nothing.</summary>
    public static ModelRegistry Empty { get; } = new(ImmutableSortedDictionary<ModelType, RegistryEntry>.Empty);

    /// <summary>Gets the entries, in the order of their types.</summary>
    public IEnumerable<RegistryEntry> Entries => _entries.Value.Values;

    /// <summary>Gets the number of types it knows.</summary>
    public int Count => _embedded?.Count ?? _entries.Value.Count;

    /// <summary>Returns a registry of entries; of two entries of one type the later one counts.</summary>
    public static ModelRegistry Of(IEnumerable<RegistryEntry> entries)
    {
        var byType = ImmutableSortedDictionary.CreateBuilder<ModelType, RegistryEntry>();
        foreach (var entry in entries)
            byType[entry.Type] = entry;
        return new ModelRegistry(byType.ToImmutable());
    }

    /// <summary>Creates the registry of entries that are read when they are asked for.</summary>
    internal static ModelRegistry Of(EmbeddedEntries entries) => new(new Lazy<ImmutableSortedDictionary<ModelType, RegistryEntry>>(entries.ReadAll), entries);

    /// <summary>Returns the entry of a type, or null.</summary>
    public RegistryEntry? Find(ModelType type) => _embedded is null ? _entries.Value.GetValueOrDefault(type) : _embedded.Find(type);

    /// <summary>Returns the record of a model id and the entry that it is in, or null.</summary>
    public (RegistryEntry Entry, ModelRecord Model)? Find(ModelId id) => _byId.Value.TryGetValue(id, out var found) ? found : null;

    /// <summary>Returns the record of the model that an old id now names, or null.</summary>
    public (RegistryEntry Entry, ModelRecord Model)? FindRenamed(ModelId oldId) => _byOldId.Value.TryGetValue(oldId, out var found) ? found : null;

    /// <summary>Returns the record that an id means: the model of that id, else the one that had it before. Null when there is none.</summary>
    public (RegistryEntry Entry, ModelRecord Model)? FindKnownAs(ModelId id) => Find(id) ?? FindRenamed(id);

    /// <summary>Returns a copy with one entry added or replaced.</summary>
    public ModelRegistry With(RegistryEntry entry) => new(_entries.Value.SetItem(entry.Type, entry));

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
