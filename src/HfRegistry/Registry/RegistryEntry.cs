using System.Collections.Immutable;
using System.Text.Json;

namespace HfRegistry.Registry;

/// <summary>The state that keeps a type's default model.</summary>
internal enum DefaultState
{
    /// <summary>The ranking chose it, and may choose another.</summary>
    Chosen,

    /// <summary>The configuration names it.</summary>
    Pinned,

    /// <summary>It stays until a person decides.</summary>
    Frozen,
}

/// <summary>The entry of one model type in the registry.</summary>
internal sealed record RegistryEntry
{
    /// <summary>Gets the type, in the Hub's spelling.</summary>
    public required ModelType Type { get; init; }

    /// <summary>Gets <c>default_model</c>: what the type's bare name stands for, or null when nothing suitable is known.</summary>
    public ModelId? DefaultModel { get; init; }

    /// <summary>Gets <c>default_reason</c>: why, or why there is none.</summary>
    public string? DefaultReason { get; init; }

    /// <summary>Gets <c>default_state</c>: what keeps the default where it is.</summary>
    public DefaultState DefaultState { get; init; }

    /// <summary>Gets <c>component_of</c>: the type that it is a part of (<c>clip_vision_model</c> of <c>clip</c>); such a type has no default.</summary>
    public ModelType? ComponentOf { get; init; }

    /// <summary>Gets <c>models</c>, <c>downloads</c> and <c>details</c>: the models, best first.</summary>
    public ImmutableArray<ModelRecord> Models { get; init; } = [];

    /// <summary>Gets <c>updated_at</c>: when a refresh last confirmed or changed the entry (UTC).</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Gets members that this version does not know; they survive a save.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Extra { get; init; } = ModelRecord.NoExtra;

    /// <summary>Returns the record of an id, or null.</summary>
    public ModelRecord? Find(ModelId id) => Models.FirstOrDefault(model => model.Id == id);

    /// <summary>Returns the record that an id means: the model of that id, else the one that had it before. Null when there is none.</summary>
    public ModelRecord? FindKnownAs(ModelId id) => Find(id) ?? Models.FirstOrDefault(model => model.IsKnownAs(id));
}
