using System.Collections.Immutable;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>The tiers that know models, the one that counts most first; each sees what those above it know (<see cref="TierOverlay"/>).</summary>
/// <param name="hub">What the Hub said just now.</param>
/// <param name="options">The registries.</param>
internal sealed class TierStack(HubAnswers hub, ResolverOptions options)
{
    private readonly Lazy<ModelRegistry?> _file = new(() => options.Registry is { } file ? TierOverlay.Of(file, hub.Registry) : null);

    // Most requests are answered above it: the largest registry is joined only for one that is not.
    private readonly Lazy<ModelRegistry> _embedded = new(() =>
        TierOverlay.Of(options.Registry is { } file ? TierOverlay.Of(options.Embedded, file) : options.Embedded, hub.Registry));

    /// <summary>Returns the tiers in the order in which they are asked, each with what it selects for a request.</summary>
    public ImmutableArray<TierTrace> Trace(ModelRequest request)
    {
        var tiers = ImmutableArray.CreateBuilder<TierTrace>();
        if (hub.Registry.Count > 0)
            tiers.Add(new TierTrace(Tier.Hub, () => Select(hub.Registry)));
        if (options.Registry is not null)
            tiers.Add(new TierTrace(Tier.Registry, () => Select(_file.Value!)));
        tiers.Add(new TierTrace(Tier.Embedded, () => Select(_embedded.Value)));
        return tiers.ToImmutable();

        SelectionResult Select(ModelRegistry registry) => Selector.Select(request, registry, options.Context);
    }
}
