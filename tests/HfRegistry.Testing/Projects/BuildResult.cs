using System.Text.Json;
using HfRegistry.Testing.BuildLog;

namespace HfRegistry.Testing.Projects;

/// <summary>What a build did.</summary>
/// <param name="ExitCode">The exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Events">What it logged.</param>
internal sealed record BuildResult(int ExitCode, string Output, IReadOnlyList<BuildEvent> Events)
{
    /// <summary>Whether it succeeded.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>The errors.</summary>
    public IEnumerable<BuildEvent> Errors => Events.Where(happened => happened.Kind == "error");

    /// <summary>The warnings.</summary>
    public IEnumerable<BuildEvent> Warnings => Events.Where(happened => happened.Kind == "warning");

    /// <summary>The texts of the messages that begin in a certain way.</summary>
    public IEnumerable<string> Messages(string prefix) =>
        Events.Where(happened => happened.Kind == "message" && happened.Text?.StartsWith(prefix, StringComparison.Ordinal) == true).Select(happened => happened.Text!);

    /// <summary>Whether a target's tasks ran: it began and was not skipped.</summary>
    public bool Ran(string target, string? project = null) =>
        Events.Any(happened => Is(happened, "ran", target, project)) && !Events.Any(happened => Is(happened, "skipped", target, project));

    /// <summary>Why a target was skipped, or null when it was not.</summary>
    public string? SkipReason(string target, string? project = null) => Events.FirstOrDefault(happened => Is(happened, "skipped", target, project))?.Text;

    /// <summary>What to show when an assertion about the build fails.</summary>
    public override string ToString() => $"exit code {ExitCode}\n{Output}\n{string.Join('\n', Events.Where(happened => happened.Kind is "error" or "warning" or "message"))}";

    /// <summary>Runs a command of <c>dotnet</c> that builds, and records what it logs.</summary>
    /// <param name="folder">The folder to run it in.</param>
    /// <param name="command">The command.</param>
    /// <param name="arguments">What stands after it.</param>
    /// <param name="variables">Environment variables beside the usual ones.</param>
    public static async Task<BuildResult> OfAsync(string folder, string command, IReadOnlyList<string> arguments, IEnumerable<(string Name, string Value)> variables)
    {
        var events = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.events.jsonl");
        var recorder = Path.Combine(AppContext.BaseDirectory, "HfRegistry.Testing.BuildLog.dll");
        var result = await Dotnet.RunAsync(folder, [command, .. arguments, "-nologo", "-v:q", $"-logger:HfRegistry.Testing.BuildLog.Recorder,{recorder};{events}"], variables);
        IReadOnlyList<BuildEvent> happened = File.Exists(events) ? [.. (await File.ReadAllLinesAsync(events)).Select(line => JsonSerializer.Deserialize<BuildEvent>(line)!)] : [];
        File.Delete(events);
        return new BuildResult(result.ExitCode, result.Output, happened);
    }

    private static bool Is(BuildEvent happened, string kind, string target, string? project) =>
        happened.Kind == kind && happened.Target == target && (project is null || happened.Project == project);
}
