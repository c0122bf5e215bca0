namespace HfRegistry.Mof.Classification;

/// <summary>The verdict on a component.</summary>
/// <param name="Component">The component.</param>
/// <param name="Status">Whether it counts.</param>
/// <param name="License">The license that decided, or null when there is none: as it is written, or its SPDX id where it was normalized.</param>
/// <param name="LicenseFrom">Where that license stands: one of <see cref="LicenseSource"/>'s names, or null.</param>
internal sealed record ComponentVerdict(MofComponent Component, ComponentStatus Status, string? License = null, string? LicenseFrom = null)
{
    /// <summary>Gets whether the license is open and was written for another kind of thing; it counts all the same.</summary>
    public bool IsUnusual { get; init; }

    /// <summary>Gets the license's text in the document with its place, or null.</summary>
    internal Documents.MofValue? Written { get; init; }
}
