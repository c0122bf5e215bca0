using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.UseCases;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>One run of <c>mof draft</c>.</summary>
internal sealed class MofDraftHandler(Workspace workspace, HubToken? token, DraftOptions options, TimeSpan? timeout)
{
    /// <summary>Drafts, reports, and gives the exit code.</summary>
    public async Task<int> RunAsync(ImmutableArray<ModelId> ids, CommandOutput answer, CancellationToken cancellationToken)
    {
        using var hub = (workspace with { Environment = workspace.Environment with { Token = token }, TokenRepaired = null }).Connect(timeout);
        var drafting = new DraftUseCase(hub, options, workspace.Clock);
        // A person who is asked must see the questions, not a bar.
        var result = options.Review is null
            ? await ProgressView.RunAsync<DraftProgress, DraftResult>(answer.IO, MofDraftText.Describe, progress => drafting.RunAsync(ids, progress, cancellationToken))
            : await drafting.RunAsync(ids, null, cancellationToken);
        return Report(result, answer);
    }

    private static int Report(DraftResult result, CommandOutput answer)
    {
        var diagnostics = result.Diagnostics;
        answer.WriteDiagnostics(diagnostics);
        var document = new MofDraftDocument
        {
            Drafts = [.. result.Outcomes.Select(DraftRow.Of)],
            Drafted = result.Count(DraftStatus.Drafted),
            Unchanged = result.Count(DraftStatus.Unchanged),
            Kept = result.Count(DraftStatus.Kept),
            Dropped = result.Count(DraftStatus.Dropped),
            Duplicates = result.Count(DraftStatus.Duplicate),
            Failed = result.Count(DraftStatus.Failed),
            Partial = result.IsPartial,
            Requests = result.Requests,
            ElapsedMs = (long)result.Elapsed.TotalMilliseconds,
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        answer.Write(document, static () => MofDraftJson.Default.MofDraftDocument, MofDraftText.Write);
        return result.IsPartial ? ExitCode.Network
            : ExitCode.Of(diagnostics) is not ExitCode.Done and var code ? code
            : document.Kept > 0 ? ExitCode.Refused
            : ExitCode.Done;
    }
}
