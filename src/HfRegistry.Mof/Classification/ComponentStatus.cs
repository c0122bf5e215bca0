namespace HfRegistry.Mof.Classification;

/// <summary>Whether a component counts.</summary>
public enum ComponentStatus
{
    /// <summary>It is listed, and its licence is open.</summary>
    Included,

    /// <summary>It is required, and not listed.</summary>
    Missing,

    /// <summary>It is listed, and has no licence.</summary>
    Unlicensed,

    /// <summary>It is listed, and its licence is not open.</summary>
    Invalid,
}
