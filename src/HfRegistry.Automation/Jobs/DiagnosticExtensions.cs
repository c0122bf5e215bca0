namespace HfRegistry.Automation.Jobs;

/// <summary>Diagnostics of a job: an error about one of many things does not end the job.</summary>
internal static class DiagnosticExtensions
{
    /// <summary>The same diagnostics, errors as warnings.</summary>
    public static IEnumerable<Diagnostic> CapAtWarning(this IEnumerable<Diagnostic> told) =>
        told.Select(static one => one.Severity == Severity.Error ? one with { Severity = Severity.Warning } : one);
}
