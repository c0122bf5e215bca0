using System.CommandLine;
using System.Globalization;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Verbs;

/// <summary><c>lock</c>: shows, checks and updates lock files. It needs no project: a lock file holds its requests.</summary>
internal static class LockVerb
{
    /// <summary>An update is a deliberate act that must not lock yesterday's answer for want of a second.</summary>
    private static readonly TimeSpan HubBudgetOfUpdate = TimeSpan.FromSeconds(30);

    public static Command Create(CommandIO io) => new("lock", "Show, check or update the lock files of projects.")
    {
        Show(io), Check(io), Update(io),
    };

    private static Command Show(CommandIO io)
    {
        var paths = Paths(ArgumentArity.ZeroOrMore);
        return new Command("show", "List what a lock file holds.") { paths }.Does(io, (parsed, answer, _) =>
        {
            var (files, mistakes) = Load(io, parsed.GetValue(paths) ?? []);
            if (mistakes.Count > 0)
                return Task.FromResult(answer.Fail(mistakes));
            answer.Write(new LockDocument([.. files.Select(Row)], []), JsonOutput.Indented.LockDocument, WriteLocked);
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static Command Check(CommandIO io)
    {
        var paths = Paths(ArgumentArity.ZeroOrMore);
        var source = new SourceOptions();
        var command = new Command("check", "Tell whether an update would change a lock file; exit code 1 if so.") { paths };
        source.AddTo(command);
        return command.Does(io, (parsed, answer, cancellationToken) =>
            ResolveAnewAsync(new Job(io, parsed.GetValue(paths) ?? [], parsed.GetValue(source.Registry), source.Asked(parsed), Writes: false), answer, cancellationToken));
    }

    private static Command Update(CommandIO io)
    {
        var paths = Paths(ArgumentArity.OneOrMore);
        var source = new SourceOptions();
        var command = new Command("update", "Resolve the requests of lock files anew and write the answers.") { paths };
        source.AddTo(command);
        return command.Does(io, (parsed, answer, cancellationToken) =>
            ResolveAnewAsync(new Job(io, parsed.GetValue(paths) ?? [], parsed.GetValue(source.Registry), source.Asked(parsed), Writes: true), answer, cancellationToken));
    }

    private sealed record Job(CommandIO IO, string[] Paths, string? Registry, ResolutionMode? Asked, bool Writes);

    private static Argument<string[]> Paths(ArgumentArity arity) => new("PATH")
    {
        Description = $"Lock files, or folders that hold a {LockFile.FileName}{(arity.MinimumNumberOfValues == 0 ? " (by default the nearest up to the repository root)" : "")}.",
        Arity = arity,
    };

    private static async Task<int> ResolveAnewAsync(Job job, Answer answer, CancellationToken cancellationToken)
    {
        var opened = Workspace.Open(job.IO, job.Registry);
        if (opened.Value is not { } workspace)
            return answer.Fail(opened.Diagnostics);
        answer.Tell(opened.Diagnostics);
        var policy = NetworkPolicy.Of(job.Asked, workspace.Environment);
        if (policy.Mode != ResolutionMode.Offline && workspace.SwitchProblem is { } problem)
            return answer.Fail([problem]);
        var (files, mistakes) = Load(job.IO, job.Paths);
        if (mistakes.Count > 0)
            return answer.Fail(mistakes);

        var options = workspace.ResolverOptions(policy.Mode) with { HubBudget = HubBudgetOfUpdate };
        using var hub = policy.Mode == ResolutionMode.Offline ? null : workspace.Connect(options.HubBudget);
        var resolver = new ModelResolver(options, hub, job.IO.Clock);
        var rows = new List<LockFileRow>();
        var diagnostics = new List<Diagnostic>();
        foreach (var file in files)
        {
            var requests = file.Lock.Entries.Select(entry => (entry.Request, (SourceLocation?)new SourceLocation(file.Path))).ToList();
            var update = await LockUpdater.UpdateAsync(file.Lock, requests, resolver, cancellationToken);
            diagnostics.AddRange(update.Diagnostics);
            var notWritten = job.Writes && !update.Changes.IsEmpty ? update.Lock.Save(file.Path) : null;
            if (notWritten is not null)
                diagnostics.Add(notWritten);
            else if (!job.Writes)
                diagnostics.AddRange(update.Changes.Select(change => Difference(file.Path, change)));
            rows.Add(Row(file with { Lock = update.Lock }) with
            {
                Differences = [.. update.Changes.Select(Row)],
                Written = job.Writes && !update.Changes.IsEmpty && notWritten is null,
            });
        }

        answer.Tell(diagnostics);
        var document = new LockDocument(rows, [.. diagnostics.Select(DiagnosticRow.Of)]);
        answer.Write(document, JsonOutput.Indented.LockDocument, WriteDifferences);
        return ExitCode.Of(diagnostics);
    }

    private static Diagnostic Difference(string path, LockChange change) => DiagnosticCatalogue.LockDiffers.At(
        new SourceLocation(path),
        $"{Printable.Of(change.Request.Include)} is locked to {Side(change.Old)}, and resolves to {Side(change.New)} now: run `hfregistry lock update`, review the difference and commit the file.");

    private static (IReadOnlyList<(string Path, LockFile Lock)> Files, IReadOnlyList<Diagnostic> Mistakes) Load(CommandIO io, string[] paths)
    {
        var files = new List<(string, LockFile)>();
        var mistakes = new List<Diagnostic>();
        foreach (var path in paths.Length == 0 ? [NearestLock(io)] : paths.Select(io.PathOf).Select(LockIn))
        {
            var loaded = LockFile.Load(path);
            if (loaded.Value is { } lockFile)
                files.Add((path, lockFile));
            else
                mistakes.AddRange(loaded.Diagnostics);
        }

        return (files, mistakes);
    }

    private static string NearestLock(CommandIO io) => Configuration.NearestFile.Find(io.Folder, LockFile.FileName) ?? LockIn(io.Folder);

    private static string LockIn(string path) => Directory.Exists(path) ? Path.Combine(path, LockFile.FileName) : path;

    private static LockFileRow Row((string Path, LockFile Lock) file) => new(
        Printable.Of(file.Path, int.MaxValue),
        [.. file.Lock.Entries.Select(static entry => new LockedRow(
            DemandsRow.Of(entry.Request), entry.Id.ToString(), entry.Revision?.ToString(), entry.Type?.Name, entry.Tier.ToString().ToLowerInvariant(),
            Printable.Of(entry.Reason, int.MaxValue), entry.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))]);

    private static LockDifferenceRow Row(LockChange change) => new(
        DemandsRow.Of(change.Request), change.Old is null ? null : Side(change.Old), change.New is null ? null : Side(change.New),
        Printable.Of((change.New ?? change.Old)?.Reason, int.MaxValue));

    private static string Side(LockEntry? entry) => entry is null ? "nothing" : $"{entry.Id}@{entry.Revision?.ToString() ?? "unpinned"}";

    private static void WriteLocked(LockDocument document, CommandIO io)
    {
        foreach (var file in document.Files)
        {
            io.Out.WriteLine(file.Path);
            var table = new TextTable(new Column("asked"), new Column("model"), new Column("revision"), new Column("from"), new Column("as of"));
            foreach (var model in file.Models)
                table.Add(model.Request.Include, model.ModelId, model.Revision, model.Tier, model.AsOf);
            table.Write(io);
        }
    }

    private static void WriteDifferences(LockDocument document, CommandIO io)
    {
        foreach (var file in document.Files)
        {
            var differences = file.Differences ?? [];
            var outcome = differences.Count == 0 ? "up to date" : file.Written == true ? "written" : "differs";
            io.Out.WriteLine($"{file.Path}: {outcome} ({file.Models.Count} models)");
            foreach (var difference in differences)
                io.Out.WriteLine($"  {difference.Request.Include}: {difference.Locked ?? "nothing"} -> {difference.Now ?? "nothing"}");
        }
    }
}
