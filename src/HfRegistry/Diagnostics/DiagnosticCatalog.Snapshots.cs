namespace HfRegistry.Diagnostics;

// Snapshots and what follows from them: HFR413x.
public static partial class DiagnosticCatalog
{
    /// <summary>A file of snapshots cannot be read.</summary>
    public static readonly DiagnosticDescriptor SnapshotUnreadable = new("HFR4131", Severity.Error, "The file of snapshots cannot be read",
        "Correct the place that the message names, or write the file again with `hfregistry score --save-snapshot`.");

    /// <summary>A file of snapshots cannot be written.</summary>
    public static readonly DiagnosticDescriptor SnapshotNotWritten = new("HFR4132", Severity.Error, "The file of snapshots cannot be written",
        "Check the folder's permissions and the free space; the old file is untouched.");

    /// <summary>A score rests on facts that could not all be learnt.</summary>
    public static readonly DiagnosticDescriptor ScorePartial = new("HFR4133", Severity.Warning, "A score is partial",
        "Run again: what could not be learnt is unknown, not 0. For a gated model, set HF_TOKEN of an account that accepted its terms.");
}
