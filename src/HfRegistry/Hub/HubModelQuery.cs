using System.Collections.Immutable;

namespace HfRegistry.Hub;

/// <summary>The order of a listing; the Hub lists descending only.</summary>
internal enum HubSort
{
    /// <summary>Most downloaded first.</summary>
    Downloads,

    /// <summary>Last changed first.</summary>
    LastModified,
}

/// <summary>A query for models.</summary>
internal sealed record HubModelQuery
{
    /// <summary>Gets the order.</summary>
    public HubSort Sort { get; init; }

    /// <summary>Gets tags that a model must have, all of them (<c>filter</c>): a model type, a library, <c>license:mit</c>, <c>base_model:…</c>.</summary>
    public ImmutableArray<string> Filters { get; init; } = [];

    /// <summary>Gets the task (<c>pipeline_tag</c>).</summary>
    public string? PipelineTag { get; init; }

    /// <summary>Gets the user or organization.</summary>
    public string? Author { get; init; }

    /// <summary>Gets words of the id.</summary>
    public string? Search { get; init; }

    /// <summary>Gets the number of models that the caller will read at most: no page is larger.</summary>
    public int MaxModels { get; init; } = int.MaxValue;

    /// <summary>Gets the number of models a page holds, 1 to 1,000 (the Hub clamps larger values).</summary>
    public int PageSize { get; init; } = 1_000;

    /// <summary>
    /// Gets the facts to ask for (<c>expand</c>); the default is what the registry keeps. Not in it: <c>cardData</c> and <c>gguf</c>, which may
    /// carry many kilobytes a row, and <c>usedStorage</c>, which the Hub documents for one model alone.
    /// </summary>
    public ImmutableArray<string> Expand { get; init; } = RegistryFacts;

    /// <summary>Gets the facts that the registry keeps of a model.</summary>
    public static ImmutableArray<string> RegistryFacts { get; } =
    [
        "config", "createdAt", "disabled", "downloads", "gated", "lastModified", "library_name", "likes",
        "pipeline_tag", "private", "safetensors", "sha", "siblings", "tags",
    ];

    /// <summary>
    /// Gets the facts that are asked for of one model at a time: a card may hold a gating prompt of 13 KB, and the index of an embedding model
    /// thousands of results, which no listing of a hundred rows should carry.
    /// </summary>
    public static ImmutableArray<string> Details { get; } = [.. RegistryFacts, "cardData", "evalResults", "gguf", "model-index", "usedStorage"];
}
