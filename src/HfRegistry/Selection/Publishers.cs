using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>Who publishes what a type's name stands for: the owners of <c>publishers.json</c>, then the documented checkpoint's owner.</summary>
internal static class Publishers
{
    private static readonly Lazy<ImmutableSortedDictionary<ModelType, ImmutableArray<string>>> Embedded = new(static () =>
        SelectionData.Read("publishers.json", SelectionData.Default.SortedDictionaryStringStringArray)
            .ToImmutableSortedDictionary(static pair => ModelType.Parse(pair.Key), static pair => pair.Value.ToImmutableArray()));

    /// <summary>The owners, best first.</summary>
    public static ImmutableArray<string> Of(ModelType type, SelectionContext context)
    {
        var owners = Embedded.Value.GetValueOrDefault(type, []);
        return context.Types.Find(type)?.DocumentedCheckpoint?.Owner is { } documented && !owners.Contains(documented, StringComparer.OrdinalIgnoreCase)
            ? owners.Add(documented)
            : owners;
    }
}
