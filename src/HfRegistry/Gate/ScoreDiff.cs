using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Registry;

namespace HfRegistry.Gate;

/// <summary>Tells when what a type stands for scores less than the gate asks for, and did not before.</summary>
/// <param name="settings">The configuration's <c>gate</c> section.</param>
internal sealed class ScoreDiff(GateSettings settings)
{
    private static readonly GateLayer NothingMore = new(GateDemands.None, "");

    /// <summary>Returns the change of a type that both registries have, or null. A metric that became unknown has not fallen.</summary>
    /// <param name="old">The entry before.</param>
    /// <param name="now">The entry after.</param>
    public RegistryChange? Of(RegistryEntry old, RegistryEntry now)
    {
        if (DefaultOf(old) is not { Scores: { } before } was || DefaultOf(now) is not { Scores: { } after } its)
            return null;
        var passed = Failures(was, before).Select(static failure => failure.Metric).ToHashSet();
        var fallen = Failures(its, after).Where(failure => failure.Score is not null && !passed.Contains(failure.Metric)).ToImmutableArray();
        if (fallen.IsEmpty)
            return null;
        return new RegistryChange(
            ChangeKind.ScoreFell, now.Type, its.Id, Net(before), Net(after), $"Failed metrics: {string.Join(", ", fallen)}")
            .Asking("a build with the gate refuses it");
    }

    private ImmutableArray<MetricFailure> Failures(ModelRecord model, RecordedScores scores)
    {
        // Thresholds alone are compared: they do not depend on the day.
        var rules = new GateRules(GateLayer.Of(null, NothingMore, settings, model.Id, model));
        return ModelGate.Judge(new GateSubject(model.Id) { Score = ScoreRecords.ToScore(model.Id, scores) }, rules, scores.AsOf).Metrics;
    }

    private static ModelRecord? DefaultOf(RegistryEntry entry) => entry.DefaultModel is { } id ? entry.Find(id) : null;

    private static string? Net(RecordedScores scores) => scores.Net is { } net ? ScoreText.Of(net) : null;
}
