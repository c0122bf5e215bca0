using System.Text.Json;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Steps;

/// <summary>
/// Turns a repository of the Hub into a package of the store and the catalog. Every step can be repeated and is recorded with what it produced: a run that was cut
/// off goes on with the same commit. The package is entered last, so that nothing half-stored is ever listed. Safe for concurrent use.
/// </summary>
/// <param name="options">How.</param>
/// <param name="hub">The Hub.</param>
/// <param name="store">Where packages are stored.</param>
/// <param name="catalog">Where packages and runs are entered.</param>
/// <param name="clock">The clock.</param>
internal sealed class IngestionEngine(IngestOptions options, HubClient hub, IPackageStore store, ICatalog catalog, TimeProvider clock)
{
    /// <summary>Ingests a repository.</summary>
    /// <param name="request">The repository.</param>
    /// <param name="progress">Hears of each step as it begins and of its bytes, from many threads; null for nobody.</param>
    /// <param name="cancellationToken">Ends it at once. The run stays open, and an equal request goes on with it.</param>
    public async Task<IngestResult> RunAsync(IngestRequest request, IProgress<IngestProgress>? progress, CancellationToken cancellationToken)
    {
        var taken = await IngestLock.TakeAsync(options, ResolvedRepository.KindOf(request.Kind), request.Id, clock, cancellationToken);
        using var held = taken.Value;
        if (held is null)
            return Unbegun(request, taken.Diagnostics);
        var begun = request.RunId is { } open ? await FindOpenAsync(request, open, cancellationToken) : await catalog.BeginAsync(request.Run, cancellationToken);
        if (begun.Value is not { } run)
            return Unbegun(request, begun.Diagnostics);
        var attempt = new IngestAttempt(options, hub, store, catalog, clock, request, run, progress);
        try
        {
            var ended = await attempt.RunAsync(cancellationToken);
            return ended.Status == IngestStatus.Stored || (ended.Status == IngestStatus.Failed && request.IsRepeated) ? ended : await EndAsync(ended, run, cancellationToken);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A content went from the cache, or its disk failed, while it was read.
            var ended = attempt.Stopped(StepStop.Of(DiagnosticCatalog.PackageNotRead.Create(request.Id, refused.Message)));
            return request.IsRepeated ? ended : await EndAsync(ended, run, cancellationToken);
        }
    }

    // A run that ended meanwhile must not begin again as another one: it may have been canceled.
    private async Task<Outcome<IngestionRun>> FindOpenAsync(IngestRequest request, Guid runId, CancellationToken cancellationToken)
    {
        var found = await catalog.FindRunAsync(request.Tenant, runId, cancellationToken);
        return found.Value is { State: RunState.Open } run ? new Outcome<IngestionRun>(run) : new Outcome<IngestionRun>(found.Error ?? DiagnosticCatalog.RunEnded.Create(request.Id));
    }

    private static IngestResult Unbegun(IngestRequest request, IReadOnlyList<Diagnostic> diagnostics) =>
        new(request, IngestStatus.Failed, IngestStep.Resolve) { Diagnostics = [.. diagnostics] };

    // A catalog that cannot even be told so keeps an open run, with which the next request goes on.
    private async Task<IngestResult> EndAsync(IngestResult ended, IngestionRun run, CancellationToken cancellationToken)
    {
        // A metric that the Hub would not tell for now is the Hub's trouble, and no finding of the gate.
        var error = ended is { Step: IngestStep.Gate, HubError: { } trouble }
            ? HubDiagnostics.Of(trouble, Consequence.ModelNotIngested, ended.Request.Id)
            : ended.Diagnostics.First(static diagnostic => diagnostic.Severity == Severity.Error);
        var metrics = ended is { Step: IngestStep.Gate, Verdict.Metrics: { IsEmpty: false } failed } ? failed.Select(static one => one.ToString()).ToList() : null;
        var failure = JsonSerializer.Serialize(new FailureProduct(StepProducts.NameOf(ended.Step), error.Code, error.Message, metrics), StepJson.Default.FailureProduct);
        var refused = await catalog.EndAsync(run.RunId, RunState.Failed, failure, cancellationToken);
        return refused is null || ended.Diagnostics.Contains(refused) ? ended : ended with { Diagnostics = [.. ended.Diagnostics, refused with { Severity = Severity.Warning }] };
    }
}
