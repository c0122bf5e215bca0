using System.Collections.Immutable;

namespace HfRegistry.Mof.Rules;

/// <summary>The component of a file by its name and folders. The first row that matches decides.</summary>
internal static class FileNames
{
    private static readonly ImmutableArray<string> Code = [".py", ".sh", ".ipynb", ".cpp", ".cu", ".rs", ".jl", ".lua", ".js", ".ts"];
    private static readonly ImmutableArray<string> Data = [".jsonl", ".csv", ".tsv", ".parquet", ".arrow", ".json", ".txt", ".gz", ".zst"];
    private static readonly ImmutableArray<string> Tables = [".jsonl", ".csv", ".tsv", ".parquet", ".arrow"];
    private static readonly ImmutableArray<string> Weights =
        [".safetensors", ".bin", ".gguf", ".ggml", ".h5", ".keras", ".msgpack", ".onnx", ".pt", ".pth", ".ckpt", ".tflite", ".ot", ".nemo", ".mlmodel"];
    private static readonly ImmutableArray<string> Papers = [".pdf"];
    private static readonly ImmutableArray<string> Pages = [".md", ".txt", ".rst", ".pdf", ".json", ".yaml", ".yml"];
    private static readonly ImmutableArray<string> Figures = [".json", ".csv", ".txt", ".md", ".yaml", ".yml", ".jsonl"];
    private static readonly ImmutableArray<string> Media = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".mp4", ".wav", ".mp3", ".flac", ".txt"];

    // What a trainer leaves behind beside the weights.
    private static readonly ImmutableArray<string> NoWeights = ["optimizer", "scheduler", "rng_state", "training_args", "random_states", "scaler", "vocab", "tokenizer", "bfcl", "sentencepiece", "unigram", "spiece"];

    private static readonly ImmutableArray<FilePattern> Patterns =
    [
        new(Components.Checkpoints) { Endings = Weights, Folders = ["checkpoint", "checkpoints", "ckpt", "ckpts", "step", "global_step", "intermediate"], NotStems = NoWeights },
        new(Components.Parameters) { Endings = Weights, NotStems = NoWeights },
        new(Components.DataCard) { Endings = Pages, Stems = ["data_card", "datacard", "data-card", "datasheet", "data_sheet", "dataset_card"] },
        new(MofComponent.TechnicalReport) { Endings = Papers, Words = ["report", "whitepaper"] },
        new(MofComponent.ResearchPaper) { Endings = Papers, Words = ["paper", "preprint", "arxiv"] },
        new(Components.Architecture) { Endings = [".py"], Stems = ["modeling", "modelling", "model", "network", "architecture"] },
        new(Components.Preprocessing) { Endings = Code, Stems = ["preprocess", "preprocessing", "prepare_data", "prepare_dataset", "data_prep", "process_data", "build_dataset", "tokenize_data", "clean_data", "data_processing"] },
        new(Components.Preprocessing) { Endings = Code, Folders = ["preprocessing", "preprocess", "data_processing", "data_prep"] },
        new(Components.EvaluationCode) { Endings = Code, Stems = ["eval", "evaluate", "evaluation", "run_eval", "run_evaluation", "benchmark", "test_model"] },
        new(Components.EvaluationCode) { Endings = Code, Folders = ["eval", "evaluation", "benchmarks"] },
        new(Components.Training) { Endings = Code, Stems = ["train", "training", "trainer", "pretrain", "finetune", "fine_tune", "sft", "dpo", "run_clm", "run_mlm", "run_training", "run_train"] },
        new(Components.Training) { Endings = Code, Folders = ["train", "training", "pretraining", "finetuning"] },
        new(Components.Inference) { Endings = Code, Stems = ["inference", "infer", "generate", "generation", "handler", "pipeline", "predict", "demo", "app", "sample", "run_inference", "chat", "cli_demo"] },
        new(Components.Inference) { Endings = Code, Folders = ["inference"] },
        new(Components.Results) { Endings = Figures, Stems = ["eval_results", "evaluation_results", "all_results", "test_results", "results", "predict_results", "benchmark_results"] },
        new(Components.Results) { Endings = Figures, Folders = ["eval_results", "results", "evaluation_results"] },
        new(Components.EvaluationData) { Endings = Data, Folders = ["eval_data", "evaluation_data", "test_data", "benchmark_data"] },
        new(Components.EvaluationData) { Endings = Tables, Stems = ["eval", "test", "dev", "validation", "benchmark"] },
        new(Components.Datasets) { Endings = Data, Folders = ["train_data", "training_data", "dataset", "datasets"] },
        new(Components.Datasets) { Endings = Tables, Stems = ["train", "training", "dataset", "corpus"] },
        new(Components.Outputs) { Endings = Media, Folders = ["samples", "sample_outputs", "outputs", "generated"] },
        new(Components.Outputs) { Endings = Media, Stems = ["sample_output", "output_sample", "generated_sample"] },
        new(Components.Libraries) { Endings = [".txt", ".yml", ".yaml", ".toml", ".py", ".cfg", ".lock"], Stems = ["requirements", "environment", "pyproject", "setup", "conda", "uv"] },
        new(Components.Libraries) { Endings = [""], Stems = ["dockerfile", "pipfile"] },
        new(Components.Metadata) { Endings = [".json", ".yaml", ".yml"], Stems = ["config", "model_index", "generation_config", "params", "adapter_config", "tokenizer_config", "preprocessor_config", "processor_config", "hyperparams", "open_clip_config", "config_sentence_transformers"] },
    ];

    /// <summary>Returns the component that a path of a repository is, or null.</summary>
    public static MofComponent? ComponentOf(string path)
    {
        var lower = path.ToLowerInvariant();
        var parts = lower.Split('/');
        return parts[^1].StartsWith('.') ? null : Patterns.FirstOrDefault(pattern => pattern.Fits(parts))?.Component;
    }
}
