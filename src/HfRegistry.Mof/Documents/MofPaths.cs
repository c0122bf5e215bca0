using System.Collections.Immutable;
using System.IO.Enumeration;

namespace HfRegistry.Mof.Documents;

/// <summary>Finds documents by files, folders and globs (<c>models/**/*.yml</c>), whatever the shell leaves of them.</summary>
public static class MofPaths
{
    private const int MaxFiles = 100_000;
    private const string AnyDepth = "**";

    private static readonly ImmutableArray<string> Extensions = [MofDocument.Extension, ".yaml"];

    private static readonly EnumerationOptions Shallow = new() { AttributesToSkip = FileAttributes.System, IgnoreInaccessible = true };

    /// <summary>The files that paths name, each once, in the order of the paths and of their names.</summary>
    /// <param name="paths">Files, folders (all .yml and .yaml files in them, at any depth) and globs (<c>*</c>, <c>?</c>, <c>**</c>).</param>
    /// <param name="folder">The absolute path of the folder that relative paths start from.</param>
    /// <returns>The absolute paths, and an error for each path that names nothing.</returns>
    public static (ImmutableArray<string> Files, ImmutableArray<Diagnostic> Problems) Expand(IEnumerable<string> paths, string folder)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            var found = Find(path, folder).Take(MaxFiles + 1).ToList();
            if (found.Count == 0)
                problems.Add(DiagnosticCatalogue.MofUnreadable.Says($"'{Printable.Of(path)}' names no document: name .yml files, a folder that holds some, or a glob such as models/**/*.yml."));
            else if (found.Count > MaxFiles)
                problems.Add(DiagnosticCatalogue.MofUnreadable.Says($"'{Printable.Of(path)}' names more than {MaxFiles} files: name fewer."));
            else
                files.AddRange(found.Where(seen.Add));
        }

        return (files.ToImmutable(), problems.ToImmutable());
    }

    private static IEnumerable<string> Find(string path, string folder)
    {
        if (path.AsSpan().ContainsAny('\0', '\n'))
            return [];
        var full = Path.GetFullPath(path, folder);
        if (File.Exists(full))
            return [full];
        if (Directory.Exists(full))
            return Matching(full, new[] { AnyDepth, "*" }).Where(static file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
        var root = Path.GetPathRoot(full)!;
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var literal = parts.TakeWhile(static part => !part.AsSpan().ContainsAny('*', '?')).Count();
        return literal == parts.Length ? [] : Matching(Path.Combine([root, .. parts.Take(literal)]), parts.AsMemory(literal));
    }

    private static IEnumerable<string> Matching(string folder, ReadOnlyMemory<string> pattern)
    {
        if (!Directory.Exists(folder))
            return [];
        var first = pattern.Span[0];
        var rest = pattern[1..];
        if (first == AnyDepth)
        {
            var last = rest.IsEmpty ? new[] { "*" } : rest;
            return Matching(folder, last).Concat(Folders(folder).SelectMany(below => Matching(below, pattern)));
        }

        return rest.IsEmpty
            ? Directory.EnumerateFiles(folder, "*", Shallow).Where(file => Matches(first, file)).Order(StringComparer.Ordinal)
            : Directory.EnumerateDirectories(folder, "*", Shallow).Where(below => Matches(first, below)).Order(StringComparer.Ordinal).SelectMany(below => Matching(below, rest));
    }

    // A folder whose name begins with a dot is somebody's own; a link may lead round in a circle.
    private static IEnumerable<string> Folders(string folder) =>
        new DirectoryInfo(folder).EnumerateDirectories("*", Shallow)
            .Where(static below => !below.Name.StartsWith('.') && !below.Attributes.HasFlag(FileAttributes.ReparsePoint))
            .Select(static below => below.FullName).Order(StringComparer.Ordinal);

    // As in a shell, a star stands for no name that begins with a dot.
    private static bool Matches(string pattern, string path) =>
        Path.GetFileName(path) is var name && name.StartsWith('.') == pattern.StartsWith('.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
