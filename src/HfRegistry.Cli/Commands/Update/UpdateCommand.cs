using System.CommandLine;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Resolution;

namespace HfRegistry.Cli.Commands.Update;

/// <summary><c>update</c>: moves pinned commits and lock files of projects to the newest that is known.</summary>
internal static class UpdateCommand
{
    public static Command Create(CommandIO io)
    {
        var words = new Argument<string[]>("MODEL|PATH")
        {
            Description = "The models to update (by default all), then a project, a solution or a folder (by default the working folder).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var online = new Option<bool>("--online") { Description = "Ask the Hub for the newest commits instead of the registry." };
        var dryRun = ManagedOptions.CreateDryRun();
        var command = new Command("update", "Move the pinned commits and the lock files of projects to the newest commits that the registry knows.") { words, online, dryRun };
        command.WithTimeout();
        return command.WithHandler(io, (parsed, answer, cancellationToken) =>
        {
            var (models, path) = Split(io, parsed.GetValue(words) ?? []);
            var target = io.PathOf(path ?? ".");
            return EditTurn.RunAsync(target, parsed.GetValue(dryRun), answer, async () =>
            {
                var (projects, diagnostics) = ManagedProject.OpenAll(io, target, cancellationToken);
                if (projects.Count == 0)
                    return answer.WriteErrors(diagnostics);
                answer.WriteDiagnostics(diagnostics);
                var folder = Directory.Exists(target) ? target : Path.GetDirectoryName(target)!;
                var root = NearestFile.RepositoryRoot(folder) ?? folder;
                var mode = parsed.GetValue(online) ? ResolutionMode.Online : ResolutionMode.Offline;
                return mode != ResolutionMode.Offline && projects[0].Workspace.SwitchProblem is { } problem
                    ? answer.WriteErrors([problem])
                    : await new UpdateHandler(projects, root, new LockEdits(io) { Mode = mode, Timeout = TimeoutOption.Of(parsed) }, answer) { IsDryRun = parsed.GetValue(dryRun) }.RunAsync(models, cancellationToken);
            }, cancellationToken);
        });
    }

    // The last word is a path when something lies there: a type has no folder of its name as a rule.
    private static (string[] Models, string? Path) Split(CommandIO io, string[] words) =>
        words is [.. var models, var last] && Path.Exists(io.PathOf(last)) ? (models, last) : (words, null);
}
