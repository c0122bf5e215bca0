using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>The fields of a release that a draft fills in: each with what it rests on, or null.</summary>
internal static class ReleaseFacts
{
    private static readonly DateOnly EarliestKnown = new(2022, 3, 2);

    private static readonly ImmutableArray<(string Type, ImmutableArray<string> Tasks)> Types =
    [
        ("language", ["text-generation", "text2text-generation", "fill-mask", "text-classification", "token-classification", "question-answering", "summarization", "translation", "sentence-similarity", "feature-extraction", "zero-shot-classification", "text-ranking", "table-question-answering", "conversational"]),
        ("multimodal", ["image-text-to-text", "visual-question-answering", "document-question-answering", "any-to-any", "video-text-to-text", "image-to-text", "audio-text-to-text", "visual-document-retrieval"]),
        ("image", ["text-to-image", "image-to-image", "unconditional-image-generation"]),
        ("vision", ["image-classification", "object-detection", "image-segmentation", "depth-estimation", "zero-shot-image-classification", "image-feature-extraction", "mask-generation", "zero-shot-object-detection", "keypoint-detection", "video-classification"]),
        ("video", ["text-to-video", "image-to-video", "video-to-video"]),
        ("audio", ["automatic-speech-recognition", "text-to-speech", "text-to-audio", "audio-classification", "audio-to-audio", "voice-activity-detection"]),
        ("3d", ["text-to-3d", "image-to-3d"]),
    ];

    private static readonly ImmutableArray<string> EncoderDecoders = ["t5", "mt5", "umt5", "bart", "mbart", "pegasus", "marian", "m2m_100", "led", "longt5", "whisper", "speech_to_text", "blenderbot", "bigbird_pegasus", "prophetnet", "fsmt", "seamless_m4t", "nllb-moe"];
    private static readonly ImmutableArray<string> Recurrent = ["rwkv", "mamba", "mamba2", "falcon_mamba", "xlstm", "recurrent_gemma"];

    /// <summary><c>type</c>.</summary>
    public static (string Value, DraftEvidence Evidence)? Type(ModelEvidence evidence) =>
        evidence.Info.PipelineTag is { } task && Types.FirstOrDefault(row => row.Tasks.Contains(task)) is { Type: { } type }
            ? (type, DraftEvidence.Of(DraftEvidence.SureMetadata, $"metadata pipeline_tag: {task}"))
            : null;

    /// <summary><c>architecture</c>, where the configuration's class tells it.</summary>
    public static (string Value, DraftEvidence Evidence)? Architecture(ModelEvidence evidence)
    {
        var info = evidence.Info;
        if (info.LibraryName == "diffusers")
            return ("diffusion", DraftEvidence.Of(DraftEvidence.Metadata, "metadata library_name: diffusers"));
        if (info.ModelType is { } type && Recurrent.Contains(type))
            return ("RNN", DraftEvidence.Of(DraftEvidence.Metadata, $"config.json model_type: {type}"));
        if (info.ModelType is { } paired && EncoderDecoders.Contains(paired))
            return ("transformer encoder-decoder", DraftEvidence.Of(DraftEvidence.Metadata, $"config.json model_type: {paired}"));
        if (info.Architectures.IsEmpty)
            return null;
        var name = info.Architectures[0];
        return name.EndsWith("ForCausalLM", StringComparison.Ordinal) ? ("transformer decoder", DraftEvidence.Of(DraftEvidence.LooseMetadata, $"config.json architectures: {name}"))
            : name.EndsWith("ForMaskedLM", StringComparison.Ordinal) ? ("encoder", DraftEvidence.Of(DraftEvidence.LooseMetadata, $"config.json architectures: {name}"))
            : null;
    }

    /// <summary><c>version</c>: the parameter count, as the Model Openness Tool's documents have it.</summary>
    public static (string Value, DraftEvidence Evidence)? Version(ModelEvidence evidence)
    {
        if (evidence.Info.ParameterCount is not ({ } count and > 0))
            return null;
        var (amount, unit) = count >= 1_000_000_000 ? (count / 1e9, "B") : count >= 1_000_000 ? (count / 1e6, "M") : (count / 1e3, "K");
        return (string.Create(CultureInfo.InvariantCulture, $"{amount:0.#}{unit}"), DraftEvidence.Of(DraftEvidence.SureMetadata, string.Create(CultureInfo.InvariantCulture, $"metadata safetensors: {count} parameters")));
    }

    /// <summary><c>date</c>.</summary>
    public static (string Value, DraftEvidence Evidence)? Date(ModelEvidence evidence)
    {
        if ((evidence.Info.CreatedAt ?? evidence.Info.LastModified) is not { } moment)
            return null;
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        var text = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return evidence.Info.CreatedAt is null ? (text, DraftEvidence.Of(DraftEvidence.Weak, "the day of the last change: the Hub names no other"))
            // The Hub began to count days then: every older repository has this one.
            : day == EarliestKnown ? (text, DraftEvidence.Of(DraftEvidence.Weak, "the repository is older than the Hub's record of days: correct the date"))
            : (text, DraftEvidence.Of(DraftEvidence.BareText, "the day on which the repository was made"));
    }

    /// <summary><c>origin</c>: what the model was made from.</summary>
    public static (string Value, DraftEvidence Evidence)? Origin(ModelEvidence evidence) => Derivation.BaseModels(evidence).FirstOrDefault() is { } origin
        ? (origin.ToString(), DraftEvidence.Of(DraftEvidence.Metadata, $"metadata base_model: {origin}{(Derivation.Relation(evidence) is { } relation ? $" ({relation})" : "")}"))
        : null;

    /// <summary><c>treatment</c>, where the name says it.</summary>
    public static (string Value, DraftEvidence Evidence)? Treatment(ModelEvidence evidence)
    {
        var words = evidence.Info.Id.Name.ToLowerInvariant().Split('-', '_', '.');
        return words.Contains("instruct") || words.Contains("it") ? ("instruct fine-tuned", DraftEvidence.Of(DraftEvidence.BareText, $"name {evidence.Info.Id.Name}"))
            : words.Contains("chat") ? ("chat fine-tuned", DraftEvidence.Of(DraftEvidence.BareText, $"name {evidence.Info.Id.Name}"))
            : null;
    }
}
