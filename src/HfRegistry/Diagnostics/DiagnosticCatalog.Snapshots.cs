namespace HfRegistry.Diagnostics;

// Snapshots and what follows from them: HFR413x.
internal static partial class DiagnosticCatalog
{
    /// <summary>A snapshot file cannot be read.</summary>
    public static readonly DiagnosticDescriptor SnapshotUnreadable = new("HFR4131", Severity.Error, "The snapshot file cannot be read",
        "{path} cannot be read: {reason}.",
        "Correct the path, or write the file again with `hfregistry score --save-snapshot`.");

    /// <summary>A snapshot file has invalid content.</summary>
    public static readonly DiagnosticDescriptor SnapshotInvalid = SnapshotUnreadable.Variant(
        "The snapshot file is not valid: {problem}.",
        "Write the file again with `hfregistry score --save-snapshot`.");

    /// <summary>A snapshot file cannot be written.</summary>
    public static readonly DiagnosticDescriptor SnapshotNotWritten = new("HFR4132", Severity.Error, "The snapshot file cannot be written",
        CannotBeWritten, CheckFolder);

    /// <summary>Some facts for a score could not be fetched.</summary>
    public static readonly DiagnosticDescriptor ScorePartial = new("HFR4133", Severity.Warning, "A score is partial",
        "The score of {model} is partial; unknown are {metrics}: {reasons}.",
        "Run again; unknown metrics are `unknown`, never 0. For a gated model, set HF_TOKEN of an account that accepted its terms.");
}
