using System.Collections.Immutable;

namespace HfRegistry.Mof.Validation;

/// <summary>The severity of each rule: the catalog's severity unless <c>hfregistry.json</c> says otherwise under <c>mof.rules</c>.</summary>
/// <param name="Configured">Severities by code; null turns a rule off.</param>
internal sealed record RuleSeverities(ImmutableSortedDictionary<string, Severity?> Configured)
{
    /// <summary>Gets the severities of the catalog.</summary>
    public static RuleSeverities Usual { get; } = new(ImmutableSortedDictionary<string, Severity?>.Empty);

    /// <summary>Returns a finding with its configured severity, or null when its rule is off.</summary>
    public MofFinding? Apply(MofFinding finding) =>
        !Configured.TryGetValue(finding.Diagnostic.Code, out var severity) ? finding
        : severity is { } known ? finding with { Diagnostic = finding.Diagnostic with { Severity = known } }
        : null;
}
