using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.Gate;
using HfRegistry.Hub;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;
using HfRegistry.Snapshots;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Score;

/// <summary>One run of <c>score</c>: scores models and tells the result.</summary>
internal sealed class ScoreHandler(Workspace workspace, CommandOutput answer, bool explains, bool asMarkdown)
{
    private readonly long _started = answer.IO.Clock.GetTimestamp();

    /// <summary>Asks the Hub, and keeps the facts when a file for them is named.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> AskAsync(HubClient hub, IReadOnlyList<ModelId> ids, string? saveTo, CancellationToken cancellationToken)
    {
        var scored = await ModelScoring.RunAsync(hub, ids, answer.IO.Clock, cancellationToken: cancellationToken);
        var problem = saveTo is null ? null : SnapshotFile.Save(scored.Select(static model => model.Snapshot), saveTo, answer.IO.Clock);
        return Report(scored, hub.RequestCount, problem is null ? [] : [problem]);
    }

    /// <summary>Scores the facts of a file; those of the named models, or all.</summary>
    /// <returns>The exit code.</returns>
    public int Recompute(string path, IReadOnlyList<ModelId> ids, CancellationToken cancellationToken)
    {
        var loaded = SnapshotFile.Load(path);
        if (loaded.Value is not { } stored)
            return answer.WriteErrors(loaded.Diagnostics);
        var missing = ids.Where(id => !stored.Any(snapshot => IsOf(snapshot, id))).ToList();
        if (missing.Count > 0)
        {
            return answer.WriteErrors([.. missing.Select(id => DiagnosticCatalog.SnapshotLacksModel.Create(path, id))]);
        }

        var wanted = ids.Count == 0 ? stored : [.. ids.Select(id => stored.First(snapshot => IsOf(snapshot, id)))];
        return Report(ModelScoring.Recompute(wanted, answer.IO.Clock, cancellationToken), requests: 0, []);
    }

    private static bool IsOf(ModelSnapshot snapshot, ModelId id) => snapshot.AskedId == id || snapshot.Id == id;

    private int Report(ImmutableArray<ScoredModel> scored, long requests, IReadOnlyList<Diagnostic> others)
    {
        Diagnostic[] diagnostics =
        [
            .. scored.Select(DiagnosticOf).OfType<Diagnostic>(),
            .. scored.Select(static model => HubRename.Diagnostic(model.Snapshot.AskedId, model.Snapshot.Id)).OfType<Diagnostic>(),
            .. others,
        ];
        answer.WriteDiagnostics(diagnostics);
        var elapsed = answer.IO.Clock.GetElapsedTime(_started);
        var document = new ScoreDocument(
            [.. scored.Select(model => ScoreRow.Of(model, Judge(model)))], requests, (long)elapsed.TotalMilliseconds, [.. diagnostics.Select(DiagnosticRow.Of)]);
        answer.Write(document, static () => ScoreJson.Default.ScoreDocument, (written, io) =>
        {
            if (asMarkdown)
                ScoreMarkdown.Write(written, explains, io);
            else
                ScoreTable.Write(written, explains, io);
        });
        // What is missing outweighs what was found; what could not be written outweighs both.
        var isPartial = scored.Any(static model => model.Failures.Any(static error => error.IsTrouble));
        return ExitCode.Of(others) is > ExitCode.Done and var code ? code : isPartial ? ExitCode.Network : ExitCode.Of(diagnostics);
    }

    // A stored snapshot is judged as of its day: its score is of that day too.
    private GateVerdict Judge(ScoredModel scored)
    {
        var (id, day, context) = (scored.Score.Id, scored.Score.AsOf, workspace.Context);
        var record = FreshRecord.Of(scored.Snapshot, day, context);
        var rules = GateUseCase.RulesFor(new GateSubject(id) { Record = record }, demands: null, run: null, context.Configuration.Gate);
        return ModelGate.Judge(new GateSubject(scored.Snapshot.AskedId) { Score = scored.Score, Record = record }, rules, day);
    }

    private static Diagnostic? DiagnosticOf(ScoredModel scored)
    {
        if (scored.Snapshot.Info.Value is null && scored.Failures is [var refused, ..])
            return HubDiagnostics.Of(refused, Consequence.ModelNotScored, scored.Snapshot.AskedId);
        var unknown = scored.Score.Metrics.Where(static metric => metric.Value.Value is null).Select(static metric => MetricNames.NameOf(metric.Key)).ToList();
        return scored.Unknown.IsEmpty || unknown.Count == 0
            ? null
            : DiagnosticCatalog.ScorePartial.Create(scored.Score.Id, string.Join(", ", unknown), string.Join("; ", scored.Unknown));
    }
}
