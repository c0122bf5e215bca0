namespace HfRegistry.Build.Restore;

/// <summary>The files that the last build found complete, a line for each.</summary>
internal sealed class FileStates
{
    private readonly HashSet<string> _lines;

    private FileStates(IEnumerable<string> lines) => _lines = lines.ToHashSet(StringComparer.Ordinal);

    /// <summary>Reads the notes; none when there are none, or they cannot be read.</summary>
    public static FileStates Read(string path)
    {
        try
        {
            return new FileStates(File.Exists(path) ? File.ReadAllLines(path) : []);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new FileStates([]);
        }
    }

    /// <summary>Returns the text that notes files.</summary>
    public static string TextOf(IEnumerable<CachedFile> files) => string.Concat(files.Select(static file => file.State).Distinct(StringComparer.Ordinal).Select(static line => $"{line}\n"));

    /// <summary>Returns whether a state was noted.</summary>
    public bool Contains(string state) => _lines.Contains(state);

    /// <summary>Returns whether the file was noted in whatever state.</summary>
    public bool ContainsFile(CachedFile file) => _lines.Any(line => line.EndsWith($" {file.Item.GetMetadata("FullPath")}", StringComparison.Ordinal));
}
