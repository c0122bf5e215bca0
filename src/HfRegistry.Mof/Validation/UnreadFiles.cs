using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Validation;

/// <summary>Files that the Model Openness Tool's importer passes over: it reads the <c>.yml</c> files of one folder.</summary>
internal static class UnreadFiles
{
    private const int MostFolders = 64;

    /// <summary>Returns what to add to each document's findings, by its path.</summary>
    public static ILookup<string, MofFinding> Find(IReadOnlyList<MofValidation> documents)
    {
        var folders = documents.Select(static document => Path.GetDirectoryName(document.Path)!).ToHashSet(StringComparer.Ordinal);
        return documents.Select(document => (document.Path, Finding: Of(document.Path, folders))).Where(static one => one.Finding is not null)
            .ToLookup(static one => one.Path, static one => one.Finding!, StringComparer.Ordinal);
    }

    private static MofFinding? Of(string path, HashSet<string> folders)
    {
        var name = Path.GetFileName(path);
        if (!Path.GetExtension(path).Equals(MofDocument.Extension, StringComparison.Ordinal))
            return new MofFinding(DiagnosticCatalog.MofFileUnread.Create(new SourceLocation(path, 1, 1), name));
        var above = Path.GetDirectoryName(Path.GetDirectoryName(path));
        for (var depth = 0; above is not null && depth < MostFolders; depth++, above = Path.GetDirectoryName(above))
        {
            if (folders.Contains(above))
                return new MofFinding(DiagnosticCatalog.MofFolderUnread.Create(new SourceLocation(path, 1, 1), name, Path.GetFileName(above)));
        }

        return null;
    }
}
