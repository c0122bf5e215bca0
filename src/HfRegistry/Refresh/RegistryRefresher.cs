using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Refresh;

/// <summary>What to refresh.</summary>
public sealed record RefreshOptions
{
    /// <summary>The types to refresh; empty for all: those of the registry and of the transformers catalogue.</summary>
    public ImmutableArray<ModelType> Types { get; init; } = [];

    /// <summary>Ids to ask for beside the listings; an old id becomes a <c>renamed_from</c> of the model that it names now.</summary>
    public ImmutableArray<ModelId> Ids { get; init; } = [];

    /// <summary>How many models an entry keeps.</summary>
    public int MaxModelsPerType { get; init; } = 25;

    /// <summary>The age beyond which facts are stale; an entry older than half of it gets a new <c>updated_at</c> when it is confirmed.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);
}

/// <summary>A type that could not be refreshed; its old entry stands.</summary>
public sealed record RefreshFailure(ModelType Type, HubError Error);

/// <summary>What a refresh did.</summary>
/// <param name="Registry">The registry with what was learnt.</param>
/// <param name="Updated">The types whose entries changed.</param>
/// <param name="Unchanged">The types that were asked for and are as they were.</param>
/// <param name="Failed">The types that could not be asked for.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Diagnostics">What there is to tell.</param>
public sealed record RefreshResult(
    ModelRegistry Registry, ImmutableArray<ModelType> Updated, ImmutableArray<ModelType> Unchanged, ImmutableArray<RefreshFailure> Failed,
    long Requests, TimeSpan Elapsed, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether something that was asked for is missing.</summary>
    public bool IsPartial => !Failed.IsEmpty;
}

/// <summary>How far a refresh is.</summary>
public sealed record RefreshProgress(int Done, int Total, ModelType Type);

/// <summary>Brings a registry up to date with the Hub.</summary>
public sealed class RegistryRefresher
{
    /// <summary>A refresher.</summary>
    public RegistryRefresher(HubClient hub, SelectionContext context, TimeProvider? clock = null) =>
        throw new NotSupportedException(hub.ToString() + context + clock);

    /// <summary>Asks the Hub and merges what it says; a type that fails keeps its entry.</summary>
    public Task<RefreshResult> RefreshAsync(
        ModelRegistry registry, RefreshOptions options, IProgress<RefreshProgress>? progress = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException(registry.ToString() + options + progress + cancellationToken);
}
