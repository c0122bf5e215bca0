using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>Components that are files of the repository, told by their names.</summary>
internal static class FileRule
{
    /// <summary>Returns one finding for each component, of the first file in order.</summary>
    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        var byComponent = evidence.Files
            .Select(static path => (Path: path, Component: FileNames.ComponentOf(path)))
            .Where(static file => file.Component is not null)
            .GroupBy(static file => file.Component!, static file => file.Path)
            .ToDictionary(static files => files.Key, static files => files.ToArray());

        // A folder of checkpoints with one set of weights, and none elsewhere, holds the model itself.
        if (!byComponent.ContainsKey(Components.Parameters) && byComponent.TryGetValue(Components.Checkpoints, out var checkpoints) && checkpoints.Select(SetOf).Distinct(StringComparer.Ordinal).Take(2).Count() == 1)
        {
            byComponent.Remove(Components.Checkpoints);
            byComponent.Add(Components.Parameters, checkpoints);
        }

        return byComponent.Select(static files => Of(files.Key, files.Value));
    }

    // The shards of one checkpoint, and its formats, stand side by side; checkpoints of one folder differ in the numbers of their names.
    private static string SetOf(string path)
    {
        var slash = path.LastIndexOf('/');
        var name = path[(slash + 1)..];
        var shard = name.IndexOf("-of-", StringComparison.Ordinal);
        var stem = shard > 0 ? name[..name.LastIndexOf('-', shard - 1)] : name[..name.LastIndexOf('.')];
        return $"{path[..(slash + 1)]}{(stem.Any(char.IsAsciiDigit) ? stem : "")}";
    }

    private static ComponentFinding Of(MofComponent component, string[] paths)
    {
        // The files of the root say more than those of a folder of examples.
        var path = paths.MinBy(static path => path.Count(static c => c == '/'))!;
        var others = paths.Length > 1 ? $" and {paths.Length - 1} more" : "";
        return new ComponentFinding(component, DraftEvidence.OfFile(path + others), path);
    }
}
