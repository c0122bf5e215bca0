using System.Collections.Immutable;
using HfRegistry.Quality;

namespace HfRegistry.Gate;

/// <summary>Decides whether a model is good enough to be let in. Pure: equal facts, rules and day give equal verdicts.</summary>
internal static class ModelGate
{
    /// <summary>Scores are compared unrounded; what differs by less than this is equal.</summary>
    public const double Tolerance = 1e-9;

    private const string NeverScored = "nobody has scored it";

    /// <summary>Judges a model; every failure is in the verdict, not the first alone.</summary>
    /// <param name="subject">The model.</param>
    /// <param name="rules">What counts for it.</param>
    /// <param name="today">The day that ages are counted to (UTC).</param>
    public static GateVerdict Judge(GateSubject subject, GateRules rules, DateOnly today)
    {
        var verdict = JudgeBy(subject, rules, today);
        if (!rules.AreSpecial)
            return verdict;
        var waived = Waived(JudgeBy(subject, rules.OfEveryModel(), today), verdict, rules);
        return waived.IsEmpty
            ? verdict
            : verdict with { Waived = waived, WaiverReason = $"{TextSanitizer.Sanitize(rules.SpecialReason ?? "no reason is given")} ({rules.SpecialSource})" };
    }

    private static GateVerdict JudgeBy(GateSubject subject, GateRules rules, DateOnly today) => new(
        subject, [.. MetricNames.All.Select(metric => Failure(subject.Score, metric, rules)).OfType<MetricFailure>()], [.. PolicyChecks.Failures(subject, rules, today)])
    {
        Unchecked = PolicyChecks.Unchecked(subject, rules),
    };

    private static MetricFailure? Failure(ModelScore? scores, Metric metric, GateRules rules)
    {
        var rule = rules.Thresholds[metric];
        // Nothing is asked: an unknown value is as good as any.
        if (rule.Value <= 0)
            return null;
        var (score, unknown) = Value(scores, metric, rules.SizeDevice);
        if (score is null ? rules.AllowedUnknown.Contains(metric) : score >= rule.Value - Tolerance)
            return null;
        return new MetricFailure(metric, score, rule.Value, rule.Source, unknown, scores?.Metrics.GetValueOrDefault(metric)?.Evidence ?? []);
    }

    private static (double? Score, string? Unknown) Value(ModelScore? scores, Metric metric, string? device)
    {
        if (scores?.Metrics.GetValueOrDefault(metric) is not { } score)
            return (null, NeverScored);
        if (score.Value is null)
            return (null, TextSanitizer.Sanitize(score.Reason ?? "nobody says why"));
        if (metric != Metric.SizeScore || device is null)
            return (score.Value, null);
        return scores.Devices.TryGetValue(device, out var fits)
            ? (fits, null)
            : (null, $"no device is named {TextSanitizer.Sanitize(device)}; there are {string.Join(", ", scores.Devices.Keys)}");
    }

    private static ImmutableArray<string> Waived(GateVerdict otherwise, GateVerdict verdict, GateRules rules)
    {
        var failed = verdict.Metrics.Select(static failure => failure.Metric).ToHashSet();
        var unmet = verdict.Policy.Select(static failure => failure.Demand).ToHashSet();
        return
        [
            .. otherwise.Metrics.Where(failure => !failed.Contains(failure.Metric)).Select(failure => $"{failure} is accepted{Instead(rules, failure)}"),
            .. otherwise.Policy.Where(failure => !unmet.Contains(failure.Demand)).Select(failure => $"{failure.Reason}: accepted"),
        ];
    }

    private static string Instead(GateRules rules, MetricFailure failure) =>
        rules.Thresholds[failure.Metric].Value is var own && own < failure.Threshold ? $" with {ScoreText.Of(own)} in place of {ScoreText.Of(failure.Threshold)}" : "";
}
