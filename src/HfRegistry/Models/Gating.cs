namespace HfRegistry.Models;

/// <summary>Whether the Hub asks for terms to be accepted before a model's files can be had.</summary>
public enum Gating
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
