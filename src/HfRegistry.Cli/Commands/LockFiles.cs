using HfRegistry.Cli.Output;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands;

/// <summary>Finds lock files below folders.</summary>
internal static class LockFiles
{
    /// <summary>Folders that hold no project of one's own.</summary>
    private static readonly string[] Skipped = ["bin", "obj", "node_modules", ".git"];

    /// <summary>Reads lock files, and those of folders with all their sub-folders.</summary>
    /// <param name="io">The working folder, which is meant when no path is given.</param>
    /// <param name="paths">Files or folders.</param>
    /// <returns>The files; else one diagnostic for each that cannot be read, or HFR1023 when there is none at all.</returns>
    public static (IReadOnlyList<(string Path, LockFile Content)> Files, IReadOnlyList<Diagnostic> Mistakes) Below(CommandIO io, string[] paths)
    {
        var found = (paths.Length == 0 ? [io.Folder] : paths.Select(io.PathOf)).SelectMany(Search).Distinct(StringComparer.Ordinal).ToList();
        if (found.Count == 0)
            return ([], LockFile.Load(Path.Combine(paths.Length == 0 ? io.Folder : io.PathOf(paths[0]), LockFile.FileName)).Diagnostics);
        var files = new List<(string, LockFile)>();
        var mistakes = new List<Diagnostic>();
        foreach (var path in found)
        {
            var loaded = LockFile.Load(path);
            if (loaded.Value is { } content)
                files.Add((path, content));
            else
                mistakes.AddRange(loaded.Diagnostics);
        }

        return (files, mistakes);
    }

    private static IEnumerable<string> Search(string path)
    {
        if (!Directory.Exists(path))
            return Path.GetExtension(path).EndsWith("proj", StringComparison.OrdinalIgnoreCase) && File.Exists(path) ? LockFile.In(Path.GetDirectoryName(path)!) : [path];
        var below = new DirectoryInfo(path).EnumerateDirectories("*", new EnumerationOptions { IgnoreInaccessible = true })
            .Where(static folder => folder.LinkTarget is null && !Skipped.Contains(folder.Name)).OrderBy(static folder => folder.Name, StringComparer.Ordinal);
        return [.. LockFile.In(path), .. below.SelectMany(static folder => Search(folder.FullName))];
    }
}
