using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Refresh;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Verbs;

/// <summary>One refresh of one registry file.</summary>
internal sealed class RefreshRun(Workspace workspace, RefreshOptions options, string path, bool isDryRun, bool withDetails)
{
    private const int DefaultsShown = 20;

    /// <summary>Reads the file, asks the Hub, and replaces the file at once at the end or not at all.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(Answer answer, CancellationToken cancellationToken)
    {
        // Held from the read to the write, so that two refreshes of one file never lose each other's work.
        var taken = isDryRun ? null : await RegistryFile.LockAsync(path, answer.IO.Clock, cancellationToken);
        if (taken is { Value: null })
            return answer.Fail(taken.Diagnostics);
        using (taken?.Value)
        {
            var before = File.Exists(path) ? RegistryFile.Load(path) : new Outcome<ModelRegistry>(ModelRegistry.Empty);
            if (before.Value is not { } old)
                return answer.Fail(before.Diagnostics);

            using var hub = workspace.Connect();
            var refresher = new RegistryRefresher(hub, workspace.Context, answer.IO.Clock);
            var result = await RefreshProgressView.RunAsync(
                answer.IO, progress => refresher.RefreshAsync(old, options, progress, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (withDetails)
                result = await new DefaultDetails(hub, answer.IO.Clock).AddAsync(result, cancellationToken);

            var isWritten = !isDryRun && !result.Updated.IsEmpty;
            var notWritten = isWritten ? RegistryFile.Save(result.Registry, path) : null;
            return Report(old, result, isWritten && notWritten is null, notWritten, answer);
        }
    }

    private int Report(ModelRegistry old, RefreshResult result, bool isWritten, Diagnostic? notWritten, Answer answer)
    {
        ImmutableArray<Diagnostic> diagnostics = notWritten is null ? result.Diagnostics : [.. result.Diagnostics, notWritten];
        answer.Tell(diagnostics);
        var document = new RefreshDocument
        {
            Registry = Printable.Of(path, int.MaxValue),
            Updated = [.. result.Updated.Select(static type => type.Name)],
            Unchanged = [.. result.Unchanged.Select(static type => type.Name)],
            Failed = [.. result.Failed.Select(static failure => new FailureRow(failure.Type.Name, failure.Error.Message))],
            Requests = result.Requests,
            ElapsedMs = (long)result.Elapsed.TotalMilliseconds,
            Partial = result.IsPartial,
            DryRun = isDryRun,
            Written = isWritten,
            Diagnostics = [.. diagnostics.Select(DiagnosticRow.Of)],
        };
        answer.Write(document, JsonOutput.Indented.RefreshDocument, (refreshed, io) => WriteText(refreshed, old, result.Registry, io));
        if (notWritten is not null)
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
        io.Out.WriteLine($"{refreshed.Registry}: {outcome}");
        io.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {refreshed.Updated.Count} updated, {refreshed.Unchanged.Count} unchanged, {refreshed.Failed.Count} failed; {refreshed.Requests} requests in {refreshed.ElapsedMs / 1000.0:0.0} s"));
        var moved = now.Entries.Where(entry => old.Find(entry.Type)?.DefaultModel != entry.DefaultModel).ToList();
        foreach (var entry in moved.Take(DefaultsShown))
            io.Out.WriteLine($"  {entry.Type.Name}: {Id(old.Find(entry.Type)?.DefaultModel)} -> {Id(entry.DefaultModel)} ({Printable.Of(entry.DefaultReason)})");
        if (moved.Count > DefaultsShown)
            io.Out.WriteLine($"  and {moved.Count - DefaultsShown} more new defaults");
        foreach (var failure in refreshed.Failed)
            io.Out.WriteLine($"  {failure.ModelType} failed: {failure.Error}");
    }

    private static string Id(ModelId? id) => id?.ToString() ?? "(none)";
}
