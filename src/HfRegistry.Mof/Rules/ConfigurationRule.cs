using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>The architecture that the configuration names. A quantized copy has the original's and adds nothing to it.</summary>
internal static class ConfigurationRule
{
    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            yield break;
        if (evidence.Files.Contains("config.json") && (evidence.Info.Architectures.Length > 0 || evidence.Info.ModelType is not null))
        {
            var named = evidence.Info.Architectures.Length > 0 ? evidence.Info.Architectures[0] : evidence.Info.ModelType;
            yield return new ComponentFinding(Components.Architecture, DraftEvidence.Of(DraftEvidence.Metadata, $"config.json names the architecture {named}"), "config.json");
        }
        else if (evidence.Files.Contains("model_index.json"))
        {
            yield return new ComponentFinding(Components.Architecture, DraftEvidence.Of(DraftEvidence.Metadata, "model_index.json names the pipeline's parts"), "model_index.json");
        }
    }
}
