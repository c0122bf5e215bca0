using System.Collections.Immutable;

namespace HfRegistry.Verification;

/// <summary>The files that a library needs to load a model.</summary>
/// <param name="Configurations">The configuration files, one of which must be there; empty when none is needed.</param>
/// <param name="Formats">The weight formats that it loads, one of which must be there; empty for any.</param>
/// <param name="Preprocesses">Whether it also loads a tokenizer or a preprocessor.</param>
internal sealed record LibraryNeeds(ImmutableArray<string> Configurations, ImmutableArray<string> Formats, bool Preprocesses = false)
{
    /// <summary>The needs of an unknown library: any weights.</summary>
    private static readonly LibraryNeeds Any = new([], []);

    private static readonly ImmutableSortedDictionary<string, LibraryNeeds> ByLibrary = new Dictionary<string, LibraryNeeds>
    {
        ["diffusers"] = new(["model_index.json", "config.json"], ["safetensors", "pytorch", "onnx", "jax"]),
        ["gguf"] = new([], ["gguf"]),
        ["keras"] = new(["config.json", "metadata.json"], ["tensorflow"]),
        ["llama.cpp"] = new([], ["gguf"]),
        ["mlx"] = new(["config.json"], ["safetensors"]),
        ["onnx"] = new([], ["onnx"]),
        ["openvino"] = new(["config.json"], ["openvino"]),
        ["optimum"] = new(["config.json"], ["onnx", "openvino"], Preprocesses: true),
        ["peft"] = new(["adapter_config.json"], ["safetensors", "pytorch"]),
        ["sentence-transformers"] = new(["modules.json", "config_sentence_transformers.json"], ["safetensors", "pytorch", "onnx", "openvino"], Preprocesses: true),
        ["timm"] = new(["config.json"], ["safetensors", "pytorch"]),
        ["transformers"] = new(["config.json"], ["safetensors", "pytorch", "tensorflow", "jax"], Preprocesses: true),
        ["transformers.js"] = new(["config.json"], ["onnx"], Preprocesses: true),
    }.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableHashSet<string> TextTasks = ImmutableHashSet.Create(StringComparer.Ordinal,
        "fill-mask", "multiple-choice", "question-answering", "sentence-similarity", "summarization", "table-question-answering", "text-classification",
        "text-generation", "text-ranking", "text2text-generation", "token-classification", "translation", "zero-shot-classification");

    private static readonly ImmutableHashSet<string> SensoryTasks = ImmutableHashSet.Create(StringComparer.Ordinal,
        "audio-classification", "audio-to-audio", "depth-estimation", "image-classification", "image-feature-extraction", "image-segmentation",
        "image-to-image", "keypoint-detection", "keypoint-matching", "mask-generation", "object-detection", "video-classification");

    private static readonly ImmutableHashSet<string> MixedTasks = ImmutableHashSet.Create(StringComparer.Ordinal,
        "any-to-any", "audio-text-to-text", "automatic-speech-recognition", "document-question-answering", "image-text-to-text", "image-to-text",
        "video-text-to-text", "visual-question-answering", "zero-shot-image-classification", "zero-shot-object-detection");

    /// <summary>Returns whether a library is one whose files nobody here knows.</summary>
    public static bool IsUnknown(string? library) => library is not null && !ByLibrary.ContainsKey(library);

    /// <summary>Returns the needs of a library; of one that is not known, any weights.</summary>
    /// <param name="library">The library as the Hub names it, or null.</param>
    /// <param name="framework">The framework that was asked for: GGUF and ONNX files have loaders of their own.</param>
    public static LibraryNeeds Of(string? library, string? framework) => framework switch
    {
        "gguf" => ByLibrary["gguf"],
        "onnx" when library is null or "transformers" or "sentence-transformers" => ByLibrary["optimum"] with { Formats = ["onnx"] },
        "openvino" when library is null or "transformers" or "sentence-transformers" => ByLibrary["optimum"] with { Formats = ["openvino"] },
        _ => library is null ? Any : ByLibrary.GetValueOrDefault(library, Any),
    };

    /// <summary>Returns whether a task works on text alone, on pictures or sounds alone, or on both: what has to be loaded beside the weights.</summary>
    public static (bool Tokenizer, bool Preprocessor) Of(string? task) => task switch
    {
        null => (false, false),
        _ when TextTasks.Contains(task) => (true, false),
        _ when SensoryTasks.Contains(task) => (false, true),
        _ when MixedTasks.Contains(task) => (true, true),
        _ => (false, false),
    };
}
