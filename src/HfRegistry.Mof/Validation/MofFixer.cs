using HfRegistry.Files;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Applies the corrections that are certain: spellings of license ids and component names. Nothing else of a file changes.</summary>
internal static class MofFixer
{
    /// <summary>Corrects a file in one step.</summary>
    /// <param name="validated">What was found in it.</param>
    /// <param name="time">The clock.</param>
    /// <returns>How many values were corrected, and why the file could not be written.</returns>
    public static (int Corrected, Diagnostic? Problem) Apply(MofValidation validated, TimeProvider time)
    {
        var edits = validated.Findings.Select(static finding => finding.Fix).OfType<MofEdit>().ToList();
        if (edits.Count == 0 || validated.Document?.Source is not { } source)
            return (0, null);
        // All documents are read before the first is corrected: an edit that was made meanwhile is not written over.
        var problem = IsAsRead(source)
            ? AtomicFile.Replace(source.Path, source.With(edits), DiagnosticCatalog.MofNotWritten, time)
            : DiagnosticCatalog.DocumentChanged.Create(new SourceLocation(source.Path), source.Path);
        return problem is null ? (edits.Count, null) : (0, problem);
    }

    private static bool IsAsRead(MofSource source) =>
        BoundedFile.Read(source.Path, MofDocument.MaxBytes) is FileReading.Content now && now.Utf8.AsSpan().SequenceEqual(source.With([]));
}
