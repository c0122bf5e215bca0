using HfRegistry.Cli.Output;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands;

/// <summary>Opens the workspace of the working folder.</summary>
internal static class Workspaces
{
    /// <summary>Opens the workspace: the environment, the configuration and the registry file.</summary>
    /// <param name="io">The folder, the variables and the clock.</param>
    /// <param name="registryOption">What <c>--registry</c> names, or null for the nearest file above the working folder.</param>
    public static Outcome<Workspace> OpenWorkspace(this CommandIO io, string? registryOption) =>
        Told(io, Workspace.Open(io.Folder, HfEnvironment.Read(io.Variable), io.Clock, configurationFile: null, registryOption is null ? null : io.PathOf(registryOption)));

    /// <summary>Opens the workspace without reading a registry file: the embedded registry answers.</summary>
    public static Outcome<Workspace> OpenWorkspaceWithoutRegistry(this CommandIO io) =>
        Told(io, Workspace.OpenWithoutRegistry(io.Folder, HfEnvironment.Read(io.Variable), io.Clock));

    private static Outcome<Workspace> Told(CommandIO io, Outcome<Workspace> opened) => opened.Value is not { } workspace ? opened : new Outcome<Workspace>(
        workspace with { Logger = io.Log, TokenRepaired = repaired => new CommandOutput(io, asJson: false).WriteDiagnostics([repaired]) }, [.. opened.Diagnostics, .. workspace.Notes]);
}
