using System.Collections.Immutable;

namespace HfRegistry.Registry;

/// <summary>One model before and after; the ids differ when it was renamed.</summary>
internal sealed record ModelPair(ModelRecord Old, ModelRecord Now)
{
    /// <summary>Gets whether it is known to the Hub on both sides.</summary>
    public bool Stays => Old.GoneSince is null && Now.GoneSince is null;

    /// <summary>Gets whether a commit that was known is another one. One that is learned for the first time is not new.</summary>
    public bool HasNewCommit => Old.Revision is { } before && Now.Revision is { } after && before != after;
}

/// <summary>Two entries of one type, with their models paired: by id, or by the old id that a renamed model remembers.</summary>
internal sealed class ModelPairs
{
    private ModelPairs(RegistryEntry old, RegistryEntry now, ImmutableArray<ModelPair> pairs, ImmutableSortedDictionary<ModelId, ModelRecord> renames)
    {
        Old = old;
        Now = now;
        Pairs = pairs;
        Renames = renames;
    }

    /// <summary>Gets the entry before.</summary>
    public RegistryEntry Old { get; }

    /// <summary>Gets the entry after.</summary>
    public RegistryEntry Now { get; }

    /// <summary>Gets the models of both entries, in the order of the entry after.</summary>
    public ImmutableArray<ModelPair> Pairs { get; }

    /// <summary>Gets each id of the entry before that is renamed in the entry after, with the model that it is now.</summary>
    public ImmutableSortedDictionary<ModelId, ModelRecord> Renames { get; }

    /// <summary>Pairs the models of two entries.</summary>
    public static ModelPairs Of(RegistryEntry old, RegistryEntry now)
    {
        var before = Once(old).ToDictionary(static model => model.Id);
        var renames = RenamesBetween(old, before, now);
        var formerIds = renames.ToLookup(static pair => pair.Value.Id, static pair => pair.Key);
        var pairs = ImmutableArray.CreateBuilder<ModelPair>();
        foreach (var model in Once(now))
        {
            var previous = before.GetValueOrDefault(model.Id) ?? formerIds[model.Id].Select(before.GetValueOrDefault).FirstOrDefault(static found => found is not null);
            if (previous is not null)
                pairs.Add(new ModelPair(previous, model));
        }

        return new ModelPairs(old, now, pairs.ToImmutable(), renames);
    }

    /// <summary>Returns whether a pair is the type's default on one side or on both.</summary>
    public bool IsDefault(ModelPair pair) => pair.Old.Id == Old.DefaultModel || pair.Now.Id == Now.DefaultModel;

    private static ImmutableSortedDictionary<ModelId, ModelRecord> RenamesBetween(
        RegistryEntry old, Dictionary<ModelId, ModelRecord> before, RegistryEntry now)
    {
        var present = now.Models.Select(static model => model.Id).ToHashSet();
        var renames = new Dictionary<ModelId, ModelRecord>();
        foreach (var model in Once(now))
        {
            var knownAlready = before.GetValueOrDefault(model.Id)?.RenamedFrom ?? [];
            foreach (var formerId in model.RenamedFrom.Except(knownAlready).Where(id => !present.Contains(id)))
            {
                // An old id that the registry never had is something learned, not something that happened.
                if (before.ContainsKey(formerId) || old.DefaultModel == formerId)
                    renames.TryAdd(formerId, model);
            }
        }

        return renames.ToImmutableSortedDictionary();
    }

    // No file has an id twice in an entry; of an entry that code made so, the first record counts, as in RegistryEntry.Find.
    private static IEnumerable<ModelRecord> Once(RegistryEntry entry) => entry.Models.DistinctBy(static model => model.Id);
}
