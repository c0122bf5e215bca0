using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Verbs;

/// <summary><c>refresh</c>: brings the registry file up to date with the Hub.</summary>
internal static class RefreshVerb
{
    public static Command Create(CommandIO io)
    {
        var types = new Option<string[]>("--type", "--model-type") { Description = "Refresh this type only; may be given again.", HelpName = "TYPE" };
        var ids = new Option<string[]>("--id") { Description = "Ask for this model too; an old id is kept as a former name. May be given again.", HelpName = "ID" };
        var registry = new Option<string?>("--registry")
        {
            Description = "The registry file (by default the nearest huggingface_model_types.json up to the repository root, else a new one here).",
            HelpName = "PATH",
        };
        var dryRun = new Option<bool>("--dry-run") { Description = "Ask the Hub and tell what would change, but write nothing." };
        var command = new Command("refresh", "Ask the Hub and bring the registry file up to date; a type that fails keeps its old entry.")
        {
            types, ids, registry, dryRun,
        };
        return command.Does(io, async (parsed, answer, cancellationToken) =>
        {
            var opened = Workspace.OpenWithoutRegistry(io);
            if (opened.Value is not { } workspace)
                return answer.Fail(opened.Diagnostics);
            answer.Tell(opened.Diagnostics);
            if (NetworkSwitches.BanOn("hfregistry refresh", workspace.Environment) is { } ban)
                return answer.Fail([ban]);
            if (workspace.SwitchProblem is { } problem)
                return answer.Fail([problem]);
            var (options, mistakes) = Read(parsed.GetValue(types) ?? [], parsed.GetValue(ids) ?? [], workspace.MaxAge);
            if (mistakes.Count > 0)
                return answer.Fail(mistakes);
            var path = Workspace.RegistryPathOf(io, parsed.GetValue(registry)) ?? Path.Combine(io.Folder, RegistryFile.FileName);
            return await RefreshAsync(new Job(workspace, options, path, parsed.GetValue(dryRun)), answer, cancellationToken);
        });
    }

    private sealed record Job(Workspace Workspace, RefreshOptions Options, string Path, bool IsDryRun);

    private static (RefreshOptions Options, IReadOnlyList<Diagnostic> Mistakes) Read(string[] types, string[] ids, TimeSpan maxAge)
    {
        var typesRead = types.Select(static text => (Text: text, Value: ModelType.TryParse(text, out var type) ? type : null)).ToList();
        var idsRead = ids.Select(static text => (Text: text, Value: ModelId.TryParse(text, out var id) ? id : null)).ToList();
        Diagnostic[] mistakes =
        [
            .. typesRead.Where(static read => read.Value is null).Select(static read => DiagnosticCatalogue.InvalidValue.Says(
                $"'{Printable.Of(read.Text)}' is no model type: write the Hub's config.model_type.")),
            .. idsRead.Where(static read => read.Value is null).Select(static read => DiagnosticCatalogue.InvalidValue.Says(
                $"'{Printable.Of(read.Text)}' is no model id: write owner/name.")),
        ];
        var options = new RefreshOptions
        {
            Types = [.. typesRead.Select(static read => read.Value).OfType<ModelType>()],
            Ids = [.. idsRead.Select(static read => read.Value).OfType<ModelId>()],
            MaxAge = maxAge,
        };
        return (options, mistakes);
    }

    private static async Task<int> RefreshAsync(Job job, Answer answer, CancellationToken cancellationToken)
    {
        // Held from the read to the write, so that two refreshes of one file never lose each other's work.
        var (fileLock, busy) = job.IsDryRun ? (null, null) : await AtomicFile.LockAsync(job.Path, answer.IO.Clock, cancellationToken);
        if (busy is not null)
            return answer.Fail([busy]);
        using (fileLock)
        {
            var before = File.Exists(job.Path) ? RegistryFile.Load(job.Path) : new Outcome<ModelRegistry>(ModelRegistry.Empty);
            if (before.Value is not { } old)
                return answer.Fail(before.Diagnostics);

            using var hub = job.Workspace.Connect();
            var refresher = new RegistryRefresher(hub, job.Workspace.Context, answer.IO.Clock);
            var result = await RefreshProgressView.RunAsync(
                answer.IO, progress => refresher.RefreshAsync(old, job.Options, progress, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();

            var isWritten = !job.IsDryRun && !result.Updated.IsEmpty;
            var notWritten = isWritten ? RegistryFile.Save(result.Registry, job.Path) : null;
            return Report(job, old, result, isWritten && notWritten is null, notWritten, answer);
        }
    }

    private static int Report(Job job, ModelRegistry old, RefreshResult result, bool isWritten, Diagnostic? notWritten, Answer answer)
    {
        ImmutableArray<Diagnostic> diagnostics = notWritten is null ? result.Diagnostics : [.. result.Diagnostics, notWritten];
        answer.Tell(diagnostics);
        var document = new RefreshDocument
        {
            Registry = Printable.Of(job.Path, int.MaxValue),
            Updated = [.. result.Updated.Select(static type => type.Name)],
            Unchanged = [.. result.Unchanged.Select(static type => type.Name)],
            Failed = [.. result.Failed.Select(static failure => new FailureRow(failure.Type.Name, failure.Error.Message))],
            Requests = result.Requests,
            ElapsedMs = (long)result.Elapsed.TotalMilliseconds,
            Partial = result.IsPartial,
            DryRun = job.IsDryRun,
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
        foreach (var entry in now.Entries)
        {
            var before = old.Find(entry.Type)?.DefaultModel;
            if (before != entry.DefaultModel)
                io.Out.WriteLine($"  {entry.Type.Name}: {before?.ToString() ?? "(none)"} -> {entry.DefaultModel?.ToString() ?? "(none)"} ({Printable.Of(entry.DefaultReason)})");
        }

        foreach (var failure in refreshed.Failed)
            io.Out.WriteLine($"  {failure.ModelType} failed: {failure.Error}");
    }
}
