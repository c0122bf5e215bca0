namespace HfRegistry.Registry;

/// <summary>Counts what differs between two entries of one type without mattering.</summary>
internal static class EntryVolatileFields
{
    /// <summary>Returns the noise of an entry.</summary>
    /// <param name="pairs">The entries.</param>
    /// <param name="told">The changes that the entry raised: what they tell is no noise.</param>
    public static RegistryVolatileFields Of(ModelPairs pairs, IReadOnlyCollection<RegistryChange> told)
    {
        var (old, now) = (pairs.Old, pairs.Now);
        var models = told.Select(static change => change.Model).ToHashSet();
        var moved = told.Where(static change => change.Kind == ChangeKind.Popularity).Select(static change => change.Model).ToHashSet();
        var untold = pairs.Pairs.Where(pair => pair.Stays && !models.Contains(pair.Now.Id)).ToList();
        var isDefaultTold = told.Any(static change => change.Kind is ChangeKind.DefaultChanged or ChangeKind.DefaultGone);
        return new RegistryVolatileFields
        {
            Downloads = pairs.Pairs.Count(pair => pair.Old.Downloads30d != pair.Now.Downloads30d && !moved.Contains(pair.Now.Id)),
            Likes = pairs.Pairs.Count(static pair => pair.Old.Likes != pair.Now.Likes),
            Dates = pairs.Pairs.Count(static pair => pair.Old.LastModified != pair.Now.LastModified || pair.Old.AsOf != pair.Now.AsOf)
                + (old.UpdatedAt == now.UpdatedAt ? 0 : 1),
            Order = IsReordered(pairs) ? 1 : 0,
            LongTail = JoinedOrLeft(pairs).Count(id => !models.Contains(id)),
            Revisions = untold.Count(static pair => pair.HasNewCommit),
            Facts = untold.Count(static pair => !RecordVolatileFields.EqualsIgnoringVolatile(pair.HasNewCommit ? pair.Old with { Revision = pair.Now.Revision } : pair.Old, pair.Now))
                + (old.ComponentOf == now.ComponentOf && old.Type.Name == now.Type.Name ? 0 : 1),
            Reasons = (old.DefaultReason == now.DefaultReason && old.DefaultState == now.DefaultState) || isDefaultTold ? 0 : 1,
        };
    }

    private static bool IsReordered(ModelPairs pairs)
    {
        var kept = pairs.Pairs.Where(static pair => pair.Stays).Select(static pair => pair.Old.Id).ToList();
        var before = kept.ToHashSet();
        return !pairs.Old.Models.Select(static model => model.Id).Where(before.Contains).Distinct().SequenceEqual(kept);
    }

    private static HashSet<ModelId> JoinedOrLeft(ModelPairs pairs)
    {
        var ids = Listed(pairs.Old).Select(id => pairs.Renames.GetValueOrDefault(id)?.Id ?? id).ToHashSet();
        ids.SymmetricExceptWith(Listed(pairs.Now));
        return ids;
    }

    private static IEnumerable<ModelId> Listed(RegistryEntry entry) =>
        entry.Models.Where(static model => model.GoneSince is null).Select(static model => model.Id);
}
