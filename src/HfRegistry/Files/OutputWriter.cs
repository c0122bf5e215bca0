namespace HfRegistry.Files;

/// <summary>Writes what a user asked a command for.</summary>
internal static class OutputWriter
{
    /// <summary>Replaces a file in one step, or creates it: a reader, or a kill at any moment, finds the old file or the new one.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="content">What to write.</param>
    /// <param name="time">The clock.</param>
    /// <returns>Null when done; else HFR1030, and the old file is untouched.</returns>
    public static Diagnostic? Replace(string path, byte[] content, TimeProvider time) =>
        AtomicFile.Replace(path, content, DiagnosticCatalog.OutputNotWritten, time);
}
