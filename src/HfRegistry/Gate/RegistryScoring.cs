using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Quality.Scoring;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Snapshots;

namespace HfRegistry.Gate;

/// <summary>The result of scoring a registry.</summary>
/// <param name="Registry">The registry with what was learned.</param>
/// <param name="Updated">The types whose entries changed.</param>
/// <param name="Scored">How many models were asked about.</param>
/// <param name="Postponed">How many are left for another run.</param>
/// <param name="Diagnostics">What there is to tell.</param>
internal sealed record ScoringResult(
    ModelRegistry Registry, ImmutableArray<ModelType> Updated, int Scored, int Postponed, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Gets whether the Hub left something unknown that it was asked for.</summary>
    public bool IsPartial => Diagnostics.Any(static diagnostic => diagnostic.Severity != Severity.Message);
}

/// <summary>Scores what the types of a registry stand for, and keeps the scores in it.</summary>
/// <param name="hub">The Hub's client; it bounds the requests that run at once and their rate.</param>
/// <param name="clock">Tells which scores are old.</param>
/// <param name="maxAge">The age beyond which scores are stale: those of the same commit that are less than half as old are not asked for again.</param>
internal sealed class RegistryScoring(HubClient hub, TimeProvider clock, TimeSpan maxAge)
{
    /// <summary>The number of models of one run, at four requests each on average: what an anonymous caller may ask in one window. The oldest come first.</summary>
    public const int MaxModels = 100;

    /// <summary>Scores the default models of types.</summary>
    /// <param name="registry">The registry so far.</param>
    /// <param name="types">The types, or empty for all.</param>
    /// <param name="cancellationToken">Cancels; nothing is returned then.</param>
    public Task<ScoringResult> ScoreAsync(ModelRegistry registry, IReadOnlyCollection<ModelType> types, CancellationToken cancellationToken = default) =>
        ScoreAsync(registry, (entry, model) => (types.Count == 0 || types.Contains(entry.Type)) && model.Id == entry.DefaultModel, cancellationToken);

    private async Task<ScoringResult> ScoreAsync(ModelRegistry registry, Func<RegistryEntry, ModelRecord, bool> isWanted, CancellationToken cancellationToken)
    {
        var wanted = registry.Entries.SelectMany(static entry => entry.Models, static (entry, model) => (Entry: entry, Model: model))
            .Where(pair => isWanted(pair.Entry, pair.Model) && pair.Model is { GoneSince: null, ReplacedSince: null } && IsDue(pair.Model))
            .OrderBy(static pair => pair.Model.Scores?.AsOf ?? DateOnly.MinValue).ThenBy(static pair => pair.Model.Id)
            .ToList();
        var asked = wanted.Take(MaxModels).Select(static pair => pair.Model.Id).Distinct().ToList();
        var answers = await ModelScoring.RunAsync(hub, asked, clock, cancellationToken: cancellationToken);
        var scored = answers.ToDictionary(static answer => answer.Snapshot.AskedId);

        var postponed = Math.Max(0, wanted.Count - MaxModels);
        var updated = wanted.Where(pair => scored.ContainsKey(pair.Model.Id)).GroupBy(static pair => pair.Entry)
            .Select(group => (Entry: group.Key, Merged: group.Aggregate(group.Key, (entry, pair) => With(entry, pair.Model, scored[pair.Model.Id]))))
            .Where(static pair => !ReferenceEquals(pair.Entry, pair.Merged)).Select(static pair => pair.Merged).ToList();
        return new ScoringResult(
            updated.Aggregate(registry, static (joined, entry) => joined.With(entry)),
            [.. updated.Select(static entry => entry.Type)],
            scored.Count,
            postponed,
            [.. Troubles(scored, postponed)]);
    }

    /// <summary>Scores the defaults of the types that a refresh asked for and other models, as a step after it.</summary>
    /// <param name="refreshed">What the refresh did.</param>
    /// <param name="others">The other models; one that the registry does not hold is passed over.</param>
    /// <param name="cancellationToken">Cancels; nothing is returned then.</param>
    /// <returns>The same with the scores; what the Hub refused is told by an error.</returns>
    public async Task<RefreshResult> AddAsync(RefreshResult refreshed, ImmutableHashSet<ModelId> others, CancellationToken cancellationToken = default)
    {
        var started = clock.GetTimestamp();
        ImmutableArray<ModelType> asked = [.. refreshed.Updated, .. refreshed.Unchanged];
        var scored = await ScoreAsync(
            refreshed.Registry, (entry, model) => others.Contains(model.Id) || (model.Id == entry.DefaultModel && asked.Contains(entry.Type)), cancellationToken);
        var updated = refreshed.Updated.Union(scored.Updated).Order().ToList();
        return refreshed with
        {
            Registry = scored.Registry,
            Updated = [.. updated],
            Unchanged = [.. refreshed.Unchanged.Except(updated)],
            Requests = hub.RequestCount,
            Elapsed = refreshed.Elapsed + clock.GetElapsedTime(started),
            Diagnostics = [
                .. refreshed.Diagnostics,
                // What was asked for and is missing makes a refresh partial.
                .. scored.Diagnostics.Select(static diagnostic => diagnostic.Severity == Severity.Warning ? diagnostic with { Severity = Severity.Error } : diagnostic),
            ],
        };
    }

    private bool IsDue(ModelRecord model) =>
        model.Scores is not { } scores || scores.KnownCount < scores.Metrics.Count || (model.Revision is not null && scores.Revision != model.Revision) || IsOld(scores);

    private bool IsOld(RecordedScores scores) => FactAge.IsBeyond(scores.AsOf, maxAge / 2, clock.GetUtcNow());

    // Another day alone is no reason to write, until the scores would grow stale otherwise.
    private RegistryEntry With(RegistryEntry entry, ModelRecord model, ScoredModel scored)
    {
        var fresh = ScoreRecords.ToRecord(scored.Score);
        var merged = RecordedScores.Merge(model.Scores, fresh);
        // A policy judges the licenses that the scores were made of.
        var licensed = scored.Snapshot.Id == model.Id && StatedLicenses.Of(scored.Snapshot) is { Text: not null } licenses ? model.With(licenses) : model;
        var isNoise = model.Scores is { } old && (ReferenceEquals(merged, old) || (merged.SaysTheSame(old) && !IsOld(old)))
            && RecordVolatileFields.EqualsIgnoringVolatile(model, licensed);
        // Dated, so that whoever merges registries sees that it is news.
        return isNoise ? entry : entry with { Models = entry.Models.Replace(model, licensed with { Scores = merged }), UpdatedAt = clock.GetUtcNow() };
    }

    private static IEnumerable<Diagnostic> Troubles(Dictionary<ModelId, ScoredModel> scored, int postponed)
    {
        if (postponed > 0)
        {
            yield return DiagnosticCatalog.ScoringPostponed.Create(scored.Count, postponed, MaxModels);
        }

        var troubled = scored.Where(static pair => ScoringFailure.Of(pair.Value) is not null).OrderBy(static pair => pair.Key).ToList();
        if (troubled is [var (first, model), ..])
        {
            yield return DiagnosticCatalog.ScoringIncompleteBatch.Create(troubled.Count, scored.Count, first, ScoringFailure.Of(model));
        }
    }
}
