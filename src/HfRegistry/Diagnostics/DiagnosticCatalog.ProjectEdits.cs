namespace HfRegistry.Diagnostics;

// Edits of project files: HFR81xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A project file, or a file that it imports, cannot be read for an edit.</summary>
    public static readonly DiagnosticDescriptor ProjectFileUnreadable = new("HFR8101", Severity.Error, "A project file cannot be edited",
        "{path} cannot be edited: {reason}.",
        "Correct the file, or edit it by hand.");

    /// <summary>A project file changed between its reading and its writing.</summary>
    public static readonly DiagnosticDescriptor ProjectFileChanged = new("HFR8102", Severity.Error, "A file changed while it was being edited",
        "{path} changed after it was read and was not edited.",
        "Run the command again.")
    { Failure = FailureKind.Refusal };

    /// <summary>A project file is read-only.</summary>
    public static readonly DiagnosticDescriptor ProjectFileReadOnly = new("HFR8103", Severity.Error, "A file is read-only",
        "{path} is read-only and was not edited.",
        "Make it writable, then run the command again.")
    { Failure = FailureKind.Refusal };

    /// <summary>A project file cannot be replaced.</summary>
    public static readonly DiagnosticDescriptor ProjectFileNotWritten = new("HFR8104", Severity.Error, "A file cannot be written",
        CannotBeWritten,
        "Close programs that have the file open, check the folder's permissions and the free space, then run the command again.");
}
