using System.CommandLine;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands.Lock;

/// <summary>A lock file that was read.</summary>
internal sealed record LoadedLock(string Path, LockFile Content);

/// <summary><c>lock</c>: shows, checks and updates lock files. It needs no project: a lock file holds its requests.</summary>
internal static class LockCommand
{
    public static Command Create(CommandIO io) => new("lock", "Show, check or update the lock files of projects.")
    {
        Show(io),
        Anew(io, "check", "Tell whether an update would change a lock file; exit code 1 if so.", writes: false),
        Anew(io, "update", "Resolve the requests of lock files anew and write the answers.", writes: true),
    };

    private static Command Show(CommandIO io)
    {
        var paths = Paths();
        return new Command("show", "List what a lock file holds.") { paths }.WithHandler(io, (parsed, answer, _) =>
        {
            var (files, mistakes) = Load(io, parsed.GetValue(paths) ?? []);
            if (mistakes.Count > 0)
                return Task.FromResult(answer.WriteErrors(mistakes));
            answer.Write(new LockDocument([.. files.Select(LockText.Row)], []), static () => LockJson.Default.LockDocument, LockText.WriteLocked);
            return Task.FromResult(ExitCode.Done);
        });
    }

    private static Command Anew(CommandIO io, string name, string description, bool writes)
    {
        var paths = Paths();
        var source = new SourceOptions();
        var command = new Command(name, description) { paths };
        source.AddTo(command);
        command.WithTimeout();
        return command.WithWorkspace(io, parsed => parsed.GetValue(source.Registry), async (parsed, workspace, answer, cancellationToken) =>
        {
            var asked = source.Asked(parsed);
            var mode = NetworkPolicy.Of(asked, workspace.Environment).Mode;
            if (mode != ResolutionMode.Offline && workspace.SwitchProblem is { } problem)
                return answer.WriteErrors([problem]);
            var (files, mistakes) = Load(io, parsed.GetValue(paths) ?? []);
            return mistakes.Count > 0
                ? answer.WriteErrors(mistakes)
                : await new LockHandler(workspace, mode, TimeoutOption.Of(parsed), writes)
                {
                    CacheRoot = CacheLocation.Find(io.Variable),
                    FilesBan = asked == ResolutionMode.Offline ? "--offline" : workspace.Environment.OfflineSwitch,
                }.RunAsync(files, answer, cancellationToken);
        });
    }

    private static Argument<string[]> Paths() => new("PATH")
    {
        Description = "Lock files, or folders whose lock files are meant (by default those of the nearest folder that has some, from the working folder upwards).",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static (IReadOnlyList<LoadedLock> Files, IReadOnlyList<Diagnostic> Mistakes) Load(CommandIO io, string[] paths)
    {
        var files = new List<LoadedLock>();
        var mistakes = new List<Diagnostic>();
        foreach (var path in paths.Length == 0 ? NearestLocks(io.Folder) : paths.Select(io.PathOf).SelectMany(LocksIn).Distinct(StringComparer.Ordinal))
        {
            var loaded = LockFile.Load(path);
            if (loaded.Value is { } content)
                files.Add(new LoadedLock(path, content));
            else
                mistakes.AddRange(loaded.Diagnostics);
        }

        return (files, mistakes);
    }

    private static IEnumerable<string> NearestLocks(string folder) =>
        LocksIn(NearestFile.Folders(folder).FirstOrDefault(static at => !LockFile.In(at).IsEmpty) ?? folder);

    /// <summary>Returns a folder's lock files, or the one that it lacks; a file itself.</summary>
    private static IEnumerable<string> LocksIn(string path) =>
        !Directory.Exists(path) ? [path] : LockFile.In(path) is { IsEmpty: false } files ? files : [Path.Combine(path, LockFile.FileName)];
}
