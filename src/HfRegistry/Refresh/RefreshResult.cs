using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>The options of a refresh.</summary>
internal sealed record RefreshOptions
{
    /// <summary>Gets the types to refresh; empty for all: those of the registry and of the transformers catalog.</summary>
    public ImmutableArray<ModelType> Types { get; init; } = [];

    /// <summary>Gets whether all types are meant although ids are asked for.</summary>
    public bool IsAll { get; init; }

    /// <summary>
    /// Gets whether only entries older than <see cref="MaxAge"/> are refreshed: of <see cref="Types"/>, else of the registry. With
    /// <see cref="ChangedSince"/> too, what is stale and what has changed.
    /// </summary>
    public bool IsStaleOnly { get; init; }

    /// <summary>Gets only types of which a model has changed on the Hub since then are refreshed: of <see cref="Types"/>, else of the registry.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>
    /// Gets ids to ask for beside the listings; an old id becomes a <c>renamed_from</c> of the model that it names now. With ids and no
    /// types, only the ids are asked for.
    /// </summary>
    public ImmutableArray<ModelId> Ids { get; init; } = [];

    /// <summary>
    /// Gets the part of the types that is refreshed, or null for all of them. One of <see cref="Ids"/> tells its type only when it is asked for:
    /// every part asks, and that of its type keeps the answer.
    /// </summary>
    public Shard? Shard { get; init; }

    /// <summary>Gets the number of models an entry keeps, beside its tombstones.</summary>
    public int MaxModelsPerType { get; init; } = 50;

    /// <summary>Gets the age beyond which facts are stale; an entry older than half of it gets a new <c>updated_at</c> when it is confirmed.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(HfEnvironment.DefaultMaxRegistryAgeDays);

    /// <summary>Returns whether a type is in the part that is refreshed.</summary>
    internal bool Covers(ModelType type) => Shard?.Holds(type) ?? true;
}

/// <summary>A type that could not be refreshed; its old entry stands.</summary>
internal sealed record RefreshFailure(ModelType Type, HubError Error);

/// <summary>The result of a refresh.</summary>
/// <param name="Registry">The registry with what was learned.</param>
/// <param name="Updated">The types whose entries changed.</param>
/// <param name="Unchanged">The types that were asked for and are as they were.</param>
/// <param name="Failed">The types that could not be asked for.</param>
/// <param name="Requests">How many requests were sent.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Diagnostics">What there is to tell.</param>
internal sealed record RefreshResult(
    ModelRegistry Registry, ImmutableArray<ModelType> Updated, ImmutableArray<ModelType> Unchanged, ImmutableArray<RefreshFailure> Failed,
    long Requests, TimeSpan Elapsed, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets the number of types an earlier refresh had learned before it was cut off; they were not asked for again.</summary>
    public int Resumed { get; init; }

    /// <summary>Gets whether something that was asked for is missing: a type or an id that could not be had.</summary>
    public bool IsPartial => !Failed.IsEmpty || Diagnostics.Any(diagnostic => diagnostic.Severity == Severity.Error);
}

/// <summary>The progress of a refresh.</summary>
/// <param name="Done">Types done.</param>
/// <param name="Total">Types in all.</param>
internal sealed record RefreshProgress(int Done, int Total)
{
    /// <summary>Gets the number of the most downloaded models that were read so far, while no type is done yet.</summary>
    public int Listed { get; init; }

    /// <summary>Gets the time that the rest takes at the pace so far, or null as long as there is none.</summary>
    public TimeSpan? TimeLeft { get; init; }

    /// <summary>Returns the line for a person.</summary>
    public override string ToString() => FormattableString.Invariant(Text());

    private FormattableString Text() => this switch
    {
        { Listed: > 0 } => $"{Listed} of the most downloaded models read",
        { TimeLeft: { } left } => $"{Done} of {Total} types asked, about {Math.Ceiling(left.TotalSeconds)} s left",
        _ => $"{Done} of {Total} types asked",
    };
}
