using System.Globalization;
using HfRegistry.Hub;

namespace HfRegistry.Gate;

/// <summary>A verdict as diagnostics, for every door.</summary>
internal static class GateDiagnostics
{
    private const int EvidenceShown = 3;

    /// <summary>Returns what there is to tell of a model: why it fails, or what lets it in.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <param name="location">Where the model is asked for.</param>
    /// <param name="severity">How grave a failure is.</param>
    public static IEnumerable<Diagnostic> Of(GateVerdict verdict, SourceLocation? location, Severity severity)
    {
        var id = verdict.Subject.Id;
        if (verdict.Subject.Score is null && !verdict.Metrics.IsEmpty)
        {
            yield return DiagnosticCatalog.NotScored.Create(location, id) with { Severity = severity };
        }
        else if (!verdict.Metrics.IsEmpty)
        {
            yield return DiagnosticCatalog.MetricsFailed.Create(
                location, id, verdict.Metrics.Length, verdict.Metrics.Select(static failure => failure.ToString()), Sources(verdict.Metrics.Select(static failure => failure.Source))) with
            { Severity = severity };
            foreach (var failure in verdict.Metrics)
                yield return DiagnosticCatalog.GateDetail.Create(location, id, failure, EvidenceOf(failure), failure.Remedy);
        }

        if (!verdict.Policy.IsEmpty)
        {
            yield return DiagnosticCatalog.PolicyFailed.Create(
                location, id, Sources(verdict.Policy.Select(static failure => failure.Source)), string.Join("; ", verdict.Policy.Select(static failure => failure.Reason))) with
            { Severity = severity };
        }

        if (!verdict.Waived.IsEmpty)
            yield return DiagnosticCatalog.GateWaived.Create(location, id, string.Join("; ", verdict.Waived), verdict.WaiverReason);
    }

    /// <summary>Returns the diagnostic that scores are old or of another commit, or null.</summary>
    /// <param name="gathered">The model.</param>
    /// <param name="isStale">Whether its scores are older than they should be.</param>
    /// <param name="pinned">The commit that is used, or null when none is pinned.</param>
    /// <param name="location">Where the model is asked for.</param>
    public static Diagnostic? Age(GatheredSubject gathered, bool isStale, Revision? pinned, SourceLocation? location)
    {
        if (gathered is not { Origin: ScoreOrigin.Registry, Subject.Score: { } scores })
            return null;
        if (pinned is not null && scores.Revision is { } scored && scored != pinned)
            return DiagnosticCatalog.ScoresOfOtherCommit.Create(location, gathered.Subject.Id, scored.Short, pinned.Short);
        return isStale ? DiagnosticCatalog.ScoresStale.Create(location, gathered.Subject.Id, scores.AsOf) : null;
    }

    /// <summary>Returns the reason why the Hub, which was asked, did not tell all, or null.</summary>
    public static Diagnostic? Trouble(GatheredSubject gathered, SourceLocation? location) => gathered.Failure is { } trouble
        ? gathered.Bug is not null
            ? DiagnosticCatalog.ItemFailed.Create(location, MessageTemplate.Format(Consequence.ModelNotScored, [gathered.Subject.Id]), trouble)
            : DiagnosticCatalog.ScoringIncomplete.Create(location, gathered.Subject.Id, trouble)
        : null;

    /// <summary>Returns the diagnostic that the facts are of a model that has another id now, or null.</summary>
    public static Diagnostic? Rename(GatheredSubject gathered, SourceLocation? location) =>
        gathered.Subject.Record is { } facts && HubRename.Diagnostic(gathered.Subject.Id, facts.Id) is { } renamed ? renamed with { Location = location } : null;

    /// <summary>Returns the diagnostic that a license which nobody knows was compared with those that are denied, or null.</summary>
    public static Diagnostic? Unchecked(GateVerdict verdict, SourceLocation? location) => verdict.Unchecked is { } why
        ? DiagnosticCatalog.LicenseNotChecked.Create(location, verdict.Subject.Id, why.License, why.Source)
        : null;

    private static string Sources(IEnumerable<string> sources) => string.Join(" and ", sources.Distinct());

    private static string EvidenceOf(MetricFailure failure)
    {
        var shown = failure.Evidence.Take(EvidenceShown).Select(static found => TextSanitizer.Sanitize(found)).ToList();
        var more = failure.Evidence.Length - shown.Count;
        return shown.Count == 0 ? "none" : $"{string.Join(", ", shown)}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {more} more") : "")}";
    }
}
