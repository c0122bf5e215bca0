namespace HfRegistry.Diagnostics;

// The gap analysis of MOF documents: HFR23xx.
public static partial class DiagnosticCatalog
{
    /// <summary>The Hub did not answer all that a gap analysis asked.</summary>
    public static readonly DiagnosticDescriptor MofGapPartial = new("HFR2301", Severity.Warning, "A gap analysis is partial",
        "Run it again; what the report holds stands.");
}
