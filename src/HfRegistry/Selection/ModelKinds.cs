using System.Collections.Immutable;
using HfRegistry.Registry;

namespace HfRegistry.Selection;

/// <summary>The kinds of models that are excluded unless requested explicitly.</summary>
internal enum ModelKind
{
    /// <summary>Random or tiny weights for a test suite.</summary>
    Dummy,

    /// <summary>An adapter of another model.</summary>
    Adapter,

    /// <summary>A quantized copy.</summary>
    Quantized,

    /// <summary>A merge of models, or one with its refusals removed.</summary>
    Merge,

    /// <summary>A conversion of another owner's model.</summary>
    Conversion,

    /// <summary>A sentence embedder or a reranker.</summary>
    Embedder,

    /// <summary>Fine-tuned from another model, or for another purpose than its type's.</summary>
    FineTune,
}

/// <summary>A judgment about a model.</summary>
/// <param name="Trait">What it is.</param>
/// <param name="Reason">The fact that it rests on, as a clause: "its base_model relation is adapter".</param>
internal sealed record ExclusionReason(ModelKind Trait, string Reason);

/// <summary>Judges whether a model is a base to build on: from facts first (relations, library, task), from its name second.</summary>
internal static class ModelKinds
{
    private static readonly ImmutableArray<string> DummyWords = ["dummy", "random", "test", "testrepo", "testing", "unittest", "placeholder"];
    private static readonly ImmutableArray<string> ConverterOwners = ["onnx-community", "xenova", "litert-community", "kerasformers", "optimum", "openvino"];
    private static readonly ImmutableArray<string> AdapterWords = ["lora", "qlora", "adapter", "adapters", "peft"];
    private static readonly ImmutableArray<string> MergeWords = ["merge", "merged", "abliterated", "uncensored", "heretic", "obliterated", "nsfw"];
    private static readonly ImmutableArray<string> ConversionWords = ["onnx", "openvino", "coreml", "coreai", "gguf", "tflite", "litert", "ct2", "ggml"];
    private static readonly ImmutableArray<string> EmbedderWords =
        ["bge", "e5", "gte", "colbert", "colbertv2", "splade", "biencoder", "embedder", "reranker", "rerank", "embedding", "embeddings", "embed", "sbert", "simcse", "contriever", "minilm", "retriever"];
    private static readonly ImmutableArray<string> QuantizedWords = ["quant", "quants", "quantized", "int4", "int8", "q4", "q5", "q6", "q8", "onnx", "gguf"];
    private static readonly ImmutableArray<string> StorageWords = ["bf16", "fp16", "fp32", "fp8", "hf", "mlx", "mxfp4", "nvfp4"];
    private static readonly ImmutableArray<string> FullFormats = ["jax", "pytorch", "safetensors", "tensorflow"];
    private static readonly ImmutableArray<string> HelperWords = ["assistant", "draft", "dflash", "eagle", "eagle3", "speculator", "mtp"];
    private static readonly ImmutableArray<string> EmbedderTasks = ["sentence-similarity", "text-ranking"];
    private static readonly ImmutableArray<string> TunedWords =
        ["finetuned", "finetune", "ft", "sst2", "squad", "squad2", "mnli", "conll03", "conll2003", "ner", "sentiment", "emotion", "toxicity", "guard", "moderation", "gtzan", "mnist"];

    // Real models called tiny have more parameters; those of test suites have a few thousand to a few million.
    private const long SmallestRealTiny = 10_000_000;

    // A head for one of these is trained on top of a pretrained base.
    private static readonly ImmutableArray<string> DownstreamTasks =
        ["text-classification", "token-classification", "question-answering", "zero-shot-classification", "table-question-answering"];

    /// <summary>Returns the strongest reason against building on a model, or null. A conversion, embedder or fine-tune may be just what a task asks for.</summary>
    public static ExclusionReason? Of(ModelRecord model, ModelType type, SelectionContext context)
    {
        var words = NameWords.Of(model.Id.Name);
        return Dummy(model, words) ?? Adapter(model, words) ?? Quantized(model)
            ?? Merge(model, words) ?? Conversion(model, words) ?? Embedder(model, words) ?? FineTune(model, words, type, context);
    }

    private static ExclusionReason? Dummy(ModelRecord model, ImmutableArray<string> words)
    {
        if (model.Id.Owner is { } owner && (owner.EndsWith("internal-testing", StringComparison.OrdinalIgnoreCase) || Word(NameWords.Of(owner), DummyWords) is not null))
            return new(ModelKind.Dummy, $"{owner} publishes models for test suites");
        return Word(words, DummyWords) is { } word ? new(ModelKind.Dummy, $"its name says {word}")
            : words is ["your", ..] or ["my", "awesome", ..] ? new(ModelKind.Dummy, "its name is a template's")
            : words is [.., "not", "yet", "released"] ? new(ModelKind.Dummy, "its name says not yet released")
            : words is [.., "dev"] && model.Library is null or "transformers" ? new(ModelKind.Dummy, "its name says dev")
            : words is ["tiny", ..] && (model.ParameterCount ?? 0) < SmallestRealTiny ? new(ModelKind.Dummy, "its name says tiny")
            : null;
    }

