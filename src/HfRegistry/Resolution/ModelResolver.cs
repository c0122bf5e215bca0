using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>Whether the Hub is asked.</summary>
public enum ResolutionMode
{
    /// <summary>Never.</summary>
    Offline,

    /// <summary>For what the registry lacks or holds beyond its age, within a small time, falling back with a warning.</summary>
    Auto,

    /// <summary>For every request, within the same time, falling back with a warning.</summary>
    Online,
}

/// <summary>What a resolver works with.</summary>
public sealed record ResolverOptions
{
    /// <summary>Whether the Hub is asked.</summary>
    public ResolutionMode Mode { get; init; }

    /// <summary>The repository's registry file, or null: then only the embedded registry answers.</summary>
    public ModelRegistry? Registry { get; init; }

    /// <summary>The registry below the file; the embedded one.</summary>
    public ModelRegistry Embedded { get; init; } = EmbeddedRegistry.Registry;

    /// <summary>The built-in knowledge and the configuration.</summary>
    public SelectionContext Context { get; init; } = new();

    /// <summary>The age beyond which facts are stale.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether a guess from the type's name may answer what nothing else can.</summary>
    public bool AllowHeuristic { get; init; }

    /// <summary>The most time that the Hub may take for all requests together.</summary>
    public TimeSpan HubBudget { get; init; } = TimeSpan.FromSeconds(1.5);
}

/// <summary>Resolves requests through the tiers: Hub, registry file, embedded registry, heuristic. The lock stands before it.</summary>
public sealed class ModelResolver
{
    /// <summary>A resolver.</summary>
    /// <param name="options">What it works with.</param>
    /// <param name="hub">The Hub's client; null when the network is out of the question.</param>
    /// <param name="clock">Tells the age of facts.</param>
    public ModelResolver(ResolverOptions options, HubClient? hub = null, TimeProvider? clock = null) =>
        throw new NotSupportedException(options.ToString() + hub + clock);

    /// <summary>Resolves requests, in their order; each outcome has a model, or an error among its diagnostics.</summary>
    /// <param name="requests">The requests with the places that their diagnostics point to.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<Outcome<ResolvedModel>>> ResolveAsync(
        IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(requests.Count.ToString(System.Globalization.CultureInfo.InvariantCulture) + cancellationToken);
}
