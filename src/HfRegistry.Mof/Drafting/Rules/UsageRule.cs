using System.Collections.Immutable;
using HfRegistry.Cards;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Code of the card that loads and runs the model.</summary>
internal static class UsageRule
{
    private const string Path = "README.md";

    private static readonly ImmutableArray<string> Calls =
    [
        "from_pretrained(", "pipeline(", "SentenceTransformer(", "CrossEncoder(", "AutoModel", "create_model(", "hf_hub_download(", "snapshot_download(", "load_model(", "llama-cli", "llama-server", "llama-cpp", "ollama run", "vllm serve", "LLM(", "hf_hub:", "ONNX", "InferenceSession(",
    ];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (evidence.Card is not { } card)
            return [];
        var code = card.Blocks.Where(static block => block is { Kind: CardBlockKind.Code, IsQuote: false } && Calls.Any(call => block.Text.Contains(call, StringComparison.Ordinal)))
            .OrderByDescending(block => Names(block, evidence.Info.Id)).FirstOrDefault();
        if (code is null)
            return [];
        var line = code.Text.Split('\n').First(text => Calls.Any(call => text.Contains(call, StringComparison.Ordinal)));
        return [new ComponentFinding(Components.Inference, DraftEvidence.OfWords(Names(code, evidence.Info.Id) ? DraftEvidence.LinkedText : DraftEvidence.BareText, line.Trim()), Path)];
    }

    private static bool Names(CardBlock code, ModelId id) => code.Text.Contains(id.Name, StringComparison.OrdinalIgnoreCase);
}
