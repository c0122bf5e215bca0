using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>The types that a refresh asks for, and the entries that follow from the catalog alone.</summary>
/// <param name="Asked">The types to ask the Hub about, in the Hub's spelling.</param>
/// <param name="Derived">The component types: they stand in the registry, but nobody publishes models of them.</param>
internal sealed record RefreshPlan(ImmutableArray<ModelType> Asked, ImmutableArray<ModelType> Derived)
{
    /// <summary>Returns the plan for what was asked; without types: every current transformers type and every type of the registry.</summary>
    /// <param name="options">What was asked.</param>
    /// <param name="registry">The registry so far.</param>
    /// <param name="catalog">The transformers types.</param>
    /// <param name="changes">What changed on the Hub, as far as it was asked for.</param>
    /// <param name="now">The time that ages are counted from.</param>
    public static RefreshPlan Of(RefreshOptions options, ModelRegistry registry, TypeCatalog catalog, RecentChanges changes, DateTimeOffset now)
    {
        var whole = OfAllShards(options, registry, catalog, changes, now);
        return new([.. whole.Asked.Where(options.Covers)], [.. whole.Derived.Where(options.Covers)]);
    }

    private static RefreshPlan OfAllShards(RefreshOptions options, ModelRegistry registry, TypeCatalog catalog, RecentChanges changes, DateTimeOffset now)
    {
        var isNarrowed = options.IsStaleOnly || options.ChangedSince is not null;
        if (!options.Types.IsEmpty)
            return new([.. options.Types.Select(Canonical).Distinct().Where(IsWanted).Order()], []);
        if (isNarrowed)
            return new([.. registry.Entries.Where(entry => entry.ComponentOf is null).Select(entry => Canonical(entry.Type)).Distinct().Where(IsWanted).Order()], []);
        if (!options.Ids.IsEmpty && !options.IsAll)
            return new([], []);
        var all = catalog.All.Where(info => info.IsCurrent).Select(info => info.Type)
            .Concat(registry.Entries.Select(entry => entry.Type))
            .Select(Canonical).Distinct().Order().ToLookup(type => catalog.Find(type)?.ComponentOf is not null);
        return new([.. all[false]], [.. all[true]]);

        ModelType Canonical(ModelType type) => catalog.Find(type)?.Type ?? registry.Find(type)?.Type ?? type;

        // A type that was named and is not known yet is as stale as can be.
        bool IsWanted(ModelType type) =>
            !isNarrowed
            || registry.Find(type) is not { } entry
            || (options.IsStaleOnly && IsStale(entry, options.MaxAge, now))
            || (options.ChangedSince is not null && changes.Include(type));
    }

    /// <summary>Returns an entry without models holds nothing that could grow old.</summary>
    private static bool IsStale(RegistryEntry entry, TimeSpan maxAge, DateTimeOffset now) =>
        !entry.Models.IsEmpty && FactAge.IsBeyond(entry.UpdatedAt, maxAge, now);
}
