using System.Collections.Immutable;
using HfRegistry.Cards.Language;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>The purpose of a repository's files, by name.</summary>
internal static class ModelFiles
{
    private static readonly ImmutableArray<string> Configurations =
        ["config.json", "model_index.json", "adapter_config.json", "config_sentence_transformers.json", "modules.json", "params.json", "open_clip_config.json"];

    private static readonly ImmutableArray<string> Preprocessors =
        ["preprocessor_config.json", "processor_config.json", "image_processor_config.json", "feature_extractor/preprocessor_config.json", "video_preprocessor_config.json"];

    private static readonly ImmutableArray<string> WholeTokenizers =
        ["tokenizer.json", "spiece.model", "tokenizer.model", "sentencepiece.bpe.model", "tekken.json", "vocab.txt", "tokenizer.tiktoken", "source.spm", "spm.model"];

    private static readonly ImmutableArray<string> NoPreprocessing =
        ["tabular-classification", "tabular-regression", "time-series-forecasting", "reinforcement-learning", "robotics", "graph-ml"];

    private static readonly Phrases OfMedia = ["image", "video", "audio", "object", "depth", "mask-generation", "voice", "keypoint"];

    /// <summary>Returns whether a file configures the model; a GGUF file carries its configuration.</summary>
    public static bool HasConfiguration(ModelFacts facts) => Configurations.Any(facts.HasFile) || HasGguf(facts);

    /// <summary>Returns whether there is a tokenizer or a preprocessor; a GGUF file carries its tokenizer.</summary>
    public static bool HasVocabulary(ModelFacts facts) => HasTokenizer(facts) || HasPreprocessor(facts);

    /// <summary>Returns whether the configuration is there that the declared library reads; null without one.</summary>
    public static string? LibraryConfiguration(ModelFacts facts)
    {
        ImmutableArray<string> names = facts.Info.LibraryName?.ToLowerInvariant() switch
        {
            null => [],
            "diffusers" => ["model_index.json", "config.json"],
            "sentence-transformers" => ["config_sentence_transformers.json", "modules.json", "config.json"],
            "peft" => ["adapter_config.json"],
            "open_clip" => ["open_clip_config.json"],
            "spacy" => ["config.cfg", "meta.json"],
            _ => ["config.json"],
        };
        return names.FirstOrDefault(facts.HasFile)
            ?? (facts.Info.LibraryName is "gguf" or "llama.cpp" or "llama-cpp-python" && HasGguf(facts) ? "the GGUF file" : null);
    }

    /// <summary>Returns what of tokenizer and preprocessor the task needs and has; null when something is missing.</summary>
    public static string? Preprocessing(ModelFacts facts)
    {
        // Without a task nobody can tell what is complete.
        if (facts.Info.PipelineTag is not { } task)
            return null;
        var (text, media) = Needs(task);
        if ((text && !HasTokenizer(facts)) || (media && !HasPreprocessor(facts)))
            return null;
        return (text, media) switch
        {
            (false, false) => "the task needs no tokenizer",
            (true, false) => "the tokenizer's files",
            (false, true) => "the preprocessor's configuration",
            _ => "the tokenizer's files and the preprocessor's configuration",
        };
    }

    private static (bool Text, bool Media) Needs(string task) => task switch
    {
        _ when NoPreprocessing.Contains(task) => (false, false),
        "text-to-image" or "text-to-video" or "text-to-speech" or "text-to-audio" or "unconditional-image-generation" or "text-to-3d" or "image-to-video" => (false, false),
        "image-text-to-text" or "visual-question-answering" or "image-to-text" or "document-question-answering" or "video-text-to-text"
            or "audio-text-to-text" or "any-to-any" or "zero-shot-image-classification" or "automatic-speech-recognition" => (true, true),
        _ when OfMedia.In(task) is not null => (false, true),
        _ => (true, false),
    };

    private static bool HasTokenizer(ModelFacts facts) =>
        HasGguf(facts) || WholeTokenizers.Any(facts.HasFile) || (facts.HasFile("vocab.json") && (facts.HasFile("merges.txt") || facts.HasFile("tokenizer_config.json")))
        || facts.HasFile(static path => path.StartsWith("tokenizer/", StringComparison.OrdinalIgnoreCase));

    private static bool HasPreprocessor(ModelFacts facts) => Preprocessors.Any(facts.HasFile);

    private static bool HasGguf(ModelFacts facts) => facts.HasFile(static path => path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase));
}
