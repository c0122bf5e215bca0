using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Gate;

/// <summary>The origin of a model's scores.</summary>
internal enum ScoreOrigin
{
    /// <summary>Nobody has scored it, or the Hub, which was asked, told nothing that a metric follows from.</summary>
    None,

    /// <summary>The registry file, or the registry that ships with the product.</summary>
    Registry,

    /// <summary>The Hub's facts of now.</summary>
    Hub,
}

/// <summary>A model with what is known of it, and from where.</summary>
/// <param name="Subject">The model.</param>
/// <param name="Origin">Where its scores come from.</param>
/// <param name="Failure">Why the Hub, which was asked, did not tell all; null when it was not asked or told it.</param>
internal sealed record GatheredSubject(GateSubject Subject, ScoreOrigin Origin, string? Failure = null)
{
    /// <summary>Gets the bug of this program that kept the Hub's answer from being used, or null.</summary>
    public HubError.Unexpected? Bug { get; init; }
}

/// <summary>Gathers what is known of models: from the registry, and from the Hub where the mode asks it.</summary>
/// <param name="options">The registries, the mode and the age beyond which scores are stale.</param>
/// <param name="hub">The Hub's client; null when the network is out of the question.</param>
/// <param name="clock">Tells the age of scores.</param>
internal sealed class ScoreProvider(ResolverOptions options, HubClient? hub, TimeProvider clock)
{
    /// <summary>Gathers models, in their order. A model that the Hub refuses in part keeps what the registry knows of it.</summary>
    /// <param name="ids">The models.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ImmutableArray<GatheredSubject>> GetAsync(IReadOnlyCollection<ModelId> ids, CancellationToken cancellationToken = default)
    {
        var known = ids.Distinct().ToDictionary(static id => id, Known);
        if (hub is null || options.Mode == ResolutionMode.Offline)
            return [.. ids.Select(id => known[id])];

        var wanted = known.Values.Where(NeedsHub).Select(static gathered => gathered.Subject.Id).ToList();
        foreach (var scored in await ModelScoring.RunAsync(hub, wanted, clock, cancellationToken: cancellationToken))
            known[scored.Snapshot.AskedId] = Join(known[scored.Snapshot.AskedId], scored);
        return [.. ids.Select(id => known[id])];
    }

    /// <summary>Returns whether scores are older than the age beyond which they are stale.</summary>
    public bool IsStale(ModelScore scores) => FactAge.IsBeyond(scores.AsOf, options.MaxAge, clock.GetUtcNow());

    private GatheredSubject Known(ModelId id)
    {
        var (inFile, embedded) = (options.Registry?.FindKnownAs(id)?.Model, options.Embedded.FindKnownAs(id)?.Model);
        var record = inFile is not null && embedded is not null ? TierOverlay.Join(embedded, inFile) : inFile ?? embedded;
        var scores = record?.Scores;
        return new GatheredSubject(
            new GateSubject(id) { Record = record, Score = scores is null ? null : ScoreRecords.ToScore(id, scores) },
            scores is null ? ScoreOrigin.None : ScoreOrigin.Registry);
    }

    private bool NeedsHub(GatheredSubject gathered) =>
        options.Mode == ResolutionMode.Online || gathered.Subject.Score is not { } scores || IsStale(scores) || KnownCount(scores) < MetricNames.All.Length;

    private GatheredSubject Join(GatheredSubject known, ScoredModel fresh)
    {
        var trouble = ScoringFailure.Of(fresh);
        var bug = fresh.Failures.OfType<HubError.Unexpected>().FirstOrDefault();
        var record = FreshRecord.Of(fresh.Snapshot, fresh.Score.AsOf, options.Context);
        if (record is not null && known.Subject.Record is { } old && !RecordMerge.IsAnotherModel(old, record))
            record = record with { RenamedFrom = [.. old.RenamedFrom.Append(old.Id).Where(id => id != record.Id).Union(record.RenamedFrom).Order()] };
        record ??= known.Subject.Record;
        // A refused request puts no value away.
        return known.Subject.Score is { } scores && KnownCount(fresh.Score) < KnownCount(scores)
            ? known with { Failure = trouble, Bug = bug }
            : new GatheredSubject(known.Subject with { Score = fresh.Score, Record = record }, KnownCount(fresh.Score) == 0 ? ScoreOrigin.None : ScoreOrigin.Hub, trouble) { Bug = bug };
    }

    private static int KnownCount(ModelScore scores) => scores.Metrics.Values.Count(static metric => metric.Value is not null);
}
