namespace HfRegistry.Testing;

/// <summary>A table of cases in a file: a row each, cells parted by tabs; lines that begin with <c>#</c> are for people.</summary>
internal static class TsvTable
{
    /// <summary>The rows, in order.</summary>
    /// <param name="parts">The file's path from the repository's root.</param>
    public static IReadOnlyList<string[]> Read(params ReadOnlySpan<string> parts) =>
        [.. File.ReadLines(RepositoryFiles.PathOf(parts)).Where(static line => line.Length > 0 && line[0] != '#').Select(static line => line.Split('\t'))];
}
