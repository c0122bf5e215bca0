using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>What transformers' own source says of a model type.</summary>
public sealed record TypeInfo
{
    /// <summary>The type in the Hub's spelling.</summary>
    public required ModelType Type { get; init; }

    /// <summary>The configuration class (<c>BertConfig</c>).</summary>
    public required string ConfigClass { get; init; }

    /// <summary>Transformers' auto-class key (<c>causal-lm</c>, <c>sequence-classification</c>, …) to the type's classes for it, best first.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Classes { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The checkpoint that the documentation names, or null: a candidate, never a verdict.</summary>
    public ModelId? DocumentedCheckpoint { get; init; }

    /// <summary>The type that it is a part of, or null.</summary>
    public ModelType? ComponentOf { get; init; }

    /// <summary>Types of one architecture family share this name.</summary>
    public required string Family { get; init; }

    /// <summary>Whether today's transformers still has it.</summary>
    public bool IsCurrent { get; init; } = true;
}
