using System.Globalization;
using HfRegistry.Cli.Commands.Mof.Draft;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Gaps;
using HfRegistry.Mof.UseCases;
using HfRegistry.Snapshots;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Gap;

/// <summary>One run of <c>mof gap</c>: the analysis, and the batch of drafts where it was asked for.</summary>
internal sealed class MofGapHandler(Workspace workspace, MofGapSettings settings, ISourceReader? sources, MofGapReport writer, TimeSpan? timeout)
{
    /// <summary>Analyses, drafts, reports, and gives the exit code.</summary>
    public async Task<int> RunAsync(CollectedDocuments collection, CommandOutput answer, CancellationToken cancellationToken)
    {
        using var hub = workspace.Connect(timeout);
        var analysis = new GapUseCase(hub, workspace.Known, workspace.Clock);
        var report = await ProgressView.RunAsync<GapProgress, GapReport>(
            answer.IO,
            static (step, _) => new ProgressStep(step.Done, step.Total, string.Create(CultureInfo.InvariantCulture, $"{step.Done} of at most {step.Total} {step.What}")),
            progress => analysis.RunAsync(collection, settings.Query, answer.WriteNote, progress, cancellationToken));
        var drafts = settings.IsDraft ? await DraftAsync(hub, report, answer, cancellationToken) : null;

        Diagnostic[] diagnostics = [.. report.Diagnostics, .. drafts?.Result?.Problems ?? []];
        answer.WriteDiagnostics(diagnostics);
        var document = MofGapDocument.Of(report, drafts, diagnostics, path => MofWorkspace.Shown(answer.IO, path)) with { Requests = hub.RequestCount };
        if (writer.Write(report, document, answer) is { } unwritten)
            return answer.WriteErrors([unwritten]);
        return report.IsPartial || collection.HasBug || drafts?.Result is { IsPartial: true } ? ExitCode.Network
            : collection.Problems.IsEmpty && (drafts?.Result?.Count(DraftStatus.Failed) ?? 0) == 0 ? ExitCode.Done
            : ExitCode.Findings;
    }

    private async Task<MofGapDrafts> DraftAsync(Hub.HubClient hub, GapReport report, CommandOutput answer, CancellationToken cancellationToken)
    {
        var folder = answer.IO.PathOf(settings.OutputDir);
        var store = new FolderDraftStore(folder, workspace.Clock);
        var batch = DraftBatch.Of(report, store, settings.MaxDrafts);
        if (batch.Ids.IsEmpty || (!settings.IsConfirmed && !IsWanted(batch, folder, answer.IO)))
            return new MofGapDrafts(batch, null);
        var drafting = new DraftUseCase(hub, new DraftOptions(store) { Sources = sources }, workspace.Clock);
        return new MofGapDrafts(batch, await ProgressView.RunAsync<DraftProgress, DraftResult>(answer.IO, MofDraftText.Describe, progress => drafting.RunAsync(batch.Ids, progress, cancellationToken)));
    }

    private static bool IsWanted(DraftBatch batch, string folder, CommandIO io)
    {
        io.Error.Write(string.Create(
            CultureInfo.InvariantCulture, $"Draft {batch.Ids.Length} of {batch.Ids.Length + batch.Left} missing models into {TextSanitizer.Sanitize(folder, int.MaxValue)}, from {batch.Ids[0]} on? [y/N] "));
        io.Error.Flush();
        return io.In.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}

/// <summary>A batch of drafts and what became of it; null when nobody wanted it, or there was nothing to draft.</summary>
internal sealed record MofGapDrafts(DraftBatch Batch, DraftResult? Result);
