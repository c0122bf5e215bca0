namespace HfRegistry.Models;

/// <summary>The gating of a model: whether its terms must be accepted before its files can be downloaded.</summary>
internal enum Gating
{
    /// <summary>The answer does not say.</summary>
    Unknown,

    /// <summary>Open to everybody.</summary>
    Open,

    /// <summary>Gated, of a kind that is not known.</summary>
    Gated,

    /// <summary>Gated, and granted at once on acceptance.</summary>
    Auto,

    /// <summary>Gated, and granted by the owner.</summary>
    Manual,
}
