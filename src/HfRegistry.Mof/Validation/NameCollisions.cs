namespace HfRegistry.Mof.Validation;

/// <summary>Names that several documents of a collection have.</summary>
internal static class NameCollisions
{
    /// <summary>Returns what to add to each document's findings, by its path.</summary>
    public static ILookup<string, MofFinding> Find(IEnumerable<MofValidation> documents) => documents
        .Where(static document => document.Name is { Text.Length: > 0 })
        .GroupBy(static document => document.Name!.Text, StringComparer.Ordinal)
        .Where(static named => named.Skip(1).Any())
        .SelectMany(static named => named.Select(document => (document.Path, Finding: Of(document, [.. named]))))
        .ToLookup(static pair => pair.Path, static pair => pair.Finding, StringComparer.Ordinal);

    private static MofFinding Of(MofValidation document, IReadOnlyList<MofValidation> named)
    {
        var other = named[named[0].Path == document.Path ? 1 : 0];
        var where = Path.GetRelativePath(Path.GetDirectoryName(document.Path)!, other.Path);
        var more = named.Count > 2 ? $" and {named.Count - 2} more" : "";
        return new MofFinding(DiagnosticCatalog.MofNameCollision.Create(document.Name!.Place.In(document.Path), $"{where}{more}", named.Count - 1, document.Name.Text));
    }
}
