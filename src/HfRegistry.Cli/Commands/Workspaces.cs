using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands;

/// <summary>Opens the workspace of the working folder for commands.</summary>
internal static class Workspaces
{
    /// <summary>Gives a command what it does in the workspace: the environment, the configuration and the registry file.</summary>
    /// <param name="command">The command.</param>
    /// <param name="io">The streams, the folder, the variables and the clock.</param>
    /// <param name="registry">Returns what <c>--registry</c> names, or null for the nearest file above the working folder.</param>
    /// <param name="run">The work; returns the exit code.</param>
    public static Command WithWorkspace(
        this Command command, CommandIO io, Func<ParseResult, string?> registry, Func<ParseResult, Workspace, CommandOutput, CancellationToken, Task<int>> run) => command.WithHandler(
        io, (parsed, answer, cancellationToken) =>
        {
            var file = registry(parsed) is { } named ? io.PathOf(named) : null;
            return RunAsync(io.OpenWorkspace(io.Folder, configurationFile: null, file), parsed, answer, run, cancellationToken);
        });

    /// <summary>Gives a command what it does in the workspace without reading a registry file: the embedded registry answers.</summary>
    /// <param name="command">The command.</param>
    /// <param name="io">The streams, the folder, the variables and the clock.</param>
    /// <param name="run">The work; returns the exit code.</param>
    public static Command WithWorkspace(this Command command, CommandIO io, Func<ParseResult, Workspace, CommandOutput, CancellationToken, Task<int>> run) =>
        command.WithHandler(io, (parsed, answer, cancellationToken) => RunAsync(io.OpenWorkspaceWithoutRegistry(), parsed, answer, run, cancellationToken));

    /// <summary>Opens the workspace of a folder.</summary>
    /// <param name="io">The streams, the variables and the clock.</param>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="configurationFile">The absolute path of the configuration that is named, or null for the nearest one.</param>
    /// <param name="registryFile">The absolute path of the registry file that is named, or null for the nearest one.</param>
    public static Outcome<Workspace> OpenWorkspace(this CommandIO io, string folder, string? configurationFile, string? registryFile) =>
        Told(io, Workspace.Open(folder, HfEnvironment.Read(io.Variable), io.Clock, configurationFile, registryFile));

    /// <summary>Opens the workspace without reading a registry file.</summary>
    public static Outcome<Workspace> OpenWorkspaceWithoutRegistry(this CommandIO io) => Told(io, Workspace.OpenWithoutRegistry(io.Folder, HfEnvironment.Read(io.Variable), io.Clock));

    private static Outcome<Workspace> Told(CommandIO io, Outcome<Workspace> opened) => opened.Value is not { } workspace ? opened : new Outcome<Workspace>(
        workspace with { Logger = io.Log, TokenRepaired = repaired => new CommandOutput(io, asJson: false).WriteDiagnostics([repaired]) }, [.. opened.Diagnostics, .. workspace.Notes]);

    private static Task<int> RunAsync(
        Outcome<Workspace> opened, ParseResult parsed, CommandOutput answer, Func<ParseResult, Workspace, CommandOutput, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        if (opened.Value is not { } workspace)
            return Task.FromResult(answer.WriteErrors(opened.Diagnostics));
        answer.WriteDiagnostics(opened.Diagnostics);
        return run(parsed, workspace, answer, cancellationToken);
    }
}
