using HfRegistry.Registry;

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

    /// <summary>The tiers with their registries.</summary>
    public IEnumerable<(Tier Tier, ModelRegistry Registry)> Tiers
    {
        get
        {
            if (hub.Registry.Count > 0)
                yield return (Tier.Hub, hub.Registry);
            if (_file.Value is { } file)
                yield return (Tier.Registry, file);
            yield return (Tier.Embedded, _embedded.Value);
        }
    }
}
