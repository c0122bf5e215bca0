using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Quality;

/// <summary>A repository of code that an address leads to. It is read, never visited.</summary>
/// <param name="Host">The host.</param>
/// <param name="Owner">The user or organisation.</param>
/// <param name="Name">The repository.</param>
internal sealed record RepositoryLink(string Host, string Owner, string Name)
{
    private const int LeastWord = 3;

    private static readonly ImmutableArray<string> Hosts = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"];

    private static readonly SearchValues<string> AnyHost = SearchValues.Create([.. Hosts], StringComparison.OrdinalIgnoreCase);

    // Code that runs many models is the own code of none.
    private static readonly FrozenSet<string> GeneralLibraries = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "huggingface/transformers", "huggingface/diffusers", "huggingface/datasets", "huggingface/peft", "huggingface/trl", "huggingface/accelerate",
        "huggingface/huggingface_hub", "huggingface/text-generation-inference", "huggingface/text-embeddings-inference", "huggingface/tokenizers",
        "huggingface/pytorch-image-models", "huggingface/safetensors", "huggingface/optimum", "huggingface/candle", "huggingface/transformers.js",
        "vllm-project/vllm", "sgl-project/sglang", "ggml-org/llama.cpp", "ggerganov/llama.cpp", "ollama/ollama", "pytorch/pytorch", "tensorflow/tensorflow",
        "ml-explore/mlx", "ml-explore/mlx-lm", "ml-explore/mlx-examples", "UKPLab/sentence-transformers", "flairNLP/flair", "explosion/spaCy",
        "unslothai/unsloth", "OpenAccess-AI-Collective/axolotl", "axolotl-ai-cloud/axolotl", "mlfoundations/open_clip", "NVIDIA/TensorRT-LLM", "NVIDIA/NeMo",
        "InternLM/lmdeploy", "EleutherAI/lm-evaluation-harness", "hiyouga/LLaMA-Factory", "arcee-ai/mergekit", "cg123/mergekit", "turboderp/exllamav2",
        "casper-hansen/AutoAWQ", "AutoGPTQ/AutoGPTQ", "PanQiWei/AutoGPTQ", "microsoft/onnxruntime", "microsoft/DeepSpeed", "Dao-AILab/flash-attention",
        "speechbrain/speechbrain", "espnet/espnet", "keras-team/keras-hub", "oobabooga/text-generation-webui", "LostRuins/koboldcpp");

    // Words that say nothing of which model it is.
    private static readonly FrozenSet<string> CommonWords = FrozenSet.Create(StringComparer.Ordinal,
        "model", "models", "base", "large", "small", "tiny", "mini", "medium", "big", "the", "and", "for", "with", "cased", "uncased", "instruct", "chat", "gguf",
        "awq", "gptq", "lora", "finetuned", "tuned", "fine", "english", "multilingual", "lab", "labs", "research", "team", "org", "project", "official", "github",
        "code", "repo", "main", "master", "release", "test", "demo", "community", "open", "text", "image", "audio", "vision", "language", "data", "dataset", "net",
        "com", "new", "pytorch", "tensorflow", "torch", "llm", "nlp", "huggingface");

    /// <summary>Whether it is a library for many models.</summary>
    public bool IsGeneralLibrary => GeneralLibraries.Contains($"{Owner}/{Name}");

    /// <summary>The repository that an address leads to, or null.</summary>
    [SuppressMessage("Design", "CA1054", Justification = "An address in a card is text: often no address at all.")]
    public static RepositoryLink? Of(string address)
    {
        // Most links lead elsewhere, and an address is costly to read.
        if (!address.AsSpan().ContainsAny(AnyHost) || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return null;
        var host = uri.Host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? uri.Host[4..] : uri.Host;
        var path = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return path.Length >= 2 && Hosts.Contains(host, StringComparer.OrdinalIgnoreCase)
            ? new RepositoryLink(host.ToLowerInvariant(), path[0], path[1].EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? path[1][..^4] : path[1])
            : null;
    }

    /// <summary>Whether its owner or its name has a telling word of the model's id.</summary>
    public bool SharesAWordWith(ModelId id)
    {
        var words = Words.Of($"{Owner}/{Name}").Where(IsTelling).ToHashSet(StringComparer.Ordinal);
        return Words.Of(id.ToString()).Any(words.Contains);
    }

    /// <inheritdoc/>
    public override string ToString() => TextSanitizer.Sanitize($"{Host}/{Owner}/{Name}", 100);

    private static bool IsTelling(string word) => word.Length >= LeastWord && !CommonWords.Contains(word) && !word.All(char.IsAsciiDigit);
}
