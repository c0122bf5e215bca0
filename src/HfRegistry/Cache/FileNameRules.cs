using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace HfRegistry.Cache;

/// <summary>
/// Tells whether a repository's file names can be written on this machine without leaving their folder or hiding one another. They are
/// the publisher's text, and the rules of every system hold on each: a lock file made here restores elsewhere.
/// </summary>
internal static class FileNameRules
{
    /// <summary>The longest name that common file systems hold, in bytes of UTF-8.</summary>
    private const int MaxSegmentBytes = 255;

    private static readonly SearchValues<char> NotOnWindows = SearchValues.Create("<>:\"|?*");

    private static readonly FrozenSet<string> DosDevices = new[] { "CON", "PRN", "AUX", "NUL" }
        .Concat(Enumerable.Range(1, 9).SelectMany(static i => new[] { $"COM{i}", $"LPT{i}" })).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns what is wrong with a path, as the end of a sentence, or null.</summary>
    /// <param name="path">The path from the repository's root.</param>
    /// <param name="isWindows">Whether the files are written under Windows, which reserves more names.</param>
    public static string? Problem(string path, bool isWindows)
    {
        if (path.Length == 0 || path.StartsWith('/') || path.StartsWith('\\'))
            return "it is not relative";
        if (path.Any(char.IsControl))
            return "it holds a control character";
        foreach (var segment in path.Split('/', '\\'))
        {
            if (ProblemOfSegment(segment, isWindows) is { } problem)
                return problem;
        }

        return path.Contains('\\', StringComparison.Ordinal) ? "it holds a backslash" : null;
    }

    /// <summary>Returns two paths that one folder cannot hold together, or null: twins but for their case, or a name that is a file and a folder.</summary>
    /// <param name="paths">The paths that are to be written.</param>
    /// <param name="ignoresCase">Whether the file system takes two spellings for one name.</param>
    public static (string First, string Second)? Clash(IEnumerable<string> paths, bool ignoresCase)
    {
        var seen = new Dictionary<string, string>(ignoresCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        var folders = new Dictionary<string, string>(seen.Comparer);
        foreach (var path in paths)
        {
            if (!seen.TryAdd(path, path))
                return (seen[path], path);
            for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                var folder = path[..slash];
                if (folders.TryAdd(folder, path) || folders[folder].StartsWith(folder, StringComparison.Ordinal))
                    continue;
                return (folders[folder], path);
            }
        }

        foreach (var (folder, inside) in folders)
        {
            if (seen.TryGetValue(folder, out var file))
                return (file, inside);
        }

        return null;
    }

    private static string? ProblemOfSegment(string segment, bool isWindows) => segment switch
    {
        "" => "it has an empty part",
        "." or ".." => "it leaves its folder",
        [var drive, ':', ..] when char.IsAsciiLetter(drive) => "it names a drive",
        _ when Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes => $"a part of it is longer than {MaxSegmentBytes} bytes",
        _ when isWindows && segment.AsSpan().ContainsAny(NotOnWindows) => "it holds a character that Windows does not allow",
        _ when isWindows && segment[^1] is '.' or ' ' => "Windows drops the dot or blank at its end",
        _ when isWindows && DosDevices.Contains(segment.Split('.')[0]) => "Windows reserves the name for a device",
        _ => null,
    };
}
