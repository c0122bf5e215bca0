using System.Collections.Immutable;
using HfRegistry.Cards;

namespace HfRegistry.Mof.Drafting.Rules;

/// <summary>Parts of the card that are about a component: what stands under a heading, less the sentences that deny it.</summary>
internal static class SectionRule
{
    private const string Path = "README.md";

    /// <summary>What must be written, in letters and digits; a Chinese character counts as three.</summary>
    private const int LeastContent = 60;

    private const int FewestFigures = 2;

    private static readonly ImmutableArray<(MofComponent Component, ImmutableArray<string> Titles)> Rows =
    [
        (Components.DataCard,
            ["training data", "training dataset", "training datasets", "training datasets and code", "training data and procedure", "pretraining data", "pre-training data", "pretraining dataset", "data", "dataset", "datasets", "data card", "data sources", "data source",
                "training corpus", "corpus", "data collection", "dataset details", "dataset description", "data overview", "data composition", "finetuning data", "fine-tuning data", "训练数据", "数据集", "数据", "预训练数据"]),
        (Components.Results,
            ["evaluation", "evaluations", "evaluation results", "evaluation result", "eval results", "results", "benchmarks", "benchmark", "benchmark results", "performance", "metrics", "benchmark scores", "model performance", "experimental results", "accuracy",
                "评测", "评测结果", "评估", "评估结果", "性能", "实验结果", "基准测试"]),
        (Components.EvaluationData,
            ["evaluation data", "testing data", "test data", "evaluation dataset", "evaluation datasets", "testing data factors & metrics", "test set", "评测数据", "测试数据", "测试集"]),
        (Components.Outputs,
            ["sample outputs", "sample output", "example outputs", "example output", "generated samples", "samples", "output examples", "generation examples", "sample images", "generated images", "示例输出", "生成示例"]),
    ];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (evidence.Card is not { } card || Derivation.IsCopy(evidence))
            return [];
        return card.Sections.Where(static section => section.Level > 0)
            .Select(section => (Section: section, Component: ComponentOf(section)))
            .Where(static found => found.Component is not null)
            .Select(found => Judge(found.Component!, found.Section, card))
            .OfType<ComponentFinding>();
    }

    private static MofComponent? ComponentOf(CardSection section)
    {
        var title = Titles.Of(section.Title);
        return Rows.FirstOrDefault(row => row.Titles.Contains(title)).Component;
    }

    private static ComponentFinding? Judge(MofComponent component, CardSection section, ModelCard card)
    {
        ImmutableArray<CardBlock> blocks = [.. card.Under(section).SelectMany(static under => under.Blocks).Where(static block => !block.IsQuote)];
        var rows = blocks.Count(static block => block.Kind == CardBlockKind.TableRow && block.Cells.Any(IsFigure));
        var said = blocks.Where(static block => block.Kind is CardBlockKind.Paragraph or CardBlockKind.ListItem)
            .SelectMany(static block => Sentences.Of(block.Text)).Select(WordList.Of)
            .Where(static sentence => !CardLanguage.Denies(sentence) && !CardLanguage.SpeaksOfOthers(sentence)).Select(static sentence => sentence.Text).ToList();
        if (component == Components.Results)
            return Results(section, rows, said);
        if (component == Components.Outputs)
            return Outputs(section, blocks, card);
        if (said.Sum(Content) < LeastContent && rows == 0)
            return null;
        return new ComponentFinding(component, Words(DraftEvidence.Text, section, said.FirstOrDefault()), Path);
    }

    // Results are figures: a heading and prose promise them.
    private static ComponentFinding? Results(CardSection section, int rows, List<string> said)
    {
        var withFigures = said.Where(static sentence => sentence.Split(' ').Any(IsFigure)).ToList();
        return rows > 0 ? new ComponentFinding(Components.Results, DraftEvidence.OfWords(DraftEvidence.LinkedText, $"{section.Title}: a table with {rows} rows of figures"), Path)
            : withFigures.Count > 0 ? new ComponentFinding(Components.Results, Words(withFigures.Count >= FewestFigures ? DraftEvidence.Text : DraftEvidence.BareText, section, withFigures[0]), Path)
            : null;
    }

    private static ComponentFinding? Outputs(CardSection section, ImmutableArray<CardBlock> blocks, ModelCard card) =>
        blocks.Any(static block => block.Kind == CardBlockKind.Code) || card.Under(section).Any(static under => under.Links.Any(static link => link.IsImage)) || blocks.Sum(static block => Content(block.Text)) >= LeastContent
            ? new ComponentFinding(Components.Outputs, DraftEvidence.OfWords(DraftEvidence.Text, section.Title), Path)
            : null;

    private static DraftEvidence Words(int confidence, CardSection section, string? sentence) =>
        DraftEvidence.OfWords(confidence, sentence is null ? section.Title : $"{section.Title}: {sentence}");

    private static bool IsFigure(string cell)
    {
        var digits = cell.Count(char.IsAsciiDigit);
        return digits > 0 && cell.All(static c => char.IsAsciiDigit(c) || c is '.' or ',' or '%' or '±' or '-' or '+' or '*' or '/' or '(' or ')' or ' ' or '|' or '<' or '>' or '~');
    }

    private static int Content(string text) => text.Sum(static c => c is >= '\u3040' and <= '\u9FFF' ? 3 : char.IsLetterOrDigit(c) ? 1 : 0);
}
