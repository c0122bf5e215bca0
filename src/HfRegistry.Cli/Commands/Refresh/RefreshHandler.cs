using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Refresh;

/// <summary>One refresh of one registry file, told to a person or a program.</summary>
internal sealed class RefreshHandler(Workspace workspace, RefreshRequest request, RefreshFiles files, TimeSpan? timeout)
{
    private const int DefaultsShown = 20;

    /// <summary>Refreshes the file.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CommandOutput answer, CancellationToken cancellationToken)
    {
        var refresh = new RefreshUseCase(workspace.Environment, workspace.Context, answer.IO.Clock) { Timeout = timeout, Logger = answer.IO.Log };
        var outcome = await ProgressView.RunAsync<RefreshProgress, Outcome<RefreshedFile>>(
            answer.IO, static (step, _) => new ProgressStep(step.Done, step.Total, step.ToString()), progress => refresh.RunAsync(files, _ => request, progress, cancellationToken));
        return outcome.Value is { } refreshed ? Report(refreshed, answer) : answer.WriteErrors(outcome.Diagnostics);
    }

    private int Report(RefreshedFile refreshed, CommandOutput answer)
    {
        var (result, diagnostics) = (refreshed.Result, refreshed.Diagnostics);
        answer.WriteDiagnostics(diagnostics);
        var document = new RefreshDocument
        {
            Registry = TextSanitizer.Sanitize(files.Registry, int.MaxValue),
            Shard = request.Options.Shard?.ToString(),
            Updated = [.. result.Updated.Select(static type => type.Name)],
            Unchanged = [.. result.Unchanged.Select(static type => type.Name)],
            Failed = [.. result.Failed.Select(static failure => new FailureRow(failure.Type.Name, failure.Error.Message))],
            Requests = result.Requests,
            ElapsedMs = (long)result.Elapsed.TotalMilliseconds,
            Partial = result.IsPartial,
            Resumed = result.Resumed,
            DryRun = files.IsDryRun,
            Written = refreshed.IsWritten,
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        answer.Write(document, static () => RefreshJson.Default.RefreshDocument, (told, io) => WriteText(told, refreshed.Before, result.Registry, io));
        if (refreshed.NotWritten is { } notWritten)
            return ExitCode.Of([notWritten]);
        return result.IsPartial ? ExitCode.Network : ExitCode.Of(diagnostics);
    }

    private static void WriteText(RefreshDocument refreshed, ModelRegistry old, ModelRegistry now, CommandIO io)
    {
        var outcome = refreshed switch
        {
            { Written: true } => "written",
            { DryRun: true } => "not written (dry run)",
            { Updated.Count: 0 } => "nothing to write",
            _ => "not written",
        };
        io.Out.WriteLine($"{refreshed.Registry}: {outcome}{(refreshed.Shard is { } shard ? $", part {shard}" : "")}");
        io.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {refreshed.Updated.Count} updated, {refreshed.Unchanged.Count} unchanged, {refreshed.Failed.Count} failed; {CountText.Of(refreshed.Requests, "request")} in {refreshed.ElapsedMs / 1000.0:0.0} s"));
        var moved = now.Entries.Where(entry => old.Find(entry.Type)?.DefaultModel != entry.DefaultModel).ToList();
        foreach (var entry in moved.Take(DefaultsShown))
            io.Out.WriteLine($"  {entry.Type.Name}: {Id(old.Find(entry.Type)?.DefaultModel)} -> {Id(entry.DefaultModel)} ({TextSanitizer.Sanitize(entry.DefaultReason)})");
        if (moved.Count > DefaultsShown)
            io.Out.WriteLine($"  and {moved.Count - DefaultsShown} more new defaults");
        foreach (var failure in refreshed.Failed)
            io.Out.WriteLine($"  {failure.ModelType} failed: {failure.Error}");
    }

    private static string Id(ModelId? id) => id?.ToString() ?? "(none)";
}
