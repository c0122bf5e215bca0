namespace HfRegistry.Selection;

/// <summary>
/// The usual numbers of parameters of published models of a type, by the size word of their names (<c>type_sizes.json</c>). The word <c>any</c> stands for a
/// name without one, and holds what the type's common models have at most.
/// </summary>
internal static class TypicalSizes
{
    private const long Million = 1_000_000;

    private static readonly Lazy<Dictionary<ModelType, Dictionary<string, int>>> Embedded = new(static () =>
        SelectionData.Read("type_sizes.json", SelectionData.Default.DictionaryStringDictionaryStringInt32)
            .ToDictionary(static pair => ModelType.Parse(pair.Key), static pair => pair.Value));

    /// <summary>Returns the parameter count that is typical of a type and a name, or null when nothing is known of the type.</summary>
    public static long? Of(ModelType type, string name)
    {
        if (Embedded.Value.GetValueOrDefault(type) is not { } byWord)
            return null;
        // Of several words the largest: a multilingual base is larger than a base.
        var named = NameWords.Of(name).Where(byWord.ContainsKey).Select(word => byWord[word]).DefaultIfEmpty(0).Max();
        return (named > 0 ? named : byWord.GetValueOrDefault("any")) is > 0 and var count ? count * Million : null;
    }
}
