using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cards;

namespace HfRegistry.Quality;

/// <summary>A result of the metadata.</summary>
/// <param name="Metric">The metric's name.</param>
/// <param name="Value">The number; finite.</param>
/// <param name="Dataset">The dataset's name.</param>
/// <param name="IsVerified">Whether the Hub verified it.</param>
internal sealed record StructuredResult(string Metric, double Value, string Dataset, bool IsVerified)
{
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{TextSanitizer.Sanitize(Metric, 60)} {Value:0.####} on {TextSanitizer.Sanitize(Dataset, 60)}");
}

/// <summary>The results of the metadata that name their task, dataset and metric and have a number.</summary>
internal static class StructuredResults
{
    private const int Most = 1_000;

    private static readonly ImmutableArray<string> EvaluationKeys = ["eval_results", "eval-results", "evalResults"];

    public static ImmutableArray<StructuredResult> Of(CardValue metadata) =>
    [
        .. OfIndex(metadata["model-index"]).Concat(EvaluationKeys.SelectMany(key => OfEvaluations(metadata[key]))).Take(Most),
    ];

    private static IEnumerable<StructuredResult> OfIndex(CardValue? index) =>
        from model in Items(index)
        from result in Items(model["results"])
        where Name(result["task"]) is not null
        let dataset = Name(result["dataset"])
        where dataset is not null
        from metric in Items(result["metrics"])
        let name = Name(metric)
        where name is not null
        let value = metric["value"]?.Number
        where value is not null
        select new StructuredResult(name, value.Value, dataset, metric["verified"]?.IsTrue ?? false);

    // {dataset: {id, task_id}, value, verifyToken}, bare or within "data".
    private static IEnumerable<StructuredResult> OfEvaluations(CardValue? list) =>
        from item in Items(list)
        let result = item["data"] ?? item
        let dataset = result["dataset"]?["id"]?.Text
        let task = result["dataset"]?["task_id"]?.Text
        let value = result["value"]?.Number
        where dataset is not null && task is not null && value is not null
        select new StructuredResult(task, value.Value, dataset, result["verified"]?.IsTrue ?? false);

    private static string? Name(CardValue? named) => named?["type"]?.Text ?? named?["name"]?.Text;

    private static ImmutableArray<CardValue> Items(CardValue? value) => value?.Items ?? [];
}
