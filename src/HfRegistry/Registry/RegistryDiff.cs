using System.Collections.Immutable;

namespace HfRegistry.Registry;

/// <summary>The difference of two registries: the changes that matter, and how much noise there is beside them.</summary>
/// <param name="Changes">The changes, by type, kind and model: equal registries give equal lists on every machine.</param>
/// <param name="Noise">What differs without mattering, counted.</param>
internal sealed record RegistryDiff(ImmutableArray<RegistryChange> Changes, RegistryVolatileFields Noise)
{
    /// <summary>Compares two registries.</summary>
    /// <param name="old">The registry before.</param>
    /// <param name="now">The registry after.</param>
    /// <param name="cooldownDays">How old (in days) a model must be to become a default without a person looking: <c>defaultCooldownDays</c> of the configuration.</param>
    /// <param name="judge">Looks at each type that both have for a change that the registry's own facts do not tell, such as <see cref="ChangeKind.ScoreFell"/>.</param>
    public static RegistryDiff Between(
        ModelRegistry old, ModelRegistry now, int cooldownDays, Func<RegistryEntry, RegistryEntry, RegistryChange?>? judge = null)
    {
        var changes = new List<RegistryChange>();
        var noise = RegistryVolatileFields.None;
        foreach (var type in old.Entries.Concat(now.Entries).Select(static entry => entry.Type).Distinct())
        {
            switch (old.Find(type), now.Find(type))
            {
                case (null, { } added):
                    changes.Add(DefaultDiff.Added(added, cooldownDays));
                    break;
                case ({ } removed, null):
                    changes.Add(DefaultDiff.Removed(removed));
                    break;
                case ({ } before, { } after):
                    var pairs = ModelPairs.Of(before, after);
                    var told = ChangesOf(pairs, cooldownDays, judge).ToList();
                    changes.AddRange(told);
                    noise = noise.Plus(EntryVolatileFields.Of(pairs, told));
                    break;
            }
        }

        var inOrder = changes.OrderBy(static change => change.Type)
            .ThenBy(static change => change.KindName, StringComparer.Ordinal)
            .ThenBy(static change => change.Model)
            .ThenBy(static change => change.Old, StringComparer.Ordinal);
        return new RegistryDiff([.. inOrder], noise);
    }

    private static IEnumerable<RegistryChange> ChangesOf(
        ModelPairs pairs, int cooldownDays, Func<RegistryEntry, RegistryEntry, RegistryChange?>? judge)
    {
        if (judge?.Invoke(pairs.Old, pairs.Now) is { } judged)
            yield return judged;
        if (DefaultDiff.Of(pairs, cooldownDays) is { } ofDefault)
            yield return ofDefault;
        foreach (var renamed in ModelDiff.Renames(pairs))
            yield return renamed;
        foreach (var change in pairs.Pairs.SelectMany(pair => ModelDiff.Of(pair, pairs)))
            yield return change;
    }
}
