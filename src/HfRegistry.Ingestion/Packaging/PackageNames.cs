using System.Collections.Immutable;
using System.Text;
using HfRegistry.Cache;

namespace HfRegistry.Ingestion.Packaging;

/// <summary>
/// Tells which file names a package cannot keep. A package is unpacked on every system, so the strictest rules hold on each: no drives, no names of
/// devices, no two names that differ by case alone, no name that is a file and a folder.
/// </summary>
internal static class PackageNames
{
    /// <summary>The longest path that common systems open, in bytes of UTF-8.</summary>
    private const int MaxBytes = 4_096;

    /// <summary>Returns what is wrong with names, a clause for each; empty when all can be kept.</summary>
    /// <param name="paths">The paths of the repository's files.</param>
    public static ImmutableArray<string> Problems(IReadOnlyCollection<string> paths)
    {
        var problems = paths.Select(static path => (Path: path, Problem: ProblemOf(path))).Where(static named => named.Problem is not null)
            .Select(static named => $"'{TextSanitizer.Sanitize(named.Path)}' ({named.Problem})").ToImmutableArray();
        return problems.IsEmpty && FileNameRules.Clash(paths.Prepend(PackageManifest.Name), ignoresCase: true) is var (first, second)
            ? [$"'{TextSanitizer.Sanitize(first)}' and '{TextSanitizer.Sanitize(second)}' (one name on some systems)"]
            : problems;
    }

    private static string? ProblemOf(string path) =>
        FileNameRules.Problem(path, isWindows: true) ?? (Encoding.UTF8.GetByteCount(path) > MaxBytes ? $"it is longer than {MaxBytes} bytes" : null);
}
