namespace HfRegistry.Mof;

/// <summary>The kind of a component; it decides which licenses suit it and which release license it inherits. There is no fourth: weights are data.</summary>
internal enum MofKind
{
    /// <summary>Source code, the architecture included.</summary>
    Code,

    /// <summary>Parameters, datasets and metadata.</summary>
    Data,

    /// <summary>Cards, papers, reports and results.</summary>
    Document,
}
