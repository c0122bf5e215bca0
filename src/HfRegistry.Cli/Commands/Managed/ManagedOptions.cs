using System.CommandLine;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>The arguments and options that several commands with edits have.</summary>
internal static class ManagedOptions
{
    /// <summary>Creates the argument that names one project.</summary>
    public static Argument<string?> CreateProject() => new("PROJECT") { Description = "The project file, or a folder with one. Default: the working folder.", Arity = ArgumentArity.ZeroOrOne };

    /// <summary>Creates the option <c>--dry-run</c>.</summary>
    public static Option<bool> CreateDryRun() => new("--dry-run") { Description = "Write nothing; show the changes as a diff." };
}
