namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>What an address of a card leads to, told by its host and path; nothing is fetched.</summary>
internal static class Places
{
    private static readonly string[] PaperHosts = ["arxiv.org", "www.arxiv.org", "export.arxiv.org", "openreview.net", "aclanthology.org", "www.aclweb.org", "doi.org", "dx.doi.org", "papers.nips.cc", "proceedings.mlr.press", "ieeexplore.ieee.org", "dl.acm.org", "www.nature.com", "www.biorxiv.org", "www.medrxiv.org"];
    private static readonly string[] DataHosts = ["zenodo.org", "www.kaggle.com", "kaggle.com", "figshare.com", "dataverse.harvard.edu", "data.mendeley.com", "storage.googleapis.com", "osf.io", "physionet.org", "www.openslr.org", "commoncrawl.org"];

    // Tools that half of all cards link to: no repository of the model.
    private static readonly HashSet<string> Tools = new(StringComparer.OrdinalIgnoreCase)
    {
        "huggingface/transformers", "huggingface/diffusers", "huggingface/peft", "huggingface/trl", "huggingface/datasets", "huggingface/accelerate", "huggingface/tokenizers", "huggingface/optimum", "huggingface/text-generation-inference",
        "huggingface/text-embeddings-inference", "huggingface/lighteval", "huggingface/alignment-handbook", "huggingface/hub-docs", "huggingface/pytorch-image-models", "huggingface/autotrain-advanced", "huggingface/huggingface.js", "huggingface/candle", "huggingface/evaluate",
        "ggerganov/llama.cpp", "ggml-org/llama.cpp", "ggerganov/ggml", "ollama/ollama", "vllm-project/vllm", "sgl-project/sglang", "NVIDIA/TensorRT-LLM", "NVIDIA/NeMo", "NVIDIA/Megatron-LM", "microsoft/DeepSpeed", "deepspeedai/DeepSpeed", "EleutherAI/lm-evaluation-harness",
        "bigcode-project/bigcode-evaluation-harness", "open-compass/opencompass", "embeddings-benchmark/mteb", "hiyouga/LLaMA-Factory", "axolotl-ai-cloud/axolotl", "OpenAccess-AI-Collective/axolotl", "unslothai/unsloth", "AutoGPTQ/AutoGPTQ", "PanQiWei/AutoGPTQ",
        "casper-hansen/AutoAWQ", "turboderp/exllamav2", "oobabooga/text-generation-webui", "LostRuins/koboldcpp", "UKPLab/sentence-transformers", "Dao-AILab/flash-attention", "pytorch/pytorch", "tensorflow/tensorflow", "keras-team/keras", "openai/whisper",
        "AUTOMATIC1111/stable-diffusion-webui", "comfyanonymous/ComfyUI", "arcee-ai/mergekit", "cg123/mergekit", "mlabonne/llm-autoeval", "lmstudio-ai/lms", "nomic-ai/gpt4all", "ml-explore/mlx", "ml-explore/mlx-lm", "google/sentencepiece", "facebookresearch/fairseq", "pytorch/fairseq",
    };

    /// <summary>Whether it is an absolute web address.</summary>
    public static bool IsAddress(string text) => Web(text) is not null;

    /// <summary>Whether a paper is there.</summary>
    public static bool IsPaper(string text) => Web(text) is { } address
        && (PaperHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || IsHubPaper(address)
            || address.AbsolutePath.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether data are there: a dataset of the Hub, or a host of datasets.</summary>
    public static bool HoldsData(string text) => Web(text) is { } address
        && ((IsHub(address) && address.AbsolutePath.StartsWith("/datasets/", StringComparison.Ordinal)) || DataHosts.Contains(address.Host, StringComparer.OrdinalIgnoreCase));

    /// <summary><c>owner/name</c> of a GitHub repository, or null; tools that many models use are none.</summary>
    public static string? RepositoryOf(string text)
    {
        if (Web(text) is not { } address || address.Host is not ("github.com" or "www.github.com"))
            return null;
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
            return null;
        var repository = $"{parts[0]}/{(parts[1].EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? parts[1][..^4] : parts[1])}";
        return ModelId.TryParse(repository, out _) && !Tools.Contains(repository) ? repository : null;
    }

    /// <summary>Whether it leads to one of the tools that many models use.</summary>
    public static bool IsTool(string text) => Web(text) is { Host: "github.com" or "www.github.com" } address
        && address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var owner, var name, ..] && Tools.Contains($"{owner}/{name}");

    /// <summary>The license of what lies at an address: the source repository's where it is that, else nothing is known. Null, the model's own, without an address.</summary>
    public static ComponentLicense? LicenseAt(string? address, ModelEvidence evidence)
    {
        if (address is null)
            return Unknown("the card tells of no place");
        if (evidence.Repository is { } known && RepositoryOf(address) is { } repository && known.Address.EndsWith("/" + repository, StringComparison.OrdinalIgnoreCase))
        {
            return known.License is { } id
                ? new ComponentLicense(id.ToString(), DraftEvidence.Of(DraftEvidence.LooseMetadata, $"GitHub names {id} for {repository}"))
                : Unknown($"the license of {repository} is not part of the evidence");
        }

        return Unknown("the license of what is linked is not part of the evidence");
    }

    private static ComponentLicense Unknown(string why) => new(null, DraftEvidence.Of(DraftEvidence.Weak, why));

    private static bool IsHub(Uri address) => address.Host is "huggingface.co" or "hf.co";

    private static bool IsHubPaper(Uri address) => IsHub(address) && address.AbsolutePath.StartsWith("/papers/", StringComparison.Ordinal);

    private static Uri? Web(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
