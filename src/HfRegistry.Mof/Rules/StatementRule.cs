using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>Components that a sentence of the card offers: "the training code is available at …". A sentence that denies offers nothing.</summary>
internal static class StatementRule
{
    private const int WordsBefore = 3;

    private static readonly ImmutableArray<(MofComponent Component, Phrases Phrases)> Rows =
    [
        (Components.Training,
            ["training code", "training script", "training scripts", "training recipe", "training recipes", "fine-tuning code", "fine-tuning script", "fine-tuning scripts", "finetuning code", "finetuning script", "finetuning scripts",
                "pretraining code", "pre-training code", "code for training", "code to train", "scripts to train", "code used to train", "code for pretraining", "训练代码", "训练脚本", "微调代码", "微调脚本"]),
        (Components.Inference,
            ["inference code", "inference script", "inference scripts", "sampling code", "code for inference", "code to run", "generation code", "推理代码", "推理脚本"]),
        (Components.EvaluationCode,
            ["evaluation code", "evaluation script", "evaluation scripts", "eval code", "eval scripts", "code for evaluation", "evaluation harness", "benchmarking code", "评测代码", "评估代码", "评测脚本"]),
        (Components.Preprocessing,
            ["preprocessing code", "pre-processing code", "preprocessing script", "preprocessing scripts", "preprocessing pipeline", "data processing code", "data processing pipeline", "data preparation code", "data preparation scripts", "data pipeline",
                "tokenization code", "数据处理代码", "预处理代码", "数据处理脚本"]),
        (Components.Checkpoints,
            ["intermediate checkpoint", "intermediate checkpoints", "intermediate models", "intermediate weights", "training checkpoints", "partial checkpoints", "checkpoints from training", "checkpoints throughout training", "checkpoints during training", "checkpoints taken",
                "checkpoints saved", "checkpoints at every", "checkpoints every", "checkpoints are provided as branches", "checkpoints on branches", "all checkpoints", "中间检查点", "中间权重", "训练过程中的检查点"]),
        (Components.EvaluationData, ["evaluation data", "evaluation dataset", "evaluation set", "test set", "benchmark data", "评测数据", "测试集", "评测集"]),
        (Components.Datasets, ["training data", "training dataset", "training datasets", "training corpus", "training set", "pretraining data", "pre-training data", "dataset", "datasets", "训练数据", "训练集", "数据集"]),
        (Components.DataCard, ["data card", "datasheet", "data sheet", "dataset card", "data statement"]),
        (Components.Outputs, ["sample outputs", "example outputs", "generated samples", "示例输出"]),
    ];

    // What tells where data are must be more than a word: every card speaks of datasets.
    private static readonly ImmutableArray<MofComponent> OnlyWithLink = [Components.Datasets, Components.EvaluationData, Components.DataCard, Components.Outputs];

    private static readonly Phrases OfLibraries = ["based on", "adapted from", "fork of", "forked from", "thanks to", "inspired by", "borrowed from", "modified from", "provided by", "参考了"];

    private static readonly Phrases Releases = ["release", "released", "releases", "publish", "published", "share", "shared", "open source", "open sourced", "is available", "are available", "is included", "are included", "开源", "公开", "发布"];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (Derivation.IsCopy(evidence))
            yield break;
        foreach (var statement in evidence.Statements.Where(static statement => !statement.IsDenied))
        {
            foreach (var component in Rows.Where(row => row.Phrases.IsIn(statement.Words)).Select(static row => row.Component).Concat(CodeWords.ComponentsOf(statement.Words)).Concat(CountsCheckpoints(statement.Words) ? [Components.Checkpoints] : []).Distinct())
            {
                if (Judge(component, statement, evidence) is { } found)
                    yield return found;
            }
        }
    }

    /// <summary>Returns the components of which a sentence of the card says that they are not there, or not yet, with its words.</summary>
    public static IEnumerable<(MofComponent Component, DraftEvidence Evidence)> Denied(ModelEvidence evidence) =>
        Derivation.IsCopy(evidence) ? []
        : evidence.Statements.Where(static statement => statement.IsDenied).SelectMany(static statement => Rows
            .Where(row => row.Phrases.IsIn(statement.Words))
            .Select(row => (row.Component, DraftEvidence.OfWords(DraftEvidence.BareText, statement.Text))));

    // "360 checkpoints available": one is the model itself.
    private static bool CountsCheckpoints(WordList sentence) => Enumerable.Range(1, Math.Max(0, sentence.Words.Length - 1)).Any(at => sentence.Words[at] == "checkpoints"
        && sentence.Words.Skip(at - WordsBefore).Take(Math.Min(at, WordsBefore)).Any(static word => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 1));

    private static bool IsCode(MofComponent component) => component.Kind == MofKind.Code;

    private static ComponentFinding? Judge(MofComponent component, CardStatement statement, ModelEvidence evidence)
    {
        var link = statement.Links.FirstOrDefault(static link => link is { IsAddress: true, IsPaper: false });
        if (link is null && (OnlyWithLink.Contains(component) || !CardLanguage.IsOffer(statement.Words)))
            return null;
        if (component == Components.Datasets && link is not null && !link.HoldsData)
            return null;

        // What a library trains or measures with is no code of the model, and neither is somebody else's recipe.
        if (IsCode(component) && ((link is not null && link.IsTool) || OfLibraries.IsIn(statement.Words) || (link is null && !Rows.Any(row => row.Component == component && row.Phrases.IsIn(statement.Words)) && !Releases.IsIn(statement.Words))))
            return null;
        return new ComponentFinding(component, DraftEvidence.OfWords(link is null ? DraftEvidence.BareText : DraftEvidence.LinkedText, statement.Text), link?.Address)
        {
            License = LinkedLicense.At(link, evidence),
        };
    }
}
