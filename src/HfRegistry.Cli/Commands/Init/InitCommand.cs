using System.CommandLine;
using HfRegistry.Cli.Commands.Managed;
using HfRegistry.Cli.Output;
using HfRegistry.Configuration;

namespace HfRegistry.Cli.Commands.Init;

/// <summary><c>init</c>: sets a repository up.</summary>
internal static class InitCommand
{
    public static Command Create(CommandIO io)
    {
        var workflow = new Option<bool>("--workflow") { Description = "Add the weekly workflow that updates the registry by a pull request." };
        var mof = new Option<bool>("--mof") { Description = "Add the weekly workflow for MOF documents, and their validation to the only project." };
        var locks = new Option<bool>("--lock") { Description = "Add lock files to the projects with models; to the only project in any case." };
        var dryRun = ManagedOptions.CreateDryRun();
        var command = new Command("init", "Set a repository up: the package, the configuration and the first registry. Files that exist are kept.") { workflow, mof, locks, dryRun };
        return command.WithHandler(io, (parsed, answer, cancellationToken) =>
        {
            var root = NearestFile.RepositoryRoot(io.Folder) ?? io.Folder;
            var handler = new InitHandler(root, answer)
            {
                HasWorkflow = parsed.GetValue(workflow),
                HasMof = parsed.GetValue(mof),
                HasLock = parsed.GetValue(locks),
                IsDryRun = parsed.GetValue(dryRun),
            };
            return EditTurn.RunAsync(root, handler.IsDryRun, answer, () => handler.RunAsync(cancellationToken), cancellationToken);
        });
    }
}
