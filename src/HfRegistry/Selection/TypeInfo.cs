using System.Collections.ObjectModel;

namespace HfRegistry.Selection;

/// <summary>The facts about a model type in the source of transformers.</summary>
internal sealed record TypeInfo
{
    /// <summary>Gets the type in the Hub's spelling.</summary>
    public required ModelType Type { get; init; }

    /// <summary>Gets the configuration class (<c>BertConfig</c>).</summary>
    public required string ConfigClass { get; init; }

    /// <summary>Gets Transformers' auto-class key (<c>causal-lm</c>, <c>sequence-classification</c>, …) to the type's classes for it, best first.</summary>
    public IReadOnlyDictionary<string, string[]> Classes { get; init; } = ReadOnlyDictionary<string, string[]>.Empty;

    /// <summary>Gets the checkpoint that the documentation names, or null: a candidate, never a verdict.</summary>
    public ModelId? DocumentedCheckpoint { get; init; }

    /// <summary>Gets the type that it is a part of, or null.</summary>
    public ModelType? ComponentOf { get; init; }

    /// <summary>Gets types of one architecture family share this name.</summary>
    public required string Family { get; init; }

    /// <summary>Gets whether today's transformers still has it.</summary>
    public bool IsCurrent { get; init; } = true;
}
