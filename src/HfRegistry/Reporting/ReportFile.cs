using HfRegistry.Files;

namespace HfRegistry.Reporting;

/// <summary>Replaces a file with a report.</summary>
internal static class ReportFile
{
    /// <summary>Replaces the file in one step, or creates it; equal bytes are not written again.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="utf8">The report.</param>
    /// <returns>Null when done; else why not, and the old file is untouched.</returns>
    public static Diagnostic? Save(string path, byte[] utf8) => AtomicFile.Replace(path, utf8, DiagnosticCatalog.OutputNotWritten, TimeProvider.System);
}
