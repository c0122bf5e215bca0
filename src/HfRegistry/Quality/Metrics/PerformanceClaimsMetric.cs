using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cards;
using HfRegistry.Cards.Language;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The evidence for claims of performance: 0.5 for structured results (task, dataset, metric and a finite number in the metadata), 0.6 when one
/// is verified, 0.25 when the metadata only names metrics; 0.3 for a row of an evaluation section in which a known metric or benchmark stands with
/// a number, and 0.05 for each further one, 0.5 at most (two of them make an evaluation section of any); 0.1 for a paper; 0.1 for an evaluation that can be repeated (a file of results, a verified result, a known harness).
/// </summary>
internal static class PerformanceClaimsMetric
{
    private const int MostFurther = 4;
    private const int MostShown = 3;

    private static readonly Phrases Sections =
        ["evaluation", "evaluations", "eval", "results", "performance", "benchmark", "benchmarks", "metrics", "accuracy", "scores", "comparison", "validation"];

    private static readonly Phrases Harnesses =
    [
        "lm-evaluation-harness", "lm_eval", "lm-eval", "lighteval", "opencompass", "mteb", "helm", "evalplus", "bigcode-evaluation-harness", "vlmevalkit",
        "lmms-eval", "simple-evals", "run_eval.py", "eval.py", "evaluate.py", "trec_eval", "pycocotools", "sacrebleu", "torchmetrics", "ragas",
    ];

    private static readonly ImmutableArray<string> PaperHosts =
        ["arxiv.org/", "doi.org/", "aclanthology.org/", "openreview.net/", "huggingface.co/papers/", "hf.co/papers/", "proceedings.mlr.press/", "papers.nips.cc/"];

    public static MetricScore Score(ModelFacts facts)
    {
        if (facts.CardUnknownBecause is { } because)
            return MetricScore.Unknown(because);
        var results = StructuredResults.Of(facts.Metadata);
        ImmutableArray<string> rows = facts.Card is { } card ? Rows(card) : [];
        var verified = results.FirstOrDefault(static result => result.IsVerified);
        return new Tally()
            .Add(verified is not null ? 0.6m : results.IsEmpty ? 0.25m : 0.5m, Structured(facts, results, verified))
            .Add(RowPoints(rows.Length), rows.IsEmpty ? null : $"{string.Join(", ", rows.Take(MostShown))}{(rows.Length > MostShown ? string.Create(CultureInfo.InvariantCulture, $" and {rows.Length - MostShown} more") : "")} with a number")
            .Add(0.1m, Paper(facts))
            .Add(0.1m, verified is not null ? "a verified result" : ResultsFile(facts) ?? Harness(facts.Card))
            .Score("no claim of performance is evidenced");
    }

    private static string? Structured(ModelFacts facts, ImmutableArray<StructuredResult> results, StructuredResult? verified) =>
        (verified ?? results.FirstOrDefault()) is { } result ? $"{(result.IsVerified ? "verified" : "structured")} result: {result}"
        : facts.Metadata.Texts("metrics").FirstOrDefault() is { } metric ? $"the metadata names the metric '{TextSanitizer.Sanitize(metric, 60)}', without a result"
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
