using HfRegistry.Files;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Applies the corrections that are certain: spellings of licence ids and component names. Nothing else of a file changes.</summary>
public static class MofFixer
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
        var problem = AtomicFile.Replace(source.Path, source.With(edits), DiagnosticCatalogue.MofNotWritten, time);
        return problem is null ? (edits.Count, null) : (0, problem);
    }
}
