using System.Collections.Immutable;

namespace HfRegistry.Cli.Projects;

/// <summary>An item of an evaluated project.</summary>
/// <param name="Type">The name of the item, such as <c>HfModel</c>.</param>
/// <param name="Include">What it evaluates to.</param>
/// <param name="Location">The place of its XML element, which may lie in an imported file.</param>
internal sealed record DeclaredItem(string Type, string Include, SourceLocation Location)
{
    /// <summary>Gets the comparer of items that differ in nothing but the evaluations that they belong to.</summary>
    public static IEqualityComparer<DeclaredItem> ExceptEvaluation { get; } = EqualityComparer<DeclaredItem>.Create(
        static (one, other) => one is not null && other is not null && one.Location == other.Location
            && string.Equals(one.Type, other.Type, StringComparison.OrdinalIgnoreCase) && string.Equals(one.Include, other.Include, StringComparison.Ordinal)
            && one.Metadata.Count == other.Metadata.Count && one.Metadata.All(pair => other.Metadata.TryGetValue(pair.Key, out var same) && pair.Value == same),
        static item => HashCode.Combine(item.Include, item.Location));

    /// <summary>Gets the metadata with a value by name, those of item definitions and of <c>Update</c> elements included. Names ignore case.</summary>
    public required ImmutableDictionary<string, DeclaredMetadata> Metadata { get; init; }

    /// <summary>Gets the <c>Include</c> of the element, not evaluated: a literal, a list, a glob or an expression.</summary>
    public required string WrittenInclude { get; init; }

    /// <summary>Gets whether the element lies in another file than the project's.</summary>
    public required bool IsImported { get; init; }

    /// <summary>Gets the target frameworks that have the item; empty for a project that names none.</summary>
    public required ImmutableArray<string> Frameworks { get; init; }

    /// <summary>Gets the configurations that have the item; empty for a project of which only one was evaluated.</summary>
    public ImmutableArray<string> Configurations { get; init; } = [];

    /// <summary>Gets whether the element includes this item alone and by its name.</summary>
    public bool IsLiteral => string.Equals(WrittenInclude.Trim(), Include, StringComparison.Ordinal);
}

/// <summary>A metadata of an item.</summary>
/// <param name="Value">What it evaluates to.</param>
/// <param name="Location">The place of its attribute or element.</param>
internal sealed record DeclaredMetadata(string Value, SourceLocation Location);
