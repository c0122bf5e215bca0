using System.Collections.Immutable;
using HfRegistry.Cli.Output;
using HfRegistry.Hub;
using HfRegistry.Mof.Drafting;

namespace HfRegistry.Cli.Commands.Mof.Draft;

/// <summary>One run of <c>mof draft</c>.</summary>
internal sealed class MofDraftHandler(Workspace workspace, HubToken? token, DraftOptions options, TimeSpan? timeout)
{
    /// <summary>Drafts, reports, and gives the exit code.</summary>
    public async Task<int> RunAsync(ImmutableArray<ModelId> ids, CommandOutput answer, CancellationToken cancellationToken)
    {
        var working = HubOptions.Of(workspace.Environment with { Token = token }, workspace.Context.Configuration.MaxRequestsPerMinute) with { Logger = answer.IO.Log };
        using var hub = new HubClient(timeout is { } limit ? working.WithTimeout(limit) : working, workspace.Clock);
        var drafter = new MofDrafter(hub, options, workspace.Clock);
        // A person who is asked must see the questions, not a bar.
        var result = options.Review is null
            ? await ProgressView.RunAsync<DraftProgress, DraftResult>(answer.IO, MofDraftText.Describe, progress => drafter.DraftAsync(ids, progress, cancellationToken))
            : await drafter.DraftAsync(ids, null, cancellationToken);
        return Report(result, answer);
    }

    private static int Report(DraftResult result, CommandOutput answer)
    {
        ImmutableArray<Diagnostic> diagnostics = [.. result.Outcomes.Select(static outcome => outcome.Diagnostic).OfType<Diagnostic>()];
        if (result.Outcomes.Where(static outcome => outcome.IsTransient).Select(static outcome => outcome.Asked).ToList() is { Count: > 0 } left)
            diagnostics = diagnostics.Add(DiagnosticCatalog.MofDraftPartial.Create(left.Count, left.Select(static id => id.ToString())));
        answer.WriteDiagnostics(diagnostics);
        int Count(DraftStatus status) => result.Outcomes.Count(outcome => outcome.Status == status);
        var document = new MofDraftDocument
        {
            Drafts = [.. result.Outcomes.Select(DraftRow.Of)],
            Drafted = Count(DraftStatus.Drafted),
            Unchanged = Count(DraftStatus.Unchanged),
            Kept = Count(DraftStatus.Kept),
            Dropped = Count(DraftStatus.Dropped),
            Duplicates = Count(DraftStatus.Duplicate),
            Failed = Count(DraftStatus.Failed),
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
