using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;
using HfRegistry.Registry;

namespace HfRegistry.Cli.Action;

/// <summary>The registry that an earlier run proposed and nobody has merged or touched yet.</summary>
internal sealed class ProposedRegistry(IGitHub github, BaseSnapshot files, ActionSettings settings)
{
    /// <summary>Finds it.</summary>
    /// <returns>
    /// Null when there is no branch, when it is not as we made it, or when the base's registry is another one than the proposal was made from.
    /// </returns>
    public async Task<ModelRegistry?> FindAsync(CancellationToken cancellationToken)
    {
        // What cannot be read here is no reason to stop: the publisher reads the branch itself, and says what is wrong.
        if ((await github.GetBranchAsync(settings.ProposalBranchOf(JobNames.Registry), cancellationToken)).Value is not { } branch
            || (await github.GetCommitAsync(branch.Head, cancellationToken)).Value is not { Parents: [var parent] } tip
            || !Publisher.IsOurs(tip))
        {
            return null;
        }

        var (now, then) = (await files.FindAsync(settings.RegistryPath, cancellationToken), await github.ReadFileAsync(settings.RegistryPath, parent, cancellationToken));
        var isSameBase = now is null ? then.Error is GitHubError.NotFound : then.Value?.Id == now.Id;
        return isSameBase && (await github.ReadFileAsync(settings.RegistryPath, tip.Id, cancellationToken)).Value is { } file
            ? RegistryFile.Parse(file.Content.AsSpan(), settings.RegistryPath.ToString()).Value
            : null;
    }
}
