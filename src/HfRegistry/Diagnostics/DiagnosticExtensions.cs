namespace HfRegistry.Diagnostics;

/// <summary>Conversions of diagnostics: an error of one part does not end work that has many.</summary>
internal static class DiagnosticExtensions
{
    /// <summary>Returns the same diagnostics, errors as warnings.</summary>
    public static IEnumerable<Diagnostic> CapAtWarning(this IEnumerable<Diagnostic> told) =>
        told.Select(static one => one.Severity == Severity.Error ? one with { Severity = Severity.Warning } : one);
}
