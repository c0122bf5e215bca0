using System.Collections.Frozen;
using System.Collections.Immutable;
using HfRegistry.Cards.Language;

namespace HfRegistry.Mof.Rules;

/// <summary>Tells what code of a sentence is for: a word for code and a word for what it does stand near each other, in either order ("scripts that filter the data", "training and evaluation code").</summary>
internal static class CodeWords
{
    private const int Near = 5;

    private static readonly FrozenSet<string> Code = FrozenSet.Create(StringComparer.Ordinal, "code", "codes", "codebase", "script", "scripts", "notebook", "notebooks", "recipe", "recipes", "repository", "repo", "toolkit", "implementation", "pipeline", "pipelines", "コード", "スクリプト");

    private static readonly ImmutableArray<(MofComponent Component, FrozenSet<string> Words)> Activities =
    [
        (Components.Training, FrozenSet.Create(StringComparer.Ordinal, "training", "train", "pretraining", "pretrain", "finetuning", "finetune", "tuning", "tune", "tuned", "trained")),
        (Components.EvaluationCode, FrozenSet.Create(StringComparer.Ordinal, "evaluation", "evaluate", "evaluating", "eval", "benchmarking")),
        (Components.Inference, FrozenSet.Create(StringComparer.Ordinal, "inference", "sampling", "generation")),
        (Components.Preprocessing, FrozenSet.Create(StringComparer.Ordinal, "preprocessing", "preprocess", "preprocessed", "processing", "filter", "filtering", "filtered", "clean", "cleaning", "curation", "curate", "deduplication", "deduplicate", "tokenize", "tokenization", "preparation", "prepare", "preparing")),
    ];

    private static readonly FrozenSet<string> Data = FrozenSet.Create(StringComparer.Ordinal, "data", "dataset", "datasets", "corpus", "corpora", "text", "texts", "documents");

    /// <summary>Returns the components that the words name code for.</summary>
    public static IEnumerable<MofComponent> ComponentsOf(WordList sentence)
    {
        var words = sentence.Words;
        var codes = Enumerable.Range(0, words.Length).Where(at => Code.Contains(words[at])).ToList();
        if (codes.Count == 0)
            return [];
        return Activities.Where(activity => Enumerable.Range(0, words.Length).Any(at => activity.Words.Contains(words[at]) && IsNear(codes, at)
            && (activity.Component != Components.Preprocessing || IsOfData(words, at)))).Select(static activity => activity.Component);
    }

    private static bool IsNear(List<int> codes, int at)
    {
        var next = codes.BinarySearch(at);
        next = next < 0 ? ~next : next;
        return (next < codes.Count && codes[next] - at <= Near) || (next > 0 && at - codes[next - 1] <= Near);
    }

    // "Image processing" and "language processing" process no data of training.
    private static bool IsOfData(ImmutableArray<string> words, int at) =>
        words[at].StartsWith("preproc", StringComparison.Ordinal) || words.Skip(at - Near).Take((2 * Near) + 1).Any(Data.Contains);
}
