namespace HfRegistry.Mof.Drafting;

/// <summary>What stands in a folder by its name in any case of letters, which some systems do not tell apart. The folder is listed once.</summary>
internal sealed class FolderNames
{
    private readonly Lazy<Dictionary<string, string>> _paths;

    /// <summary>The names in a folder, which need not exist.</summary>
    /// <param name="folder">The absolute path.</param>
    public FolderNames(string folder) => _paths = new Lazy<Dictionary<string, string>>(() => List(folder));

    /// <summary>The paths of everything in it; none of a folder that cannot be listed.</summary>
    public IReadOnlyCollection<string> Paths => _paths.Value.Values;

    /// <summary>The path of what has the name of a path in this folder, or null.</summary>
    public string? Find(string path) => File.Exists(path) ? path : _paths.Value.GetValueOrDefault(Path.GetFileName(path));

    private static Dictionary<string, string> List(string folder)
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var path in Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder) : [])
                paths.TryAdd(Path.GetFileName(path), path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // What stands under a name itself is still found, and what cannot be written says so when it is tried.
        }

        return paths;
    }
}
