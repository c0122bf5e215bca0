using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Selection;
using HfRegistry.Snapshots;

namespace HfRegistry.UseCases;

/// <summary>A scored model, with what the configuration's gate says of it.</summary>
internal sealed record JudgedScore(ScoredModel Scored, GateVerdict Verdict);

/// <summary>The scores of models.</summary>
/// <param name="Models">The models, in the order in which they were asked for.</param>
/// <param name="Requests">Requests to the Hub, redirects and repetitions included.</param>
internal sealed record ScoreResult(ImmutableArray<JudgedScore> Models, long Requests)
{
    /// <summary>Gets why the facts were not kept, or null.</summary>
    public Diagnostic? NotSaved { get; init; }

    /// <summary>Gets whether the network or a bug left something out.</summary>
    public bool IsPartial => Models.Any(static model => model.Scored.Failures.Any(static error => error.IsTrouble));

    /// <summary>Gets what there is to tell: what could not be learned, renames, what could not be written.</summary>
    public ImmutableArray<Diagnostic> Diagnostics =>
    [
        .. Models.Select(static model => ProblemOf(model.Scored)).OfType<Diagnostic>(),
        .. Models.Select(static model => HubRename.Diagnostic(model.Scored.Snapshot.AskedId, model.Scored.Snapshot.Id)).OfType<Diagnostic>(),
        .. ModelSource.Problems(Models.Select(static model => model.Scored.Snapshot.Source)),
        .. NotSaved is { } problem ? [problem] : Array.Empty<Diagnostic>(),
    ];

    private static Diagnostic? ProblemOf(ScoredModel scored)
    {
        if (scored.Snapshot.Info.Error is { } refused)
            return HubDiagnostics.Of(refused, Consequence.ModelNotScored, scored.Snapshot.AskedId);
        var unknown = scored.Score.Metrics.Where(static metric => metric.Value.Value is null).Select(static metric => MetricNames.NameOf(metric.Key)).ToList();
        return scored.Unknown.IsEmpty || unknown.Count == 0
            ? null
            : DiagnosticCatalog.ScorePartial.Create(scored.Score.Id, string.Join(", ", unknown), string.Join("; ", scored.Unknown));
    }
}

/// <summary>Scores models by the Hub's facts, or by facts that were kept.</summary>
/// <param name="context">The built-in knowledge and the configuration, whose gate judges the scores.</param>
/// <param name="clock">Tells the time of the facts, and measures.</param>
internal sealed class ScoreUseCase(SelectionContext context, TimeProvider clock)
{
    /// <summary>Asks the Hub for the facts of models and scores them.</summary>
    /// <param name="hub">The Hub.</param>
    /// <param name="ids">The models.</param>
    /// <param name="snapshotFile">The absolute path of the file that keeps the facts, or null.</param>
    /// <param name="sources">The wish for evidence of source repositories, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ScoreResult> RunAsync(HubClient hub, IReadOnlyList<ModelId> ids, string? snapshotFile, SourceWish? sources, CancellationToken cancellationToken)
    {
        var scored = await ModelScoring.RunAsync(hub, ids, clock, sources, cancellationToken: cancellationToken);
        var problem = snapshotFile is null ? null : SnapshotFile.Save(scored.Select(static model => model.Snapshot), snapshotFile, clock);
        return new ScoreResult(Judge(scored), hub.RequestCount) { NotSaved = problem };
    }

    /// <summary>Scores the facts of a file without the network.</summary>
    /// <param name="snapshotFile">The absolute path of the file.</param>
    /// <param name="ids">The models, or none for all of them.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The scores; or why the file does not give them.</returns>
    public Outcome<ScoreResult> Run(string snapshotFile, IReadOnlyList<ModelId> ids, CancellationToken cancellationToken)
    {
        var loaded = SnapshotFile.Load(snapshotFile);
        if (loaded.Value is not { } stored)
            return new Outcome<ScoreResult>(null, loaded.Diagnostics);
        var found = ids.Select(id => (Id: id, Snapshot: stored.FirstOrDefault(snapshot => snapshot.AskedId == id || snapshot.Id == id))).ToList();
        var missing = found.Where(static one => one.Snapshot is null).Select(one => DiagnosticCatalog.SnapshotLacksModel.Create(snapshotFile, one.Id)).ToList();
        return missing.Count > 0
            ? new Outcome<ScoreResult>(null, missing)
            : new Outcome<ScoreResult>(new ScoreResult(Judge(ModelScoring.Recompute(ids.Count == 0 ? stored : [.. found.Select(static one => one.Snapshot!)], clock, cancellationToken)), Requests: 0));
    }

    /// <summary>Scores facts that are at hand, without the network.</summary>
    /// <param name="snapshot">The facts.</param>
    /// <param name="demands">The thresholds of this model alone, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public JudgedScore Run(ModelSnapshot snapshot, GateDemands? demands, CancellationToken cancellationToken)
    {
        var scored = ModelScoring.Recompute([snapshot], clock, cancellationToken)[0];
        return new JudgedScore(scored, Judge(scored, demands));
    }

    private ImmutableArray<JudgedScore> Judge(ImmutableArray<ScoredModel> scored) => [.. scored.Select(model => new JudgedScore(model, Judge(model, demands: null)))];

    // A stored snapshot is judged as of its day: its score is of that day too.
    private GateVerdict Judge(ScoredModel scored, GateDemands? demands)
    {
        var day = scored.Score.AsOf;
        var record = FreshRecord.Of(scored.Snapshot, day, context);
        var rules = GateUseCase.RulesFor(new GateSubject(scored.Score.Id) { Record = record }, demands, run: null, context.Configuration.Gate);
        return ModelGate.Judge(new GateSubject(scored.Snapshot.AskedId) { Score = scored.Score, Record = record }, rules, day);
    }
}
