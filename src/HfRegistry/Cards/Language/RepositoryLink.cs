using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HfRegistry.Cards.Language;

/// <summary>A repository of code that an address leads to. It is read, never visited.</summary>
/// <param name="Host">The host.</param>
/// <param name="Owner">The user or organization.</param>
/// <param name="Name">The repository.</param>
internal sealed record RepositoryLink(string Host, string Owner, string Name)
{
    private const int LeastWord = 3;

    private static readonly ImmutableArray<string> Hosts = ["github.com", "gitlab.com", "codeberg.org", "bitbucket.org"];

    private static readonly SearchValues<string> AnyHost = SearchValues.Create([.. Hosts], StringComparison.OrdinalIgnoreCase);

    // Code that runs many models is the own code of none.
    private static readonly FrozenSet<string> GeneralLibraries = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "abetlen/llama-cpp-python", "alex-petrenko/sample-factory", "allenai/allennlp", "allenai/open-instruct", "arcee-ai/mergekit", "argilla-io/argilla",
        "argilla-io/distilabel", "artidoro/qlora", "AutoGPTQ/AutoGPTQ", "AUTOMATIC1111/stable-diffusion-webui", "axolotl-ai-cloud/axolotl", "beir-cellar/beir",
        "bentoml/OpenLLM", "bghira/SimpleTuner", "bigcode-project/bigcode-evaluation-harness", "bitsandbytes-foundation/bitsandbytes", "bmaltais/kohya_ss",
        "casper-hansen/AutoAWQ", "cg123/mergekit", "city96/ComfyUI-GGUF", "comfyanonymous/ComfyUI", "Dao-AILab/causal-conv1d", "Dao-AILab/flash-attention",
        "deepset-ai/FARM", "deepset-ai/haystack", "deepspeedai/DeepSpeed", "DLR-RM/rl-baselines3-zoo", "DLR-RM/stable-baselines3", "dmlc/xgboost",
        "EleutherAI/lm-evaluation-harness", "embeddings-benchmark/mteb", "EricLBuehler/candle-vllm", "EricLBuehler/mistral.rs", "espnet/espnet", "evalplus/evalplus",
        "EvolvingLMMs-Lab/lmms-eval", "explosion/spaCy", "facebookresearch/bitsandbytes", "facebookresearch/detectron2", "facebookresearch/fairseq",
        "facebookresearch/faiss", "facebookresearch/fastText", "facebookresearch/hydra", "facebookresearch/xformers", "FlagOpen/FlagScale", "flairNLP/flair",
        "fxsjy/jieba", "ggerganov/ggml", "ggerganov/llama.cpp", "ggerganov/whisper.cpp", "ggml-org/llama.cpp", "ggml-org/whisper.cpp", "google-research/t5x",
        "google-research/text-to-text-transfer-transformer", "google/flax", "google/gemma.cpp", "google/jax", "google/maxtext", "google/sentencepiece",
        "hiyouga/LLaMA-Factory", "hpcaitech/ColossalAI", "huggingface/accelerate", "huggingface/alignment-handbook", "huggingface/autotrain-advanced",
        "huggingface/candle", "huggingface/datasets", "huggingface/diffusers", "huggingface/evaluate", "huggingface/hub-docs", "huggingface/huggingface.js",
        "huggingface/huggingface_hub", "huggingface/lighteval", "huggingface/optimum", "huggingface/peft", "huggingface/pytorch-image-models", "huggingface/safetensors",
        "huggingface/sentence-transformers", "huggingface/smolagents", "huggingface/text-embeddings-inference", "huggingface/text-generation-inference",
        "huggingface/tokenizers", "huggingface/transformers", "huggingface/transformers.js", "huggingface/trl", "intel/auto-round", "intel/intel-extension-for-pytorch",
        "intel/neural-compressor", "InternLM/lmdeploy", "InternLM/xtuner", "invoke-ai/InvokeAI", "IST-DASLab/gptq", "janhq/jan", "jax-ml/jax", "JohnSnowLabs/spark-nlp",
        "k2-fsa/sherpa-onnx", "karpathy/llama2.c", "karpathy/nanoGPT", "keras-team/keras", "keras-team/keras-hub", "kijai/ComfyUI-WanVideoWrapper", "kohya-ss/sd-scripts",
        "kpu/kenlm", "kvcache-ai/ktransformers", "langchain-ai/langchain", "Lightning-AI/lightning", "Lightning-AI/litgpt", "Lightning-AI/pytorch-lightning",
        "linkedin/Liger-Kernel", "lllyasviel/stable-diffusion-webui-forge", "lm-sys/arena-hard", "lm-sys/FastChat", "lmstudio-ai/lms", "LostRuins/koboldcpp",
        "Lyogavin/airllm", "m-bain/whisperX", "marian-nmt/marian", "microsoft/DeepSpeed", "microsoft/LLMLingua", "microsoft/Olive", "microsoft/onnxruntime",
        "microsoft/onnxruntime-genai", "mit-han-lab/llm-awq", "mjpost/sacrebleu", "ml-explore/mlx", "ml-explore/mlx-examples", "ml-explore/mlx-lm",
        "mlabonne/llm-autoeval", "mlc-ai/mlc-llm", "mlc-ai/web-llm", "mlflow/mlflow", "mlfoundations/open_clip", "ModelCloud/GPTQModel", "modelscope/FunASR",
        "modelscope/modelscope", "modelscope/ms-swift", "mosaicml/composer", "mosaicml/llm-foundry", "mosaicml/streaming", "moses-smt/mosesdecoder",
        "Mozilla-Ocho/llamafile", "neuralmagic/AutoFP8", "nomic-ai/gpt4all", "NVIDIA/apex", "NVIDIA/FasterTransformer", "NVIDIA/Megatron-LM", "NVIDIA/NeMo",
        "NVIDIA/NeMo-Guardrails", "NVIDIA/TensorRT-LLM", "NVIDIA/TransformerEngine", "ollama/ollama", "onnx/onnx", "oobabooga/text-generation-webui",
        "open-compass/opencompass", "open-compass/VLMEvalKit", "open-mmlab/mmdetection", "open-mmlab/mmpretrain", "open-mmlab/mmsegmentation", "open-webui/open-webui",
        "OpenAccess-AI-Collective/axolotl", "openai/evals", "openai/gym", "openai/human-eval", "openai/simple-evals", "openai/tiktoken", "openai/triton",
        "OpenLLMAI/OpenRLHF", "OpenNMT/CTranslate2", "OpenRLHF/OpenRLHF", "openvinotoolkit/nncf", "openvinotoolkit/openvino", "ostris/ai-toolkit",
        "PanQiWei/AutoGPTQ", "predibase/lorax", "pytorch/ao", "pytorch/audio", "pytorch/executorch", "pytorch/fairseq", "pytorch/pytorch", "pytorch/torchtune",
        "pytorch/vision", "QwenLM/Qwen-Agent", "qwopqwop200/GPTQ-for-LLaMa", "rasbt/LLMs-from-scratch", "run-llama/llama_index", "rwightman/pytorch-image-models",
        "scikit-learn/scikit-learn", "SciSharp/LLamaSharp", "sgl-project/sglang", "SillyTavern/SillyTavern", "speechbrain/speechbrain", "stanford-crfm/helm",
        "stanford-crfm/levanter", "state-spaces/mamba", "SYSTRAN/faster-whisper", "taku910/mecab", "tatsu-lab/alpaca_eval", "tatsu-lab/stanford_alpaca",
        "tensorflow/tensorflow", "TimDettmers/bitsandbytes", "tloen/alpaca-lora", "triton-inference-server/server", "turboderp-org/exllamav2", "turboderp-org/exllamav3",
        "turboderp/exllama", "turboderp/exllamav2", "UKPLab/sentence-transformers", "ultralytics/ultralytics", "ultralytics/yolov5", "Unity-Technologies/ml-agents",
        "unslothai/unsloth", "vllm-project/llm-compressor", "vllm-project/vllm", "volcengine/verl", "vwxyzjn/cleanrl", "wandb/wandb", "WorksApplications/sudachi.rs",
        "xorbitsai/inference", "zama-ai/concrete-ml");

    // Words that say nothing of which model it is.
    private static readonly FrozenSet<string> CommonWords = FrozenSet.Create(StringComparer.Ordinal,
        "model", "models", "base", "large", "small", "tiny", "mini", "medium", "big", "the", "and", "for", "with", "cased", "uncased", "instruct", "chat", "gguf",
        "awq", "gptq", "lora", "finetuned", "tuned", "fine", "english", "multilingual", "lab", "labs", "research", "team", "org", "project", "official", "github",
        "code", "repo", "main", "master", "release", "test", "demo", "community", "open", "text", "image", "audio", "vision", "language", "data", "dataset", "net",
        "com", "new", "pytorch", "tensorflow", "torch", "llm", "nlp", "huggingface");

    /// <summary>Gets whether it is a library for many models.</summary>
    public bool IsGeneralLibrary => GeneralLibraries.Contains($"{Owner}/{Name}");

    /// <summary>Returns the repository that an address leads to, or null.</summary>
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

    /// <summary>Returns whether its owner or its name has a telling word of the model's id.</summary>
    public bool SharesAWordWith(ModelId id)
    {
        var words = Words.Of($"{Owner}/{Name}").Where(IsTelling).ToHashSet(StringComparer.Ordinal);
        return Words.Of(id.ToString()).Any(words.Contains);
    }

    public override string ToString() => TextSanitizer.Sanitize($"{Host}/{Owner}/{Name}", 100);

    private static bool IsTelling(string word) => word.Length >= LeastWord && !CommonWords.Contains(word) && !word.All(char.IsAsciiDigit);
}
