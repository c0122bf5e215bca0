using System.Collections.Immutable;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>A component that something speaks for.</summary>
/// <param name="Component">The component.</param>
/// <param name="Evidence">What speaks for it.</param>
/// <param name="Path">Where it is: a path of the repository or an address; null when only words tell of it.</param>
internal sealed record ComponentFinding(MofComponent Component, DraftEvidence Evidence, string? Path = null)
{
    /// <summary>Gets its own license; null when it came with the repository and has the repository's.</summary>
    public ComponentLicense? License { get; init; }
}

/// <summary>The license of a component that is not the repository's.</summary>
/// <param name="Name">The SPDX id, or a named license; null when none is known.</param>
/// <param name="Evidence">Where that is said, or why nothing is known.</param>
internal sealed record ComponentLicense(string? Name, DraftEvidence Evidence)
{
    /// <summary>Gets the place where a person can look the license up; null when no such place is known.</summary>
    public string? LookUp { get; init; }
}

/// <summary>A component of a draft with all that speaks for it.</summary>
/// <param name="Component">The component.</param>
/// <param name="Findings">What speaks for it, the strongest first; at least one.</param>
internal sealed record DraftedComponent(MofComponent Component, ImmutableArray<ComponentFinding> Findings)
{
    /// <summary>Gets the strongest finding: it gives path and license.</summary>
    public ComponentFinding Best => Findings[0];

    /// <summary>Gets how sure the component is, in percent.</summary>
    public int Confidence => Best.Evidence.Confidence;
}
