using System.Collections.Immutable;
using HfRegistry.Selection;
using Microsoft.Build.Framework;

namespace HfRegistry.Build.Items;

/// <summary>
/// Gives each item its name in generated code: its alias, else a name made from what it asks for. Names compare without case, since
/// Visual Basic reads them so.
/// </summary>
internal static class Aliases
{
    /// <summary>The names that the generated class uses or inherits.</summary>
    private static readonly ImmutableHashSet<string> Taken = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Id", "Revision", "Type", "Task", "All", "TestData", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "New", "ReferenceEquals", "ToString");

    /// <summary>The further names that the class of a downloaded model uses.</summary>
    private static readonly ImmutableHashSet<string> TakenByFiles = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "License", "ClassName", "Formats", "FilesSizeBytes", "Files", "GetPath");

    /// <summary>The type of a file, in the class around the models of which one is downloaded.</summary>
    private const string FileType = "ModelFile";

    /// <summary>Returns the aliases in the order of the items, or why there are none.</summary>
    /// <param name="items">The items.</param>
    /// <param name="className">The class around the aliases' classes, whose name none of them may have.</param>
    public static (ImmutableArray<string> Aliases, ImmutableArray<Diagnostic> Diagnostics) Of(IReadOnlyList<ModelItem> items, string className)
    {
        var aliases = ImmutableArray.CreateBuilder<string>(items.Count);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var first = new Dictionary<string, ModelItem>(StringComparer.OrdinalIgnoreCase);
        var hasFiles = items.Any(static item => item.Request.IsDownloaded);
        foreach (var item in items)
        {
            var alias = item.Alias ?? DefaultOf(item);
            aliases.Add(alias);
            var isTaken = (hasFiles && alias.Equals(FileType, StringComparison.OrdinalIgnoreCase)) || (item.Request.IsDownloaded && TakenByFiles.Contains(alias));
            if ((isTaken ? DiagnosticCatalog.ReservedAlias : ProblemOf(alias, className)) is { } problem)
                diagnostics.Add(problem.Create(item.Location, alias, Name(item)));
            else if (!first.TryAdd(alias, item))
                diagnostics.Add(Duplicate(alias, item, first[alias]));
        }

        return (aliases.ToImmutable(), diagnostics.ToImmutable());
    }

    /// <summary>Returns items by their aliases, the first of each; what is wrong with them the resolution tells.</summary>
    /// <param name="items">The items as MSBuild has them.</param>
    /// <param name="className">The class around the aliases' classes.</param>
    public static IReadOnlyDictionary<string, ModelItem> ItemsOf(IReadOnlyCollection<ITaskItem> items, string className)
    {
        var (read, _) = ModelItem.Read(items);
        var byAlias = new Dictionary<string, ModelItem>(StringComparer.OrdinalIgnoreCase);
        foreach (var (alias, item) in Of(read, className).Aliases.Zip(read))
            byAlias.TryAdd(alias, item);
        return byAlias;
    }

    /// <summary>Returns the type, or the model's name without its owner, as an identifier.</summary>
    private static string DefaultOf(ModelItem item) => ModelNames.Identifier(item.Request.Include[(item.Request.Include.LastIndexOf('/') + 1)..]);

    private static DiagnosticDescriptor? ProblemOf(string alias, string className)
    {
        if (alias.Length == 0 || !char.IsAsciiLetter(alias[0]) || !alias.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return DiagnosticCatalog.InvalidAlias;
        return Taken.Contains(alias) || string.Equals(alias, className, StringComparison.OrdinalIgnoreCase) ? DiagnosticCatalog.ReservedAlias : null;
    }

    private static Diagnostic Duplicate(string alias, ModelItem item, ModelItem first)
    {
        var where = first.Location is { Line: > 0 } place ? $" ({place})" : "";
        return DiagnosticCatalog.DuplicateAlias.Create(item.Location, Name(item), $"{Name(first)}{where}", alias);
    }

    private static string Name(ModelItem item) => item.Request.Include.Length == 0 ? "an item" : item.Request.Include;
}
