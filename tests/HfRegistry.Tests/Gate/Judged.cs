using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Quality;
using HfRegistry.Registry;

namespace HfRegistry.Tests.Gate;

/// <summary>Models and demands for tests, of which each test changes what it is about.</summary>
internal static class Judged
{
    public static readonly ModelId Id = ModelId.Parse("acme/bert");
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static readonly ModelRecord Record = new()
    {
        Id = Id,
        License = "apache-2.0",
        Gating = Gating.Open,
        Formats = ["pytorch", "safetensors"],
        Downloads30d = 1_000,
        LastModified = new DateTimeOffset(2026, 11, 11, 23, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A score in which every metric has one value, but for those that are named.</summary>
    public static ModelScore Score(double value, params ReadOnlySpan<(Metric Metric, double? Value)> others)
    {
        var metrics = MetricNames.All.ToImmutableSortedDictionary(static metric => metric, _ => new MetricScore(value, null, ["found in the card"]));
        foreach (var (metric, other) in others)
            metrics = metrics.SetItem(metric, other is null ? MetricScore.Unknown("the Hub answered 429") : new MetricScore(other, null, ["found in the card"]));
        return new ModelScore { Id = Id, AsOf = Today, Metrics = metrics, NetScore = value, Coverage = 1 };
    }

    public static GateSubject Subject(ModelScore? score = null) => new(Id) { Score = score ?? Score(1), Record = Record };

    public static GateRules Rules(params ReadOnlySpan<GateLayer> layers) => new(layers.ToArray());

    public static GateRules Demanding(GateDemands demands) => Rules(new GateLayer(demands, "the test"));

    public static GateVerdict Judge(GateSubject subject, GateDemands demands) => ModelGate.Judge(subject, Demanding(demands), Today);
}
