using System.Collections.Immutable;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>The findings of one file.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="Name">The model's name, where it could be read.</param>
/// <param name="Findings">The findings in the order of the text.</param>
internal sealed record MofValidation(string Path, MofValue? Name, ImmutableArray<MofFinding> Findings)
{
    /// <summary>Gets the document, or null when it is no YAML or was not read again.</summary>
    public MofDocument? Document { get; init; }

    /// <summary>Gets whether a bug of this program kept it from being validated: the finding has what is to be reported.</summary>
    public bool IsBug { get; init; }

    /// <summary>Gets the findings' diagnostics.</summary>
    public IEnumerable<Diagnostic> Diagnostics => Findings.Select(static finding => finding.Diagnostic);

    /// <summary>Gets whether there is an error.</summary>
    public bool HasErrors => Diagnostics.Any(static diagnostic => diagnostic.Severity == Severity.Error);
}
