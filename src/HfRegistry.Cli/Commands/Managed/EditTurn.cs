using HfRegistry.Cli.Output;
using HfRegistry.Configuration;
using HfRegistry.Files;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>
/// Lets the commands that edit a repository's files run one after the other: what one evaluates, another must not change before it is written. A person's
/// editor takes no turn; what it changes meanwhile is noticed when the file is written.
/// </summary>
internal static class EditTurn
{
    private const string Name = "hfregistry.edit";

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs an edit when no other one runs in the repository.</summary>
    /// <param name="path">The absolute path of a project, a solution or a folder.</param>
    /// <param name="isDryRun">Whether nothing is written, so that no turn is needed.</param>
    /// <param name="answer">The output.</param>
    /// <param name="edit">Evaluates the projects, edits and writes the files, and returns the exit code.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string path, bool isDryRun, CommandOutput answer, Func<Task<int>> edit, CancellationToken cancellationToken)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        // What does not exist, the edit tells itself.
        if (isDryRun || !Directory.Exists(folder))
            return await edit();
        var taken = await FileLock.TakeAsync(
            Path.Combine(NearestFile.RepositoryRoot(folder) ?? folder, Name), DiagnosticCatalog.ProjectFileNotWritten, MaxWait, answer.IO.Clock, cancellationToken);
        if (taken.Value is not { } turn)
            return answer.WriteErrors(taken.Diagnostics);
        using (turn)
            return await edit();
    }
}
