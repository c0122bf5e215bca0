using System.Collections.Frozen;
using HfRegistry.Hub;
using HfRegistry.Selection;

namespace HfRegistry.Mof.Gaps;

/// <summary>A listed model that needs no document.</summary>
/// <param name="Id">The model.</param>
/// <param name="Reason">Why, as a clause.</param>
internal sealed record NeedlessModel(ModelId Id, string Reason)
{
    private const string AdapterTag = "base_model:adapter:";

    private static readonly FrozenSet<string> Dummies = FrozenSet.ToFrozenSet(["random", "dummy", "testing", "tester", "debug", "playground"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> TestOwners = FrozenSet.ToFrozenSet(["hf-internal-testing", "hf-tiny-model-private", "trl-internal-testing", "peft-internal-testing", "katuni4ka", "optimum-internal-testing", "tiny-random", "yujiepan", "echarlaix"], StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenSet<string> Helpers = FrozenSet.ToFrozenSet(["assistant", "draft", "eagle", "eagle2", "eagle3", "medusa", "speculator", "mtp", "dflash", "dspark"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Parts = FrozenSet.ToFrozenSet(["vae", "tokenizer", "tokenizers", "vocoder", "hifigan", "bigvgan", "safetychecker", "mmproj", "codec"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Adapters = FrozenSet.ToFrozenSet(["lora", "loras", "adapter", "adapters", "qlora", "peft"], StringComparer.Ordinal);

    private static readonly FrozenSet<string> Packed = FrozenSet.ToFrozenSet(["comfyui", "comfy", "repackaged", "repacked"], StringComparer.Ordinal);
    private static readonly FrozenSet<string> Packers = FrozenSet.ToFrozenSet(["comfy-org", "kijai"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the reason why a model needs no document, or null when it does: it adds to another model, is part of one, copies one whose original nobody names, or was made for tests.</summary>
    public static NeedlessModel? Of(HubModel model)
    {
        var words = NameWords.Of(model.Id.Name);
        return (model.Id.Owner is { } owner && TestOwners.Contains(owner)) || words.Any(Dummies.Contains) ? new(model.Id, "it was made for tests")
            : model.LibraryName == "peft" || model.Tags.Any(static tag => tag.StartsWith(AdapterTag, StringComparison.Ordinal) || tag == "lora") || words.Any(Adapters.Contains) ? new(model.Id, "it is an adapter of another model")
            : words.Length > 1 && words.Skip(1).Any(Helpers.Contains) ? new(model.Id, "it drafts tokens for another model")
            : words.Any(Parts.Contains) ? new(model.Id, "it is a part of other models")
            : words.Any(Packed.Contains) || (model.Id.Owner is { } packer && Packers.Contains(packer) && model.Tags.Contains("comfyui")) ? new(model.Id, "its files are those of other models, packed for ComfyUI")
            : NameShape.Of(model.Id.Name).CopyMark is { } mark ? new(model.Id, $"its name says {mark}, and its original is not known")
            : null;
    }
}
