namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Components that are files of the repository, told by their names.</summary>
internal static class FileRule
{
    /// <summary>One finding for each component, of the first file in order.</summary>
    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence) => evidence.Files
        .Select(static path => (Path: path, Component: FileNames.ComponentOf(path)))
        .Where(static file => file.Component is not null)
        .GroupBy(static file => file.Component!)
        .Select(static files => Of(files.Key, [.. files.Select(static file => file.Path)]));

    private static ComponentFinding Of(MofComponent component, string[] paths)
    {
        // The files of the root say more than those of a folder of examples.
        var path = paths.MinBy(static path => path.Count(static c => c == '/'))!;
        var others = paths.Length > 1 ? $" and {paths.Length - 1} more" : "";
        return new ComponentFinding(component, DraftEvidence.OfFile(path + others), path);
    }
}
