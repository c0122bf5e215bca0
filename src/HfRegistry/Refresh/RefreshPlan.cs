using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>Which types a refresh asks for, and which entries follow from the catalogue alone.</summary>
/// <param name="Asked">The types to ask the Hub about, in the Hub's spelling.</param>
/// <param name="Derived">The component types: they stand in the registry, but nobody publishes models of them.</param>
internal sealed record RefreshPlan(ImmutableArray<ModelType> Asked, ImmutableArray<ModelType> Derived)
{
    /// <summary>The plan for what was asked; without types: every current transformers type and every type of the registry.</summary>
    public static RefreshPlan Of(ImmutableArray<ModelType> types, ModelRegistry registry, TypeCatalogue catalogue)
    {
        if (!types.IsEmpty)
            return new([.. types.Select(Canonical).Distinct().Order()], []);
        var all = catalogue.All.Where(info => info.IsCurrent).Select(info => info.Type)
            .Concat(registry.Entries.Select(entry => entry.Type))
            .Select(Canonical).Distinct().Order().ToLookup(type => catalogue.Find(type)?.ComponentOf is not null);
        return new([.. all[false]], [.. all[true]]);

        ModelType Canonical(ModelType type) => catalogue.Find(type)?.Type ?? registry.Find(type)?.Type ?? type;
    }
}
