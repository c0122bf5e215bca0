using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The evidence for claims of performance, by how much of it there is. The metadata: 0.4 for a structured result (task, dataset, metric and a finite number), 0.05
/// for each further one, 0.5 at most, 0.6 when one is verified; 0.1 when they only name metrics. The card: 0.3 for a row of an evaluation section in which a known
/// metric or benchmark stands with a number, and 0.05 for each further one, 0.5 at most (two of them make an evaluation section of any); else 0.15 for a sentence
/// that states such a number, else 0.05 for a written evaluation section. 0.05 for what it was measured on; 0.1 for a paper; 0.1 for an evaluation that can be
/// repeated (a file of results, a verified result, a known harness).
/// </summary>
internal static class PerformanceClaimsMetric
{
    private const int MostFurther = 4;
    private const int MostFurtherResults = 2;
    private const int MostShown = 3;

    private static readonly Phrases Sections =
        ["evaluation", "evaluations", "eval", "results", "performance", "benchmark", "benchmarks", "metrics", "accuracy", "scores", "comparison", "validation"];

    private static readonly Phrases Harnesses =
    [
        "lm-evaluation-harness", "lm_eval", "lm-eval", "lighteval", "opencompass", "mteb", "helm", "evalplus", "bigcode-evaluation-harness", "vlmevalkit",
        "lmms-eval", "simple-evals", "run_eval.py", "eval.py", "evaluate.py", "trec_eval", "pycocotools", "sacrebleu", "torchmetrics", "ragas",
    ];

    private static readonly Phrases Conditions =
    [
        "test set", "test split", "validation set", "validation split", "evaluation set", "eval set", "dev set", "development set", "held-out", "held out", "holdout", "zero-shot", "0-shot",
        "one-shot", "few-shot", "5-shot", "3-shot", "8-shot", "10-shot", "25-shot", "cross-validation",
    ];

    private static readonly ImmutableArray<string> PaperHosts =
        ["arxiv.org/", "doi.org/", "aclanthology.org/", "openreview.net/", "huggingface.co/papers/", "hf.co/papers/", "proceedings.mlr.press/", "papers.nips.cc/"];

    public static MetricScore Score(ModelFacts facts)
    {
        if (facts.CardUnknownBecause is { } because)
            return MetricScore.Unknown(because);
        var results = StructuredResults.Of(facts.Metadata);
        ImmutableArray<string> rows = facts.Card is { } card ? Rows(card) : [];
        var stated = Stated(facts.Card);
        var verified = results.FirstOrDefault(static result => result.IsVerified);
        return new Tally()
            .Add(verified is not null ? 0.6m : results.IsEmpty ? 0.1m : StructuredPoints(results), Structured(facts, results, verified))
            .Add(RowPoints(rows.Length), rows.IsEmpty ? null : $"{string.Join(", ", rows.Take(MostShown))}{(rows.Length > MostShown ? string.Create(CultureInfo.InvariantCulture, $" and {rows.Length - MostShown} more") : "")} with a number")
            .Add(0.15m, rows.IsEmpty ? stated : null)
            .Add(0.05m, rows.IsEmpty && stated is null ? facts.Card?.SectionAbout(Sections) : null)
            .Add(0.05m, MeasuredOn(facts.Card))
            .Add(0.1m, Paper(facts))
            .Add(0.1m, verified is not null ? "a verified result" : ResultsFile(facts) ?? Harness(facts.Card))
            .Score("no claim of performance is evidenced");
    }

    private static string? Structured(ModelFacts facts, ImmutableArray<StructuredResult> results, StructuredResult? verified) =>
        (verified ?? results.FirstOrDefault()) is { } result ? $"{(result.IsVerified ? "verified" : "structured")} result: {result}"
        : facts.Metadata.Texts("metrics").FirstOrDefault() is { } metric ? $"the metadata names the metric '{TextSanitizer.Sanitize(metric, 60)}', without a result"
        : null;

    private static decimal StructuredPoints(ImmutableArray<StructuredResult> results) =>
        0.4m + (0.05m * Math.Min(MostFurtherResults, results.DistinctBy(static result => (result.Metric, result.Dataset)).Count() - 1));

    // A sentence that denies nothing and speaks of a number beside a known name.
    private static string? Stated(ModelCard? card) => card?.Blocks.Where(static block => block is { Kind: CardBlockKind.Paragraph or CardBlockKind.ListItem, IsQuote: false })
        .SelectMany(static block => Sentences.Of(block.Text)).Select(static sentence => Benchmarks.WithNumber(sentence)).FirstOrDefault(static name => name is not null) is { } named
        ? $"a sentence that states {named} with a number"
        : null;

    private static string? MeasuredOn(ModelCard? card) => card?.Blocks.Where(static block => block is { Kind: not CardBlockKind.Code, IsQuote: false })
        .Select(static block => Conditions.In(block.Text)).FirstOrDefault(static phrase => phrase is not null) is { } condition
        ? $"the card says how it was measured: {condition}"
        : null;

    private static decimal RowPoints(int names) => 0.3m + (0.05m * Math.Min(MostFurther, names - 1));

    // The known names that stand with a number: under headings that promise results, and wherever two of them do.
    private static ImmutableArray<string> Rows(ModelCard card)
    {
        var promised = card.Written(Sections).SelectMany(card.Under).Select(static section => section.Index).ToHashSet();
        return
        [
            .. card.Sections.Select(section => (section.Index, Names: Names(section)))
                .Where(section => section.Names.Count > 1 || promised.Contains(section.Index))
                .SelectMany(static section => section.Names).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static List<string> Names(CardSection section) =>
    [
        .. section.Blocks.Where(static block => block.Kind is CardBlockKind.TableRow or CardBlockKind.ListItem).Select(Benchmarks.WithNumber).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static string? Paper(ModelFacts facts) =>
        facts.Info.Tags.Where(static tag => tag.StartsWith("arxiv:", StringComparison.Ordinal) || tag.StartsWith("doi:", StringComparison.Ordinal)).Min(StringComparer.Ordinal) is { } tag
            ? $"the tag {TextSanitizer.Sanitize(tag, 80)}"
            : facts.Card?.Links.FirstOrDefault(static link => !link.IsImage && PaperHosts.Any(host => link.Address.Contains(host, StringComparison.OrdinalIgnoreCase))) is { } paper
                ? $"a link to {TextSanitizer.Sanitize(paper.Address, 80)}"
                : null;

    private static string? ResultsFile(ModelFacts facts) => facts.Info.Files.Select(static file => file.Path).Where(IsResults).Min(StringComparer.Ordinal) is { } path
        ? $"the file {TextSanitizer.Sanitize(path, 80)}"
        : null;

    private static bool IsResults(string path) =>
        path.StartsWith(".eval_results/", StringComparison.Ordinal)
        || path[(path.LastIndexOf('/') + 1)..] is "eval_results.json" or "all_results.json" or "test_results.json" or "results.json" or "eval_results.txt" or "evaluation.json";

    private static string? Harness(ModelCard? card)
    {
        if (card is null)
            return null;
        var texts = card.Blocks.Select(static block => block.Text).Concat(card.Links.Select(static link => link.Address));
        return texts.Select(static text => Harnesses.In(text)).FirstOrDefault(static name => name is not null) is { } harness ? $"the card names {harness}" : null;
    }
}
