using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Mof.Evidence;

namespace HfRegistry.Mof.Rules;

/// <summary>Parts of the card that are about a component: what stands under a heading, or under a line that heads a list or a table, less the sentences that deny it.</summary>
internal static class SectionRule
{
    private const string Path = "README.md";

    /// <summary>The least length of a section, in letters and digits; a Chinese character counts as three.</summary>
    private const int LeastContent = 60;

    private const int FewestFigures = 2;
    private const int LongestHead = 80;
    private const int LongestRow = 120;

    private static readonly char[] BetweenFigures = [' ', '\t', ':', '=', '|', ',', '"', '\'', '\r'];

    private static readonly Phrases Measured = ["results", "result", "achieves", "achieved", "evaluation", "evaluated", "performance", "benchmark", "benchmarks", "accuracy", "scores", "结果", "评测", "性能", "結果", "評価", "결과", "성능"];
    private static readonly Phrases Metrics = ["accuracy", "acc", "f1", "exact match", "bleu", "sacrebleu", "rouge", "rouge1", "rouge2", "rougel", "wer", "cer", "perplexity", "ppl", "spearman", "pearson", "mcc", "auc", "auroc", "miou", "ndcg", "mrr", "fid", "eer", "der"];
    private static readonly Phrases Elsewhere = ["see the paper", "see paper", "see our paper", "refer to the paper", "refer to our paper", "refer to the original paper", "in the paper", "see the original", "coming soon", "to be added", "tbd", "tba", "n/a", "详见论文", "见论文"];

    public static IEnumerable<ComponentFinding> Find(ModelEvidence evidence)
    {
        if (evidence.Card is not { } card || Derivation.IsCopy(evidence))
            return [];
        return [.. Parts(card).SelectMany(part => Headings.ComponentsOf(part.Title).Select(component => Judge(component, part, card)).OfType<ComponentFinding>()), .. Tables(card), .. Lines(card)];
    }

    // A short line that heads a list or a table is a heading whose author wrote it in bold letters.
    private static IEnumerable<Part> Parts(ModelCard card)
    {
        foreach (var section in card.Sections.Where(static section => !CardLanguage.IsAboutOthers(section.Title)))
        {
            if (section.Level > 0)
                yield return new Part(section.Title, section, [.. card.Under(section).SelectMany(static under => under.Blocks).Where(static block => !block.IsQuote)]);
            for (var i = 0; i < section.Blocks.Length; i++)
            {
                if (section.Blocks[i] is not { Kind: CardBlockKind.Paragraph, IsQuote: false, Text: { Length: <= LongestHead } text } || text[^1] is '.' or '!' or '?' or '。')
                    continue;
                var isOfResults = Headings.ComponentsOf(text).Contains(Components.Results);
                yield return new Part(text.TrimEnd(':', '：', ' '), null, [.. section.Blocks.Skip(i + 1).SkipWhile(block => isOfResults && IsHead(block)).TakeWhile(static block => block.Kind != CardBlockKind.Paragraph).Where(static block => !block.IsQuote)]);
            }
        }
    }

    // "Results:", "On the test set:", a table.
    private static bool IsHead(CardBlock block) => block is { Kind: CardBlockKind.Paragraph, IsQuote: false, Text: { Length: <= LongestHead } text } && text[^1] is ':' or '：';

    private static ComponentFinding? Judge(MofComponent component, Part part, ModelCard card)
    {
        var rows = part.Blocks.Count(static block => block.Kind == CardBlockKind.TableRow && block.Cells.Any(IsFigure));
        var said = part.Blocks.Where(static block => block.Kind is CardBlockKind.Paragraph or CardBlockKind.ListItem)
            .SelectMany(static block => Sentences.Of(block.Text)).Select(WordList.Of)
            .Where(static sentence => !CardLanguage.Denies(sentence) && !CardLanguage.SpeaksOfOthers(sentence) && !Elsewhere.IsIn(sentence)).Select(static sentence => sentence.Text).ToList();
        if (component == Components.Results)
            return Results(part, rows + part.Blocks.Where(static block => block.Kind == CardBlockKind.Code).Sum(RowsOf), said);
        if (component == Components.Outputs)
            return Outputs(part, card);
        if (said.Sum(Content) < LeastContent && rows == 0)
            return null;
        return new ComponentFinding(component, Words(DraftEvidence.Text, part.Title, said.FirstOrDefault()), Path);
    }

    // Results are figures: a heading and prose promise them.
    private static ComponentFinding? Results(Part part, int rows, List<string> said)
    {
        var withFigures = said.Where(static sentence => sentence.Split(' ').Any(IsFigure)).ToList();
        return rows > 0 ? new ComponentFinding(Components.Results, DraftEvidence.OfWords(DraftEvidence.LinkedText, $"{part.Title}: a table with {rows} rows of figures"), Path)
            : withFigures.Count > 0 ? new ComponentFinding(Components.Results, Words(withFigures.Count >= FewestFigures ? DraftEvidence.Text : DraftEvidence.BareText, part.Title, withFigures[0]), Path)
            : null;
    }

