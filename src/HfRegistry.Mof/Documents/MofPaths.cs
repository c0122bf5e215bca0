using System.Collections.Immutable;
using System.IO.Enumeration;

namespace HfRegistry.Mof.Documents;

/// <summary>The files that paths name.</summary>
/// <param name="Files">The absolute paths, each once.</param>
/// <param name="Problems">An error for each path that names nothing or cannot be listed.</param>
internal sealed record ExpandedPaths(ImmutableArray<string> Files, ImmutableArray<Diagnostic> Problems)
{
    /// <summary>Gets whether files that are there may not be among them.</summary>
    public bool IsIncomplete { get; init; }
}

/// <summary>Finds documents by files, folders and globs (<c>models/**/*.yml</c>), whatever the shell leaves of them.</summary>
internal static class MofPaths
{
    private const int MaxFiles = 100_000;
    private const string AnyDepth = "**";

    private static readonly ImmutableArray<string> Extensions = [MofDocument.Extension, ".yaml"];

    private static readonly EnumerationOptions Shallow = new() { AttributesToSkip = FileAttributes.System, IgnoreInaccessible = false };

    /// <summary>Returns the files that paths name, each once, in the order of the paths and of their names.</summary>
    /// <param name="paths">Files, folders (all .yml and .yaml files in them, at any depth) and globs (<c>*</c>, <c>?</c>, <c>**</c>).</param>
    /// <param name="folder">The absolute path of the folder that relative paths start from.</param>
    public static ExpandedPaths Expand(IEnumerable<string> paths, string folder)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var isIncomplete = false;
        foreach (var path in paths)
        {
            var unlisted = new List<Diagnostic>();
            var found = Find(path, folder, unlisted).Take(MaxFiles + 1).ToList();
            problems.AddRange(unlisted);
            isIncomplete |= unlisted.Count > 0 || found.Count > MaxFiles;
            if (found.Count == 0 && unlisted.Count > 0)
                continue;
            if (found.Count == 0)
                problems.Add(DiagnosticCatalog.MofNoDocuments.Create(path));
            else if (found.Count > MaxFiles)
                problems.Add(DiagnosticCatalog.MofTooManyFiles.Create(path, MaxFiles));
            else
                files.AddRange(found.Where(seen.Add));
        }

        return new ExpandedPaths(files.ToImmutable(), problems.ToImmutable()) { IsIncomplete = isIncomplete };
    }

    private static IEnumerable<string> Find(string path, string folder, List<Diagnostic> unlisted)
    {
        if (path.AsSpan().ContainsAny('\0', '\n'))
            return [];
        var full = Path.GetFullPath(path, folder);
        if (File.Exists(full))
            return [full];
        if (Directory.Exists(full))
            return Matching(full, new[] { AnyDepth, "*" }, unlisted).Where(static file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));
        var root = Path.GetPathRoot(full)!;
        var parts = full[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        var literal = parts.TakeWhile(static part => !part.AsSpan().ContainsAny('*', '?')).Count();
        return literal == parts.Length ? [] : Matching(Path.Combine([root, .. parts.Take(literal)]), parts.AsMemory(literal), unlisted);
    }

    private static IEnumerable<string> Matching(string folder, ReadOnlyMemory<string> pattern, List<Diagnostic> unlisted)
    {
        if (!Directory.Exists(folder))
            return [];
        var first = pattern.Span[0];
        var rest = pattern[1..];
        if (first == AnyDepth)
        {
            var last = rest.IsEmpty ? new[] { "*" } : rest;
            return Matching(folder, last, unlisted).Concat(Folders(folder, unlisted).SelectMany(below => Matching(below, pattern, unlisted)));
        }

        return rest.IsEmpty
            ? Listed(folder, static at => Directory.EnumerateFiles(at, "*", Shallow), unlisted).Where(file => Matches(first, file))
            : Listed(folder, static at => Directory.EnumerateDirectories(at, "*", Shallow), unlisted).Where(below => Matches(first, below)).SelectMany(below => Matching(below, rest, unlisted));
    }

    // A folder whose name begins with a dot is somebody's own; a link may lead round in a circle.
    private static IEnumerable<string> Folders(string folder, List<Diagnostic> unlisted) => Listed(
        folder,
        static at => new DirectoryInfo(at).EnumerateDirectories("*", Shallow)
            .Where(static below => !below.Name.StartsWith('.') && !below.Attributes.HasFlag(FileAttributes.ReparsePoint)).Select(static below => below.FullName),
        unlisted);

    // What cannot be listed is told: nobody knows what it holds, and to take it for empty would call all of it missing.
    private static IEnumerable<string> Listed(string folder, Func<string, IEnumerable<string>> list, List<Diagnostic> unlisted)
    {
        try
        {
            return [.. list(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (!unlisted.Exists(one => one.Location?.File == folder))
                unlisted.Add(DiagnosticCatalog.FolderUnreadable.Create(new SourceLocation(folder), folder, refused.Message));
            return [];
        }
    }

    // As in a shell, a star stands for no name that begins with a dot.
    private static bool Matches(string pattern, string path) =>
        Path.GetFileName(path) is var name && name.StartsWith('.') == pattern.StartsWith('.') && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
