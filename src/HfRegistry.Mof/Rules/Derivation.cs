using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>The origin of a model.</summary>
internal static class Derivation
{
    private const string Tag = "base_model:";
    private const string Quantized = "quantized";

    /// <summary>Returns whether the model is a copy of another in other numbers: what its card tells of training and papers is about the original.</summary>
    public static bool IsCopy(ModelEvidence evidence) =>
        Relation(evidence) == Quantized
        || (BaseModels(evidence).Any() && Weights(evidence) is { Count: > 0 } weights && weights.All(static path => path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase)));

    /// <summary>Returns the relation to the base model: <c>finetune</c>, <c>adapter</c>, <c>merge</c>, <c>quantized</c>; null when it is not told.</summary>
    public static string? Relation(ModelEvidence evidence) =>
        evidence.Metadata["base_model_relation"]?.Text?.ToLowerInvariant()
        ?? evidence.Info.Tags.Where(static tag => tag.StartsWith(Tag, StringComparison.Ordinal)).Select(static tag => tag.Split(':'))
            .FirstOrDefault(static parts => parts.Length == 3)?[1];

    /// <summary>Returns the models that it was made from, as far as they are ids.</summary>
    public static IEnumerable<ModelId> BaseModels(ModelEvidence evidence) => evidence.Metadata.Texts("base_model")
        .Concat(evidence.Info.Tags.Where(static tag => tag.StartsWith(Tag, StringComparison.Ordinal)).Select(static tag => tag[(tag.LastIndexOf(':') + 1)..]))
        .Select(static text => ModelId.TryParse(text, out var id) ? id : null).OfType<ModelId>().Distinct();

    /// <summary>Returns whether it was made from a model of somebody else: the papers and code that its card names may be that one's.</summary>
    public static bool IsOfAnotherOwner(ModelEvidence evidence) => BaseModels(evidence).Any(origin => !string.Equals(origin.Owner, evidence.Info.Id.Owner, StringComparison.OrdinalIgnoreCase));

    private static List<string> Weights(ModelEvidence evidence) => [.. evidence.Files.Where(static path => FileNames.ComponentOf(path) == Components.Parameters)];
}
