namespace HfRegistry.Diagnostics;

// Files and streams that several rooms use: HFR70xx.
public static partial class DiagnosticCatalog
{
    /// <summary>A file changed between its reading and its writing, in a way that cannot be merged.</summary>
    public static readonly DiagnosticDescriptor FileChanged = new("HFR7001", Severity.Error, "A file changed while it was being updated",
        "Review the file, then run the command again.");

    /// <summary>Standard output is closed or its disk is full.</summary>
    public static readonly DiagnosticDescriptor OutputStreamFailed = new("HFR7002", Severity.Error, "Standard output cannot be written",
        "Check the free space, or redirect the output to another place.");

    /// <summary>The folder in which the command was started does not exist.</summary>
    public static readonly DiagnosticDescriptor WorkingFolderMissing = new("HFR7003", Severity.Error, "The working folder does not exist",
        "Change to a folder that exists, then run the command again.");
}
