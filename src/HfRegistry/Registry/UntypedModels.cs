using System.Collections.Immutable;

namespace HfRegistry.Registry;

/// <summary>
/// The entries of models whose configuration names no transformers type: diffusers pipelines, GGUF and ONNX files, sentence-transformers. A registry
/// keeps them by the library or format that loads them; they have no default, are asked for by id or by task, and their type is null in every output.
/// </summary>
internal static class UntypedModels
{
    private static readonly ModelType Diffusers = ModelType.Parse("diffusers");
    private static readonly ModelType Gguf = ModelType.Parse("gguf");
    private static readonly ModelType Onnx = ModelType.Parse("onnx");
    private static readonly ModelType SentenceTransformers = ModelType.Parse("sentence-transformers");
    private static readonly ModelType Other = ModelType.Parse("untyped");

    /// <summary>Gets the names of the entries that can be asked for by <c>refresh --type</c>.</summary>
    public static ImmutableArray<ModelType> Libraries { get; } = [Diffusers, Gguf, Onnx, SentenceTransformers];

    /// <summary>Returns whether an entry is one of models without a type.</summary>
    public static bool Contain(ModelType entry) => entry == Other || Libraries.Contains(entry);

    /// <summary>Returns the entry of a model without a type.</summary>
    /// <param name="library">Its library, or null.</param>
    /// <param name="tags">Its tags or formats.</param>
    public static ModelType EntryOf(string? library, ImmutableArray<string> tags) =>
        library == "diffusers" ? Diffusers
        : library is "gguf" or "llama.cpp" or "llama-cpp" || tags.Contains("gguf") ? Gguf
        : library == "sentence-transformers" || tags.Contains("sentence-transformers") ? SentenceTransformers
        : library is "onnx" or "transformers.js" || tags.Contains("onnx") ? Onnx
        : Other;
}
