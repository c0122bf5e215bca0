using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>
/// Reads the benchmark results of a model. Cards are written by hand: whatever is no result reads as none. A card of a thousand
/// results is cut to the first metric of each dataset, then the second, until enough are kept.
/// </summary>
internal static class BenchmarkReader
{
    private const int MaxModels = 8;
    private const int MaxResults = 2_000;
    private const int MaxMetrics = 32;
    private const int MaxTextLength = 96;

    /// <summary>The metric of a result that names none: one figure for the whole task.</summary>
    private const string SingleMetric = "score";

    /// <summary>Returns the results of a row, by dataset, metric and task.</summary>
    public static ImmutableArray<BenchmarkResult> Read(JsonElement row)
    {
        var found = OfHub(row).Concat(OfCard(row))
            .DistinctBy(static found => (found.Result.Task, found.Result.Dataset, found.Result.Metric))
            .OrderBy(static found => found.Place).ThenBy(static found => found.Result.Dataset, StringComparer.Ordinal)
            .Take(BenchmarkResult.MaxOfAModel);
        return [.. found.Select(static found => found.Result).OrderBy(static result => result.Dataset, StringComparer.Ordinal)
            .ThenBy(static result => result.Metric, StringComparer.Ordinal).ThenBy(static result => result.Task, StringComparer.Ordinal)];
    }

    private static IEnumerable<(int Place, BenchmarkResult Result)> OfHub(JsonElement row)
    {
        foreach (var item in row.Items("evalResults", MaxResults))
        {
            var result = item.Member("data") ?? item;
            var dataset = result.Member("dataset") ?? default;
            if (Text(dataset, "id") is { } id && Value(result) is { } value)
                yield return (0, new BenchmarkResult(null, Joined(id, Text(dataset, "task_id")), SingleMetric, value, result.Fact("verifyToken") is not null));
        }
    }

    // One entry of the index is one model; repositories that hold several are rare, and some old cards hold an object.
    private static IEnumerable<(int Place, BenchmarkResult Result)> OfCard(JsonElement row) =>
        from model in row.Items("model-index", MaxModels)
        from result in model.Items("results", MaxResults)
        let dataset = result.Member("dataset") ?? default
        let name = Text(dataset, "type") ?? Text(dataset, "name")
        where name is not null
        from metric in result.Items("metrics", MaxMetrics).Index()
        let type = Text(metric.Item, "type")
        let value = Value(metric.Item)
        where type is not null && value is not null
        select (metric.Index, new BenchmarkResult(
            Text(result.Member("task") ?? default, "type"), Joined(name, Text(dataset, "config"), Text(dataset, "split")), type.ToLowerInvariant(), value.Value,
            metric.Item.IsTrue("verified")));

    private static string? Text(JsonElement element, string name) => element.Fact(name) is { Length: <= MaxTextLength } text ? text.Trim() is { Length: > 0 } trimmed ? trimmed : null : null;

    private static string Joined(params IEnumerable<string?> parts) => string.Join(' ', parts.OfType<string>().Where(static part => part != "default").Distinct(StringComparer.Ordinal));

    private static double? Value(JsonElement element) =>
        element.Member("value") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && Math.Abs(value) <= BenchmarkResult.MaxValue
            ? double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : null;
}
