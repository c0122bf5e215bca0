namespace HfRegistry.Licenses;

/// <summary>The kinds of component for which the Model Openness Tool marks a license.</summary>
[Flags]
internal enum LicenseUses
{
    /// <summary>None that the tool names.</summary>
    None = 0,

    /// <summary>Source code.</summary>
    Code = 1,

    /// <summary>Cards, papers, reports.</summary>
    Document = 2,

    /// <summary>Datasets and parameters.</summary>
    Data = 4,
}

/// <summary>A license of the SPDX list with what others say of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its full name.</param>
/// <param name="Family">What it allows, roughly.</param>
internal sealed record SpdxLicense(SpdxId Id, string Name, LicenseFamily Family)
{
    /// <summary>Gets whether the Open Source Initiative approved it, by the newest list we know.</summary>
    public bool IsOsiApproved { get; init; }

    /// <summary>Gets whether the Free Software Foundation calls it free, by the SPDX list of 2024-05-21.</summary>
    public bool IsFsfLibre { get; init; }

    /// <summary>Gets whether the SPDX list advises another id. A deprecated id still counts.</summary>
    public bool IsDeprecated { get; init; }

    /// <summary>Gets whether it stands in the Model Openness Tool's list of open data licenses.</summary>
    public bool IsOpenData { get; init; }

    /// <summary>Gets whether the Model Openness Tool counts it as open apart from all lists.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>
    /// Gets whether the Model Openness Tool counts a component under it as open. The tool's list is the SPDX list of 2024-05-21: what was approved later is
    /// not open to it.
    /// </summary>
    public bool IsOpen { get; init; }

    /// <summary>Gets what the Model Openness Tool marks it as made for. Says nothing of openness: some are made for data and not open.</summary>
    public LicenseUses Uses { get; init; }

    /// <summary>Gets false for the one id that only the Model Openness Tool knows (<c>ODC-PDDL-1.0</c>, its spelling of <c>PDDL-1.0</c>).</summary>
    public bool IsInSpdxList { get; init; } = true;
}
