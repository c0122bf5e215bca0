using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>Code of the card that loads and runs the model.</summary>
internal static class UsageRule
{
    private const string Path = "README.md";

    private static readonly ImmutableArray<string> Calls =
    [
        "from_pretrained(", "pipeline(", "SentenceTransformer(", "CrossEncoder(", "AutoModel", "create_model(", "hf_hub_download(", "snapshot_download(", "load_model(", "llama-cli", "llama-server", "llama-cpp", "ollama run", "vllm serve", "LLM(", "hf_hub:", "ONNX", "InferenceSession(",
    ];

    private static readonly ImmutableArray<string> Steps = [.. from quote in new[] { '"', '\'' } from name in new[] { "step", "ckpt", "checkpoint", "global_step", "stage1-step", "iter" } select $"revision={quote}{name}"];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (evidence.Card is not { } card)
            return [];
        return [.. Usage(evidence, card), .. Revisions(evidence, card)];
    }

    // revision="step143000": branches with the checkpoints of the training run.
    private static IEnumerable<ComponentFinding> Revisions(ModelEvidence evidence, ModelCard card)
    {
        if (Derivation.IsCopy(evidence))
            return [];
        var line = card.Blocks.Where(static block => block is { Kind: CardBlockKind.Code, IsQuote: false }).SelectMany(static block => block.Text.Split('\n')).FirstOrDefault(static line => Steps.Any(step => line.Contains(step, StringComparison.OrdinalIgnoreCase)));
        return line is null ? [] : [new ComponentFinding(Components.Checkpoints, DraftEvidence.OfWords(DraftEvidence.BareText, line.Trim()))];
    }

    private static IEnumerable<ComponentFinding> Usage(ModelEvidence evidence, ModelCard card)
    {
        var code = card.Blocks.Where(static block => block is { Kind: CardBlockKind.Code, IsQuote: false } && Calls.Any(call => block.Text.Contains(call, StringComparison.Ordinal)))
            .OrderByDescending(block => Names(block, evidence.Info.Id)).FirstOrDefault();
        if (code is null)
            return [];
        var line = code.Text.Split('\n').First(text => Calls.Any(call => text.Contains(call, StringComparison.Ordinal)));
        return [new ComponentFinding(Components.Inference, DraftEvidence.OfWords(Names(code, evidence.Info.Id) ? DraftEvidence.LinkedText : DraftEvidence.BareText, line.Trim()), Path)];
    }

    private static bool Names(CardBlock code, ModelId id) => code.Text.Contains(id.Name, StringComparison.OrdinalIgnoreCase);
}
