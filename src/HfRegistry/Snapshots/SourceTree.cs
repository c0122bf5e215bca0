using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>
/// Tells by paths alone what the code of a source repository is for. Words of a file's name count before its folder; what a name does not tell, such as
/// <c>main.py</c>, stays untold. Tests, copies of other projects and helpers are no code of a purpose.
/// </summary>
/// <param name="Code">The code of each purpose and project.</param>
/// <param name="HasCode">Whether there is code at all, that of an untold purpose included.</param>
/// <param name="IsCollection">Whether several top folders are projects of their own.</param>
/// <param name="Checks">The path of a test or of a workflow; null for none.</param>
internal sealed record SourceTree(ImmutableArray<SourceCode> Code, bool HasCode, bool IsCollection, string? Checks)
{
    private const int FewestProjects = 3;

    private static readonly FrozenSet<string> Endings = Words("py", "sh", "ipynb", "jl", "lua", "cpp", "cc", "cu", "rs");

    // Not the repository's own code, or none that a model is made with.
    private static readonly FrozenSet<string> Foreign = Words(
        "test", "tests", "testing", "unittests", "third_party", "third-party", "thirdparty", "3rdparty", "vendor", "vendored", "external", "externals", "extern", "dependencies", "deps", "submodules",
        "node_modules", "site-packages", "doc", "docs", "website", "build", "dist", "docker");

    // Folders of one project, which may have a page each.
    private static readonly FrozenSet<string> Parts = Words(
        "example", "examples", "script", "scripts", "data", "dataset", "datasets", "config", "configs", "notebook", "notebooks", "src", "assets", "images", "figures", "utils", "tools", "tutorials", "model", "models",
        "docs", "doc", "test", "tests", "docker", "requirements", "results", "benchmark", "benchmarks");

    private static readonly FrozenSet<string> Helpers = Words(
        "init", "setup", "conftest", "test", "tests", "util", "utils", "helper", "helpers", "config", "configs", "configuration", "args", "arguments", "options", "convert", "state", "loader", "dataloader");

    private static readonly FrozenSet<string> Data = Words("data", "dataset", "datasets", "corpus", "corpora", "tfrecord", "tfrecords", "memmap", "mmap");
    private static readonly FrozenSet<string> Making = Words("prepare", "preparing", "preparation", "create", "build", "make", "process", "processing", "clean", "cleaning", "filter", "filtering", "generate", "tokenize");
    private static readonly FrozenSet<string> Preparing = Words("preprocess", "preprocessing", "prepro", "pretokenize", "dedup", "deduplicate", "deduplication", "decontaminate", "decontamination");
    private static readonly FrozenSet<string> Evaluating = Words("eval", "evals", "evaluate", "evaluation", "evaluations", "evaluator", "evaluating");
    private static readonly FrozenSet<string> Training = Words("train", "training", "trainer", "pretrain", "pretraining", "finetune", "finetuning", "sft", "dpo", "ppo", "grpo", "rlhf", "distill", "distillation");
    private static readonly FrozenSet<string> NotTraining = Words([.. Data, "tokenizer", "tokenizers", "vocab", "vocabulary", "bpe", "sentencepiece"]);
    private static readonly FrozenSet<string> Inferring = Words("inference", "infer", "generate", "generation", "predict", "predictor", "sample", "sampling", "transcribe", "demo", "gradio", "txt2img", "img2img", "text2image", "synthesize");
    private static readonly FrozenSet<string> Checking = Words("test", "tests", "ci", "pytest", "unittest", "unittests");
    private static readonly FrozenSet<string> NotInferring = Words([.. Data, "docs", "readme", "report", "plot", "plots", "figure", "figures", "table", "tables", "changelog", "version"]);

