namespace HfRegistry.Mof.Classification;

/// <summary>The status of a component.</summary>
internal enum ComponentStatus
{
    /// <summary>It is listed, and its license is open.</summary>
    Included,

    /// <summary>It is required, and not listed.</summary>
    Missing,

    /// <summary>It is listed, and has no license.</summary>
    Unlicensed,

    /// <summary>It is listed, and its license is not open.</summary>
    Invalid,
}
