using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Files that the Model Openness Tool's importer passes over: it reads the <c>.yml</c> files of one folder.</summary>
internal static class UnreadFiles
{
    private const int MostFolders = 64;

    /// <summary>What to add to each document's findings, by its path.</summary>
    public static ILookup<string, MofFinding> Find(IReadOnlyList<MofValidation> documents)
    {
        var folders = documents.Select(static document => Path.GetDirectoryName(document.Path)!).ToHashSet(StringComparer.Ordinal);
        return documents.Select(document => (document.Path, Why: Why(document.Path, folders))).Where(static one => one.Why is not null)
            .ToLookup(static one => one.Path, static one => new MofFinding(DiagnosticCatalog.MofFileUnread.Create(new SourceLocation(one.Path), one.Why!)), StringComparer.Ordinal);
    }

    private static string? Why(string path, HashSet<string> folders)
    {
        if (!Path.GetExtension(path).Equals(MofDocument.Extension, StringComparison.Ordinal))
            return $"The Model Openness Tool does not read {TextSanitizer.Sanitize(Path.GetFileName(path))}: rename it to {MofDocument.Extension}.";
        var above = Path.GetDirectoryName(Path.GetDirectoryName(path));
        for (var depth = 0; above is not null && depth < MostFolders; depth++, above = Path.GetDirectoryName(above))
        {
            if (folders.Contains(above))
                return $"The Model Openness Tool does not read the folders in {TextSanitizer.Sanitize(Path.GetFileName(above))}: move {TextSanitizer.Sanitize(Path.GetFileName(path))} beside the documents there.";
        }

        return null;
    }
}
