using System.Collections.Frozen;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>The framework's word for an architecture, by the model type of the configuration and the class that it names. Every type of transformers has one.</summary>
internal static class ArchitectureKind
{
    private static readonly FrozenSet<string> EncoderDecoders = Types(
        "t5", "mt5", "umt5", "bart", "mbart", "pegasus", "pegasus_x", "marian", "m2m_100", "led", "longt5", "whisper", "speech_to_text", "blenderbot", "blenderbot-small", "bigbird_pegasus", "prophetnet", "xlm-prophetnet", "fsmt", "seamless_m4t", "seamless_m4t_v2",
        "nllb-moe", "switch_transformers", "mvp", "plbart", "t5gemma", "t5gemma2", "udop", "pix2struct", "florence2", "moonshine", "moonshine_streaming", "encoder-decoder", "speech-encoder-decoder", "vision-encoder-decoder", "donut-swin", "nougat", "pop2piano", "speecht5",
        "dia", "kyutai_speech_to_text", "cohere_asr", "gptsan-japanese", "time_series_transformer", "informer", "autoformer", "rag", "detr", "conditional_detr", "deformable_detr", "table-transformer", "pp_formulanet", "got_ocr2");

    private static readonly FrozenSet<string> Recurrent = Types("rwkv", "mamba", "mamba2", "falcon_mamba", "xlstm", "recurrent_gemma");

    private static readonly FrozenSet<string> Hybrid = Types("jamba", "zamba", "zamba2", "bamba", "falcon_h1", "granitemoehybrid", "nemotron_h", "qwen3_next", "lfm2", "lfm2_moe", "olmo_hybrid", "kimi_linear", "minimax", "cvt", "levit", "efficientformer", "mobilevit", "mobilevitv2", "vit_hybrid");

    private static readonly FrozenSet<string> Convolutional = Types(
        "bit", "convnext", "convnextv2", "dinov3_convnext", "efficientnet", "focalnet", "hgnet_v2", "mobilenet_v1", "mobilenet_v2", "regnet", "resnet", "textnet", "van", "pp_lcnet", "pp_lcnet_v3", "pp_lcnet_v4", "superpoint", "univnet", "encodec", "dac", "mimi", "xcodec",
        "hifigan", "speecht5_hifigan", "yolo");

    private static readonly FrozenSet<string> Encoders = Types(
        "bert", "roberta", "distilbert", "albert", "electra", "deberta", "deberta-v2", "mpnet", "xlm-roberta", "xlm-roberta-xl", "camembert", "modernbert", "nomic_bert", "new", "ernie", "ernie_m", "big_bird", "longformer", "mobilebert", "squeezebert", "roformer", "rembert", "nezha",
        "fnet", "ibert", "convbert", "funnel", "layoutlm", "layoutlmv2", "layoutlmv3", "lilt", "luke", "mluke", "esm", "canine", "megatron-bert", "data2vec-text", "xmod", "eurobert", "jina_bert", "flaubert", "splinter", "dpr", "retribert", "xlm", "nystromformer", "yoso", "mra",
        "wav2vec2", "wav2vec2-bert", "wav2vec2-conformer", "hubert", "wavlm", "unispeech", "unispeech-sat", "sew", "sew-d", "data2vec-audio", "audio-spectrogram-transformer", "vit", "deit", "beit", "dinov2", "dinov3_vit", "swin", "swinv2", "vit_mae", "ijepa", "hiera", "vivit",
        "videomae", "timesformer", "siglip_vision_model", "clip_vision_model");

    private static readonly FrozenSet<string> Decoders = Types("gpt2", "openai-gpt", "gpt_neo", "gpt_neox", "gptj", "opt", "bloom", "codegen", "xglm", "ctrl", "llama", "mistral", "gemma", "falcon", "phi", "qwen2", "imagegpt");

    private static readonly FrozenSet<string> Diffusion = Types("diffusion_gemma", "llada", "dream");

    /// <summary>Returns the word, or null when the configuration names neither a type nor a class.</summary>
    public static (string Value, DraftEvidence Evidence)? Of(ModelEvidence evidence)
    {
        var info = evidence.Info;
        if (info.LibraryName == "diffusers")
            return ("diffusion", DraftEvidence.Of(DraftEvidence.Metadata, "metadata library_name: diffusers"));
        if (info.ModelType is { } type && OfType(type) is { } known)
            return (known, DraftEvidence.Of(DraftEvidence.Metadata, $"config.json model_type: {type}"));
        if (!info.Architectures.IsEmpty && OfClass(info.Architectures[0]) is { } named)
            return (named, DraftEvidence.Of(DraftEvidence.LooseMetadata, $"config.json architectures: {info.Architectures[0]}"));
        return info.ModelType is { } other ? ("transformer", DraftEvidence.Of(DraftEvidence.BareText, $"config.json model_type: {other}")) : null;
    }

    private static string? OfType(string type) =>
        Recurrent.Contains(type) ? "RNN"
        : Hybrid.Contains(type) ? "hybrid"
        : Diffusion.Contains(type) ? "diffusion"
        : EncoderDecoders.Contains(type) ? "transformer encoder-decoder"
        : Convolutional.Contains(type) ? "CNN"
        : Decoders.Contains(type) ? "transformer decoder"
        : Encoders.Contains(type) ? "encoder"
        : null;

    private static string? OfClass(string name) =>
        name.EndsWith("ForCausalLM", StringComparison.Ordinal) || name.EndsWith("LMHeadModel", StringComparison.Ordinal) ? "transformer decoder"
        : name.EndsWith("ForMaskedLM", StringComparison.Ordinal) ? "encoder"
        : name.EndsWith("ForSeq2SeqLM", StringComparison.Ordinal) ? "transformer encoder-decoder"
        : null;

    private static FrozenSet<string> Types(params ReadOnlySpan<string> types) => FrozenSet.Create(StringComparer.Ordinal, types);
}
