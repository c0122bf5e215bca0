namespace HfRegistry.Automation.Jobs;

/// <summary>What is an error for a command that does one thing leaves something out of a job that does many, and ends nothing.</summary>
internal static class DiagnosticExtensions
{
    /// <summary>The same diagnostics, errors as warnings.</summary>
    public static IEnumerable<Diagnostic> CapAtWarning(this IEnumerable<Diagnostic> told) =>
        told.Select(static one => one.Severity == Severity.Error ? one with { Severity = Severity.Warning } : one);
}
