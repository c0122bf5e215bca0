using System.Collections.Immutable;
using HfRegistry.Refresh;
using HfRegistry.Registry;

namespace HfRegistry.Resolution;

/// <summary>
/// Lays what a higher tier knows of models over what a lower one says of them. A lower tier then answers with what is still true: it fills in what a higher one
/// does not know, and never brings back what a higher one found closed, gone, of another size or under another license.
/// </summary>
internal static class TierOverlay
{
    /// <summary>Returns the lower registry with the facts of the higher one; the same object when they have no model in common.</summary>
    public static ModelRegistry Of(ModelRegistry lower, ModelRegistry higher)
    {
        if (higher.Count == 0)
            return lower;
        var changed = new List<RegistryEntry>();
        foreach (var entry in lower.Entries)
        {
            if (entry.Models.Any(model => higher.FindKnownAs(model.Id) is not null))
                changed.Add(Of(entry, higher));
        }

        return changed.Count == 0 ? lower : ModelRegistry.Of(lower.Entries.Concat(changed));
    }

    /// <summary>Returns what two tiers know of one model: the higher one's facts, with the lower one's where it has none.</summary>
    public static ModelRecord Join(ModelRecord lower, ModelRecord higher) =>
        // Another repository behind the same id: the lower tier knows nothing of it.
        RecordMerge.IsAnotherModel(lower, higher) ? higher : RecordMerge.Merge(lower, higher);

    private static RegistryEntry Of(RegistryEntry entry, ModelRegistry higher)
    {
        ImmutableArray<ModelRecord> models = [.. entry.Models.Select(model => higher.FindKnownAs(model.Id) is var (_, known) ? Join(model, known) : model).DistinctBy(static model => model.Id)];
        return entry with { Models = models, DefaultModel = entry.DefaultModel is { } id ? higher.FindKnownAs(id)?.Model.Id ?? id : null };
    }
}