    // Known benchmarks with numbers are results under whatever heading they stand.
    private static IEnumerable<ComponentFinding> Tables(ModelCard card)
    {
        foreach (var section in card.Sections.Where(static section => !CardLanguage.IsAboutOthers(section.Title) && !IsAboutDataOnly(section.Title)))
        {
            var isMeasured = Measured.IsIn(section.Title);
            var named = new List<string>();
            foreach (var block in section.Blocks.Where(static block => !block.IsQuote))
            {
                if (block.Kind == CardBlockKind.Paragraph)
                    isMeasured |= Measured.IsIn(block.Text) && !CardLanguage.SpeaksOfOthers(WordList.Of(block.Text));
                else if (block.Kind is CardBlockKind.TableRow or CardBlockKind.ListItem && (isMeasured || !block.Cells.IsEmpty) && Benchmarks.WithNumber(block) is { } name)
                    named.Add(name);
            }

            if (named.Count >= FewestFigures || (named.Count > 0 && isMeasured))
                yield return new ComponentFinding(Components.Results, DraftEvidence.OfWords(DraftEvidence.Text, $"figures of {string.Join(", ", named.Distinct(StringComparer.Ordinal).Take(3))}"), Path);
        }
    }

    // The counts of benchmarks that a model was trained on are no figures of it.
    private static bool IsAboutDataOnly(string title) => Headings.ComponentsOf(title) is var about && about.Contains(Components.DataCard) && !about.Contains(Components.Results);

    // "F1-Score: 92.31 (revised)" on a line of its own, also as a heading: a metric and its figure.
    private static IEnumerable<ComponentFinding> Lines(ModelCard card) => card.Sections.Where(static section => !CardLanguage.IsAboutOthers(section.Title))
        .SelectMany(static section => section.Blocks.Where(static block => block is { Kind: CardBlockKind.Paragraph, IsQuote: false }).SelectMany(static block => block.Text.Split('\n')).Prepend(section.Title))
        .Where(IsScore).Take(1).Select(static line => new ComponentFinding(Components.Results, DraftEvidence.OfWords(DraftEvidence.BareText, line), Path));

    private static bool IsScore(string line) => line.Length <= LongestHead && line.LastIndexOfAny([':', '=']) is > 0 and var at
        && line[(at + 1)..].TrimStart().Split(' ')[0] is var figure && IsFigure(figure) && (figure.Contains('.', StringComparison.Ordinal) || figure.Contains(',', StringComparison.Ordinal) || figure.Contains('%', StringComparison.Ordinal))
        && Metrics.IsIn(WordList.Of(line));

    private static ComponentFinding? Outputs(Part part, ModelCard card) =>
        part.Blocks.Any(static block => block.Kind == CardBlockKind.Code) || (part.Section is { } section && card.Under(section).Any(static under => under.Links.Any(static link => link.IsImage))) || part.Blocks.Sum(static block => Content(block.Text)) >= LeastContent
            ? new ComponentFinding(Components.Outputs, DraftEvidence.OfWords(DraftEvidence.Text, part.Title), Path)
            : null;

    // What a trainer prints and a card keeps as code: "si_sdr: 5.93", or a name with columns of figures. One such line may be an assignment.
    private static int RowsOf(CardBlock code) => code.Text.Split('\n').Count(IsRow) is >= FewestFigures and var rows ? rows : 0;

    private static bool IsRow(string line) => line.Length <= LongestRow && line.Split(BetweenFigures, StringSplitOptions.RemoveEmptyEntries) is [var name, .. { Length: > 0 } values]
        && char.IsLetter(name[0]) && values.All(IsFigure) && values.Any(static value => value.Contains('.', StringComparison.Ordinal));

    private static DraftEvidence Words(int confidence, string title, string? sentence) => DraftEvidence.OfWords(confidence, sentence is null ? title : $"{title}: {sentence}");

    // 71.2, **71.2**, 71.2 (5-shot), 71.2±0.3; not 7B and not F1.
    private static bool IsFigure(string cell)
    {
        var text = cell.AsSpan().TrimStart("*~<>≈+- (|_`↑↓");
        var length = 0;
        while (length < text.Length && (char.IsAsciiDigit(text[length]) || text[length] is '.' or ',' or '%'))
            length++;
        return length > 0 && char.IsAsciiDigit(text[0]) && (length == text.Length || !char.IsLetter(text[length]));
    }

    private static int Content(string text) => text.Sum(static c => c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7A3' ? 3 : char.IsLetterOrDigit(c) ? 1 : 0);

    /// <summary>A part of a card with the words that head it.</summary>
    private sealed record Part(string Title, CardSection? Section, ImmutableArray<CardBlock> Blocks);
}
