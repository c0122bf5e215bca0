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
            var alias = item.Alias ?? ModelAliases.DefaultOf(item.Request.Include);
            aliases.Add(alias);
            if (ModelAliases.ProblemOf(alias, className, item.Request.IsDownloaded, hasFiles) is { } problem)
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

    private static Diagnostic Duplicate(string alias, ModelItem item, ModelItem first)
    {
        var where = first.Location is { Line: > 0 } place ? $" ({place})" : "";
        return DiagnosticCatalog.DuplicateAlias.Create(item.Location, Name(item), $"{Name(first)}{where}", alias);
    }

    private static string Name(ModelItem item) => item.Request.Include.Length == 0 ? "an item" : item.Request.Include;
}
