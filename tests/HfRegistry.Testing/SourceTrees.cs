using System.Collections.Immutable;

namespace HfRegistry.Testing;

/// <summary>A model with the repository that it names, and what is expected of the two.</summary>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="License">The license that GitHub names; null for none.</param>
/// <param name="Model">The model.</param>
/// <param name="Expected">The purposes of code that a person who knows the repository expects.</param>
/// <param name="Found">The purposes that are found, each with its file: <c>training=train.py</c>.</param>
internal sealed record SourceCase(string Repository, string? License, string Model, ImmutableArray<string> Expected, ImmutableArray<string> Found)
{
    /// <summary>The paths of the repository.</summary>
    public ImmutableArray<string> Paths => SourceTrees.PathsOf(Repository);
}

/// <summary>The paths of real repositories.</summary>
internal static class SourceTrees
{
    private static readonly string[] Folder = ["tests", "HfRegistry.Testing", "SourceTrees"];

    /// <summary>All cases.</summary>
    public static ImmutableArray<SourceCase> Cases { get; } =
    [
        .. TsvTable.Read([.. Folder, "cases.tsv"]).Select(static row => new SourceCase(row[0], row[1] == "-" ? null : row[1], row[2], Words(row[3], ','), Words(row[4], ' '))),
    ];

    /// <summary>Returns the paths of a repository.</summary>
    public static ImmutableArray<string> PathsOf(string repository) => [.. File.ReadLines(RepositoryFiles.PathOf([.. Folder, $"{repository.Replace('/', '~')}.txt"]))];

    private static ImmutableArray<string> Words(string text, char separator) => text == "-" ? [] : [.. text.Split(separator)];
}
