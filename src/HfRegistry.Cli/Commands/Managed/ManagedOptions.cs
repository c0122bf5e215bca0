using System.CommandLine;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>The options that several commands with edits have.</summary>
internal static class ManagedOptions
{
    /// <summary>Creates the option <c>--dry-run</c>.</summary>
    public static Option<bool> CreateDryRun() => new("--dry-run") { Description = "Write nothing; show the changes as a diff." };
}
