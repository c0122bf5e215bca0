namespace HfRegistry.Diagnostics;

// Files and streams that several rooms use: HFR70xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A file changed between its reading and its writing, in a way that cannot be merged.</summary>
    public static readonly DiagnosticDescriptor FileChanged = new("HFR7001", Severity.Error, "A file changed while it was being updated",
        "{types} changed in {path} during the update and {count:was|were} left unchanged.",
        "Review the file, then refresh {count:this type|these types} again.")
    { Failure = FailureKind.Refusal };

    /// <summary>A MOF document changed between its validation and its correction.</summary>
    public static readonly DiagnosticDescriptor DocumentChanged = FileChanged.Variant(
        "{path} changed after it was validated and was not corrected.",
        "Run the command again.");

    /// <summary>A lock file changed between its reading and its writing, at the same request.</summary>
    public static readonly DiagnosticDescriptor LockEntryChanged = FileChanged.Variant(
        "{path} changed during the update and now has another entry for {request}.",
        "Review the file, then run the command again; it was not changed.");

    /// <summary>A file changed between its reading and its writing, and is broken now.</summary>
    public static readonly DiagnosticDescriptor FileChangedUnreadable = FileChanged.Variant(
        "{path} changed during the update and can no longer be read: {reason}.",
        "Correct the file, then run the command again; it was not changed.");

    /// <summary>Standard output is closed or its disk is full.</summary>
    public static readonly DiagnosticDescriptor OutputStreamFailed = new("HFR7002", Severity.Error, "Standard output cannot be written",
        "Standard output cannot be written: {reason}.",
        "Check the free space, or redirect the output to another place.");

    /// <summary>The folder in which the command was started does not exist.</summary>
    public static readonly DiagnosticDescriptor WorkingFolderMissing = new("HFR7003", Severity.Error, "The working folder does not exist",
        "The working folder does not exist.",
        "Change to a folder that exists, then run the command again.");

    /// <summary>The path of a file names a folder. The shared messages go with the codes of files that cannot be written.</summary>
    internal static readonly SharedMessage TargetIsFolder = new("{path} is a folder.", "Name a file.");

    /// <summary>The path of a folder names a file.</summary>
    internal static readonly SharedMessage TargetIsFile = new("{path} is a file.", "Name a folder.");

    /// <summary>The path of a file names a pipe or a device.</summary>
    internal static readonly SharedMessage TargetIsDevice = new("{path} is a pipe or a device.", "Name a file.");

    /// <summary>The folder of a file does not exist.</summary>
    internal static readonly SharedMessage TargetFolderMissing = new("{path} cannot be written because its folder does not exist.", "Create the folder, or correct the path.");

    /// <summary>The path of a file is too long.</summary>
    internal static readonly SharedMessage TargetNameTooLong = new("{path} cannot be written: {reason}.", "Choose a shorter name.");

    private const string CannotBeWritten = "{path} cannot be written: {reason}.";
    private const string CheckFolder = "Check the folder's permissions and the free space; an existing file is unchanged.";
}
