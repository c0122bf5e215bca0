using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality.Scoring;

/// <summary>A model's score with what it rests on.</summary>
/// <param name="Snapshot">The facts.</param>
/// <param name="Score">What follows from them.</param>
/// <param name="Fetching">How long the Hub was asked; null for a stored snapshot.</param>
/// <param name="Timings">How long the metrics took.</param>
internal sealed record ScoredModel(ModelSnapshot Snapshot, ModelScore Score, TimeSpan? Fetching, ScoreTimings Timings)
{
    /// <summary>Gets the Hub's failures that made something unknown; none of a stored snapshot, which keeps their reasons alone.</summary>
    public ImmutableArray<HubError> Failures =>
    [
        .. new[] { Snapshot.Info.Error, Snapshot.Card.Error, Snapshot.History.Error }.Concat(Snapshot.Datasets.Select(static dataset => dataset.Facts.Error)).OfType<HubError>(),
    ];

    /// <summary>Gets what could not be learned, each once; empty when everything was.</summary>
    public ImmutableArray<string> Unknown =>
    [
        .. new[] { Snapshot.Info.UnknownBecause, Snapshot.Card.UnknownBecause, Snapshot.History.UnknownBecause }
            .Concat(Snapshot.Datasets.Select(static dataset => dataset.Facts.UnknownBecause)).OfType<string>().Distinct(StringComparer.Ordinal),
    ];
}

/// <summary>Scores many models: snapshots are taken at once, in bounded number, and every score follows from its snapshot alone.</summary>
internal static class ModelScoring
{
    /// <summary>The number of models that are asked about at once; the client bounds its requests by itself.</summary>
    public const int MaxConcurrency = 16;

    /// <summary>Takes snapshots of models and scores them.</summary>
    /// <param name="hub">The Hub.</param>
    /// <param name="ids">The models.</param>
    /// <param name="clock">Tells the time of the snapshots, and measures.</param>
    /// <param name="sources">The wish for evidence of source repositories, or null.</param>
    /// <param name="scored">Hears each model when it is done, in any order, one at a time.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The scores in the order of the ids.</returns>
    public static async Task<ImmutableArray<ScoredModel>> RunAsync(
        HubClient hub, IReadOnlyList<ModelId> ids, TimeProvider clock, SourceWish? sources = null, Action<ScoredModel>? scored = null, CancellationToken cancellationToken = default)
    {
        var taker = new SnapshotTaker(hub, clock, sources);
        var results = new ScoredModel[ids.Count];
        var telling = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, ids.Count, options, async (place, token) =>
        {
            var start = clock.GetTimestamp();
            var bug = await BatchItem.RunAsync(async () => results[place] = Of(await taker.TakeAsync(ids[place], token), clock, clock.GetElapsedTime(start), token));
            if (bug is not null)
                results[place] = Of(taker.Unseen(ids[place], bug), clock, clock.GetElapsedTime(start), token);
            lock (telling)
                scored?.Invoke(results[place]);
        });
        return ImmutableArray.Create(results);
    }

    /// <summary>Scores stored snapshots again, without the network.</summary>
    /// <param name="snapshots">The snapshots.</param>
    /// <param name="clock">Measures.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The scores in the order of the snapshots.</returns>
    public static ImmutableArray<ScoredModel> Recompute(IReadOnlyList<ModelSnapshot> snapshots, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        var results = new ScoredModel[snapshots.Count];
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(0, snapshots.Count, options, place => results[place] = Of(snapshots[place], clock, fetching: null, cancellationToken));
        return ImmutableArray.Create(results);
    }

    private static ScoredModel Of(ModelSnapshot snapshot, TimeProvider clock, TimeSpan? fetching, CancellationToken cancellationToken)
    {
        var (score, timings) = ModelScorer.Score(snapshot, clock, cancellationToken);
        return new ScoredModel(snapshot, score, fetching, timings);
    }
}
