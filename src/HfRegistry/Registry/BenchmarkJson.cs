using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Files;

namespace HfRegistry.Registry;

/// <summary>The benchmark results of a record: a list of objects in the registry file.</summary>
internal static class BenchmarkJson
{
    private const string DatasetMember = "dataset";
    private const string MetricMember = "metric";
    private const string TaskMember = "task";
    private const string ValueMember = "value";
    private const string VerifiedMember = "verified";

    /// <summary>Every member of a result.</summary>
    internal static readonly ImmutableArray<string> Members = [DatasetMember, MetricMember, TaskMember, ValueMember, VerifiedMember];

    public static ImmutableArray<BenchmarkResult> Read(JsonValue list, JsonFindings findings)
    {
        var items = findings.Items(list);
        if (items.Count > BenchmarkResult.MaxOfAModel)
            findings.About(list, $"has {items.Count} results; a model has at most {BenchmarkResult.MaxOfAModel}");
        return [.. items.Take(BenchmarkResult.MaxOfAModel).Select(item => ReadResult(item, findings)).OfType<BenchmarkResult>()];
    }

    public static void Write(Utf8JsonWriter writer, ImmutableArray<BenchmarkResult> results)
    {
        writer.WriteStartArray();
        foreach (var result in results)
        {
            new JsonMembers()
                .Add(DatasetMember, result.Dataset)
                .Add(MetricMember, result.Metric)
                .Add(TaskMember, result.Task)
                .Add(ValueMember, json => json.WriteNumberValue(result.Value))
                .AddFlag(VerifiedMember, result.IsVerified)
                .WriteTo(writer);
        }

        writer.WriteEndArray();
    }

    private static BenchmarkResult? ReadResult(JsonValue item, JsonFindings findings)
    {
        findings.Members(item);
        string? task = null, dataset = null, metric = null;
        double? value = null;
        var isVerified = false;
        foreach (var (name, _, member) in item.Members)
        {
            switch (name)
            {
                case TaskMember:
                    task = findings.Line(member);
                    break;
                case DatasetMember:
                    dataset = findings.Line(member);
                    break;
                case MetricMember:
                    metric = findings.Line(member);
                    break;
                case ValueMember:
                    value = findings.Number(member, -BenchmarkResult.MaxValue, BenchmarkResult.MaxValue, "a number from -1e9 to 1e9");
                    break;
                case VerifiedMember:
                    isVerified = findings.Flag(member);
                    break;
            }
        }

        if (dataset is not null && metric is not null && value is { } number)
            return new BenchmarkResult(task, dataset, metric, number, isVerified);
        findings.About(item, "must have a dataset, a metric and a value");
        return null;
    }
}
