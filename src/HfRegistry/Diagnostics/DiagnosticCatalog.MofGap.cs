namespace HfRegistry.Diagnostics;

// The gap analysis of MOF documents: HFR23xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>The Hub did not answer every request of a gap analysis.</summary>
    public static readonly DiagnosticDescriptor MofGapPartial = new("HFR2301", Severity.Warning, "A gap analysis is partial",
        "The report is partial, because the Hub did not answer every request.",
        "Run again; the results so far are in the report.");
}
