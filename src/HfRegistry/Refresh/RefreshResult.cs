using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>What to refresh.</summary>
public sealed record RefreshOptions
{
    /// <summary>The types to refresh; empty for all: those of the registry and of the transformers catalog.</summary>
    public ImmutableArray<ModelType> Types { get; init; } = [];

    /// <summary>Whether all types are meant although ids are asked for.</summary>
    public bool IsAll { get; init; }

    /// <summary>
    /// Whether only entries older than <see cref="MaxAge"/> are refreshed: of <see cref="Types"/>, else of the registry. With
    /// <see cref="ChangedSince"/> too, what is stale and what has changed.
    /// </summary>
    public bool IsStaleOnly { get; init; }

    /// <summary>Only types of which a model has changed on the Hub since then are refreshed: of <see cref="Types"/>, else of the registry.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>
    /// Ids to ask for beside the listings; an old id becomes a <c>renamed_from</c> of the model that it names now. With ids and no
    /// types, only the ids are asked for.
    /// </summary>
    public ImmutableArray<ModelId> Ids { get; init; } = [];

    /// <summary>
    /// The part of the types that is refreshed, or null for all of them. One of <see cref="Ids"/> tells its type only when it is asked for:
    /// every part asks, and that of its type keeps the answer.
    /// </summary>
    public Shard? Shard { get; init; }

    /// <summary>How many models an entry keeps, beside its tombstones.</summary>
    public int MaxModelsPerType { get; init; } = 50;

    /// <summary>The age beyond which facts are stale; an entry older than half of it gets a new <c>updated_at</c> when it is confirmed.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(HfEnvironment.DefaultMaxRegistryAgeDays);

    /// <summary>Whether a type is in the part that is refreshed.</summary>
    internal bool Covers(ModelType type) => Shard?.Holds(type) ?? true;
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
    /// <summary>How many types an earlier refresh had learnt before it was cut off; they were not asked for again.</summary>
    public int Resumed { get; init; }

    /// <summary>Whether something that was asked for is missing: a type or an id that could not be had.</summary>
    public bool IsPartial => !Failed.IsEmpty || Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}

/// <summary>How far a refresh is.</summary>
/// <param name="Done">Types done.</param>
/// <param name="Total">Types in all.</param>
/// <param name="Type">The type just done, or null while many are asked about at once.</param>
public sealed record RefreshProgress(int Done, int Total, ModelType? Type = null)
{
    /// <summary>How many of the most downloaded models were read so far, while no type is done yet.</summary>
    public int Listed { get; init; }

    /// <summary>How long the rest takes at the pace so far, or null as long as there is none.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>The line for a person.</summary>
    public override string ToString() => FormattableString.Invariant(Text());

    private FormattableString Text() => this switch
    {
        { Listed: > 0 } => $"{Listed} of the most downloaded models read",
        { TimeLeft: { } left } => $"{Done} of {Total} types asked, about {Math.Ceiling(left.TotalSeconds)} s left",
        _ => $"{Done} of {Total} types asked",
    };
}
