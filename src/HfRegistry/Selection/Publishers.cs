using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The canonical publishers of a type: the owners of <c>publishers.json</c>, then the documented checkpoint's owner.</summary>
internal static class Publishers
{
    private static readonly Lazy<Dictionary<ModelType, string[]>> Embedded = new(static () =>
        SelectionData.Read("publishers.json", SelectionData.Default.DictionaryStringStringArray)
            .ToDictionary(static pair => ModelType.Parse(pair.Key), static pair => pair.Value));

    private static readonly Lazy<ImmutableArray<string>> GatedPrefixes = new(static () =>
        [.. SelectionData.Read("gated.json", SelectionData.Default.StringArray)]);

    /// <summary>Returns whether nothing is known of a model's gating but that models whose ids begin like its own are gated as a rule (<c>gated.json</c>).</summary>
    public static bool IsUsuallyGated(ModelRecord model) =>
        model.Gating == Gating.Unknown && GatedPrefixes.Value.Any(prefix => model.Id.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the owners, best first.</summary>
    public static ImmutableArray<string> Of(ModelType type, SelectionContext context)
    {
        ImmutableArray<string> owners = Embedded.Value.TryGetValue(type, out var own) ? [.. own] : OfFamily(type, context);
        return context.Types.Find(type)?.DocumentedCheckpoint?.Owner is { } documented && !owners.Contains(documented, StringComparer.OrdinalIgnoreCase)
            ? owners.Add(documented)
            : owners;
    }

    // A new type of a line is published by those who publish the line, where they are few.
    private static ImmutableArray<string> OfFamily(ModelType type, SelectionContext context) =>
        context.Types.RelativesOf(type).SelectMany(static relative => Embedded.Value.GetValueOrDefault(relative, []))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToImmutableArray() is { Length: 1 } line ? line : [];
}
