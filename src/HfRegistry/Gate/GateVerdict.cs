using System.Collections.Immutable;
using HfRegistry.Quality;

namespace HfRegistry.Gate;

/// <summary>A metric that a model fails.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Score">Its value, unrounded; null when it is unknown.</param>
/// <param name="Threshold">What it has to reach.</param>
/// <param name="Source">Who demands it.</param>
/// <param name="Unknown">Why the value is unknown; null for a value.</param>
/// <param name="Evidence">What the value rests on, as far as it is at hand.</param>
internal sealed record MetricFailure(Metric Metric, double? Score, double Threshold, string Source, string? Unknown, ImmutableArray<string> Evidence)
{
    /// <summary>Gets what would raise the value.</summary>
    public string Remedy => MetricAdvice.For(Metric);

    /// <summary>Returns for people: <c>Bus Factor (0.3 &lt; 0.5)</c>, or why it is unknown.</summary>
    public override string ToString() => Score is { } score
        ? $"{MetricNames.TitleOf(Metric)} ({ScoreText.Below(score, Threshold)})"
        : $"{MetricNames.TitleOf(Metric)} (unknown: {Unknown})";
}

/// <summary>A demand beside the metrics.</summary>
internal enum PolicyDemand
{
    /// <summary>The id belongs to the same owner as before.</summary>
    Owner,

    /// <summary>The license is allowed.</summary>
    License,

    /// <summary>The model is not gated.</summary>
    Gated,

    /// <summary>The weights are in a format that runs no code.</summary>
    SafeWeights,

    /// <summary>Loading the model runs no code of its repository.</summary>
    CustomCode,

    /// <summary>The model changed lately.</summary>
    Age,

    /// <summary>The model is downloaded often enough.</summary>
    Downloads,

    /// <summary>The MOF document reaches a class.</summary>
    MofClass,
}

/// <summary>A demand beside the metrics that a model does not meet.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Reason">What is demanded and what the model is, as a clause; printable.</param>
/// <param name="Source">Who demands it.</param>
internal sealed record PolicyFailure(PolicyDemand Demand, string Reason, string Source);

/// <summary>A license that could not be compared with those that are denied.</summary>
/// <param name="License">Its name, printable.</param>
/// <param name="Source">The source that denies licenses.</param>
internal sealed record UncheckedLicense(string License, string Source);

/// <summary>The gate's verdict on a model.</summary>
/// <param name="Subject">The model.</param>
/// <param name="Metrics">Every metric that it fails, in the order of the metrics.</param>
/// <param name="Policy">Every other demand that it does not meet.</param>
internal sealed record GateVerdict(GateSubject Subject, ImmutableArray<MetricFailure> Metrics, ImmutableArray<PolicyFailure> Policy)
{
    /// <summary>Gets whether the model is let in.</summary>
    public bool IsPassed => Metrics.IsEmpty && Policy.IsEmpty;

    /// <summary>Gets whether it fails only by what is unknown: then another try may say otherwise.</summary>
    public bool IsOnlyUnknown => !IsPassed && Policy.IsEmpty && Metrics.All(static failure => failure.Score is null);

    /// <summary>Gets the license that could not be compared with the denied ones; null when it was.</summary>
    public UncheckedLicense? Unchecked { get; init; }

    /// <summary>Gets what it would fail if it had no demands of its own, as clauses.</summary>
    public ImmutableArray<string> Waived { get; init; } = [];

    /// <summary>Gets the reason why it has demands of its own, and where they stand; null when it has none that count.</summary>
    public string? WaiverReason { get; init; }

    /// <summary>Gets the failed metrics in one line: <c>Failed metrics: Bus Factor (0.3 &lt; 0.5), Ramp-Up Time (0.4 &lt; 0.5)</c>; empty without any.</summary>
    public string MetricsText => Metrics.IsEmpty ? "" : $"Failed metrics: {string.Join(", ", Metrics)}";

    /// <summary>Gets the other demands in one line; empty without any.</summary>
    public string PolicyText => Policy.IsEmpty ? "" : $"Policy not met: {string.Join("; ", Policy.Select(static failure => failure.Reason))}";
}