    private static readonly FrozenDictionary<string, SourcePurpose> Folders = new (SourcePurpose Purpose, string[] Names)[]
    {
        (SourcePurpose.Training, ["train", "training", "pretrain", "pretraining", "finetune", "finetuning", "fine-tuning", "fine_tuning"]),
        (SourcePurpose.Evaluation, ["eval", "evals", "evaluate", "evaluation", "evaluations", "evaluator"]),
        (SourcePurpose.Preprocessing, ["preprocess", "preprocessing", "data_preprocessing", "data_processing", "data_preparation", "data_prep"]),
        (SourcePurpose.Inference, ["inference", "infer", "demo", "demos"]),
    }.SelectMany(static row => row.Names.Select(name => KeyValuePair.Create(name, row.Purpose))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the paths of a repository's files, in any order; what can be no path of a repository is left out.</summary>
    public static SourceTree Of(IEnumerable<string> paths)
    {
        ImmutableArray<string> files = [.. paths.Where(static path => RepositoryPath.IsPossible(path) && TextSanitizer.IsSafe(path)).Order(StringComparer.Ordinal)];
        var isCollection = files.Select(static path => path.Split('/')).Where(static parts => parts is [var folder, var name] && IsPage(name) && !Parts.Contains(folder) && !Folders.ContainsKey(folder) && !IsForeign(folder))
            .Select(static parts => parts[0]).Distinct(StringComparer.Ordinal).Count() >= FewestProjects;
        var code = files.Select(Told).OfType<ToldFile>()
            .GroupBy(file => (Project: isCollection && file.Depth > 1 ? file.TopFolder : null, file.Purpose))
            .Select(static group => new SourceCode(group.Key.Purpose, group.MinBy(static file => file.Rank)!.Path, group.Count()) { Project = group.Key.Project });
        return new SourceTree([.. code.OrderBy(static row => row.Project, StringComparer.Ordinal).ThenBy(static row => row.Purpose)], files.Any(IsCode), isCollection, files.Where(IsCheck).MinBy(static path => path.Length));
    }

    private static ToldFile? Told(string path)
    {
        var parts = path.Split('/');
        if (!IsCode(path))
            return null;
        var words = WordsOf(parts[^1][..parts[^1].LastIndexOf('.')]);
        if (words.Overlaps(Helpers))
            return null;
        SourcePurpose? folder = parts[..^1].Reverse().Select(static part => Folders.TryGetValue(part, out var purpose) ? purpose : (SourcePurpose?)null).FirstOrDefault(static purpose => purpose is not null);
        var named = ByName(words);
        // What makes data ready to measure with is a part of the measuring, and so is what answers the questions.
        if (folder is not null && (named is SourcePurpose.Inference || (named, folder) is (SourcePurpose.Preprocessing, SourcePurpose.Evaluation)))
            named = null;
        return (named ?? folder) is { } told ? new ToldFile(path, told, named is not null, words.Count, parts.Length) : null;
    }

    private static SourcePurpose? ByName(HashSet<string> words) =>
        words.Overlaps(Preparing) || (words.Overlaps(Making) && words.Overlaps(Data)) || (words.Contains("pseudo") && (words.Contains("labelling") || words.Contains("labeling"))) ? SourcePurpose.Preprocessing
        : words.Overlaps(Evaluating) ? SourcePurpose.Evaluation
        : (words.Overlaps(Training) || (words.Contains("fine") && (words.Contains("tune") || words.Contains("tuning"))) || (words.Contains("run") && (words.Contains("mlm") || words.Contains("clm")))) && !words.Overlaps(NotTraining) ? SourcePurpose.Training
        : words.Overlaps(Inferring) && !words.Overlaps(NotInferring) ? SourcePurpose.Inference
        : null;

    private static bool IsCode(string path) => path.Split('/') is var parts && parts[^1].LastIndexOf('.') is > 0 and var dot && Endings.Contains(parts[^1][(dot + 1)..]) && !parts[..^1].Any(IsForeign);

    private static bool IsForeign(string folder) => folder.StartsWith('.') || Foreign.Contains(folder);

    private static bool IsPage(string name) => name.StartsWith("readme", StringComparison.OrdinalIgnoreCase);

    private static bool IsCheck(string path)
    {
        var parts = path.Split('/');
        return path.StartsWith(".github/workflows/", StringComparison.OrdinalIgnoreCase)
            ? WordsOf(parts[^1].Split('.')[0]).Overlaps(Checking)
            : parts[..^1].Any(static part => part is "test" or "tests") && Endings.Contains(parts[^1][(parts[^1].LastIndexOf('.') + 1)..]);
    }

    // runPretraining, run_pretraining, run-pretraining.
    private static HashSet<string> WordsOf(string stem)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        for (var at = 1; at <= stem.Length; at++)
        {
            var isEnd = at == stem.Length || !char.IsLetterOrDigit(stem[at]) || (char.IsUpper(stem[at]) && char.IsLower(stem[at - 1]));
            if (isEnd && at > start)
                words.Add(stem[start..at].Trim('_', '-', '.', ' '));
            if (isEnd)
                start = at;
        }

        words.Remove("");
        return words;
    }

    private static FrozenSet<string> Words(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A file whose purpose is told.</summary>
    private sealed record ToldFile(string Path, SourcePurpose Purpose, bool IsNamed, int Words, int Depth)
    {
        public string TopFolder => Path.Split('/')[0];

        /// <summary>Gets its place among others of its purpose: the first one's name tells it in the fewest words, nearest to the root.</summary>
        public (bool IsByFolder, int Words, int Depth) Rank => (!IsNamed, Words, Depth);
    }
}