    private static ExclusionReason? Adapter(ModelRecord model, ImmutableArray<string> words) => model switch
    {
        _ when words.LastOrDefault(static word => !IsOfFormat(word)) is { } last && HelperWords.Contains(last) => new(ModelKind.Adapter, $"its name says {last}: it helps another model along"),
        { BaseModelRelation: "adapter" } => new(ModelKind.Adapter, "its base_model relation is adapter"),
        { Library: "peft" or "adapter-transformers" } => new(ModelKind.Adapter, $"its library is {model.Library}"),
        _ => Word(words, AdapterWords) is { } word ? new(ModelKind.Adapter, $"its name says {word}") : null,
    };

    private static ExclusionReason? Quantized(ModelRecord model) => model switch
    {
        // Some publishers release in a narrow format only: of their own line it is the original.
        { Quantization: { } method } when !IsOwnLine(model) || model.BaseModelRelation == "quantized" =>
            new(ModelKind.Quantized, $"its weights are quantized ({TextSanitizer.Sanitize(method)})"),
        { Quantization: { } method } when NameWords.Of(model.Id.Name).Contains(method.ToLowerInvariant()) =>
            new(ModelKind.Quantized, $"its name says {TextSanitizer.Sanitize(method)}"),
        // Full weights carry the relation too, where a card's author mistook its words.
        { BaseModelRelation: "quantized" } when !IsOwnLine(model) && HasNarrowWeightsAlone(model) =>
            new(ModelKind.Quantized, "its base_model relation is quantized"),
        _ => null,
    };

    private static ExclusionReason? Merge(ModelRecord model, ImmutableArray<string> words) =>
        model.BaseModelRelation == "merge" ? new(ModelKind.Merge, "its base_model relation is merge")
        : Word(words, MergeWords) is { } word ? new(ModelKind.Merge, $"its name says {word}")
        : null;

    private static ExclusionReason? Conversion(ModelRecord model, ImmutableArray<string> words)
    {
        if (model.Id.Owner is { } owner && ConverterOwners.Contains(owner.ToLowerInvariant()))
            return new(ModelKind.Conversion, $"{owner} publishes conversions");
        return Word(words, ConversionWords) is { } word ? new(ModelKind.Conversion, $"its name says {word}") : null;
    }

    private static ExclusionReason? Embedder(ModelRecord model, ImmutableArray<string> words) => model switch
    {
        { Library: "sentence-transformers" } => new(ModelKind.Embedder, "its library is sentence-transformers"),
        { PipelineTag: { } task } when EmbedderTasks.Contains(task) => new(ModelKind.Embedder, $"its pipeline_tag is {task}"),
        _ => Word(words, EmbedderWords) is { } word ? new(ModelKind.Embedder, $"its name says {word}") : null,
    };

    private static ExclusionReason? FineTune(ModelRecord model, ImmutableArray<string> words, ModelType type, SelectionContext context)
    {
        if (model.BaseModelRelation == "finetune" && !IsOwnLine(model))
            return new(ModelKind.FineTune, $"it is a fine-tune of {model.BaseModels.FirstOrDefault()?.ToString() ?? "another model"}");
        if (Word(words, TunedWords) is { } word)
            return new(ModelKind.FineTune, $"its name says {word}");
        if (model.PipelineTag is not { } task || context.Types.Find(type) is not { } info)
            return null;
        if (DownstreamTasks.Contains(task) && (info.Classes.ContainsKey("masked-lm") || info.Classes.ContainsKey("causal-lm") || info.Classes.ContainsKey("seq2seq-lm")))
            return new(ModelKind.FineTune, $"it is trained for {task}");
        // Bases learn to fill masks, whatever their type is for.
        return task != "fill-mask" && TaskCatalog.BuiltIn.Find(task) is { ClassKeys.IsEmpty: false } && info.Classes.Count > 0 && context.ClassFor(type, task) is null
            ? new(ModelKind.FineTune, $"its pipeline_tag {task} is not what {type.Name} is for")
            : null;
    }

    // A copy of a helper is a helper: what says how the weights are stored stands behind its name.
    private static bool IsOfFormat(string word) => QuantizedWords.Contains(word) || StorageWords.Contains(word) || (char.IsAsciiDigit(word[0]) && word.EndsWith("bit", StringComparison.Ordinal));

    private static bool HasNarrowWeightsAlone(ModelRecord model) =>
        NameWords.Of(model.Id.Name).Any(QuantizedWords.Contains) || (!model.Formats.IsEmpty && !model.Formats.Any(FullFormats.Contains));

    /// <summary>Returns whether a model derives from none but its own publisher's.</summary>
    internal static bool IsOwnLine(ModelRecord model) =>
        model.BaseModels.IsEmpty || model.BaseModels.Any(origin => string.Equals(origin.Owner, model.Id.Owner, StringComparison.OrdinalIgnoreCase));

    private static string? Word(ImmutableArray<string> words, ImmutableArray<string> signs) => words.FirstOrDefault(word => signs.Contains(word));
}
