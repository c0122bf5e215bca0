namespace HfRegistry.GitHub.Publishing;

/// <summary>The branch that changes go to, at one commit. A run reads it once; jobs and publisher share it.</summary>
/// <param name="Repository">The repository.</param>
/// <param name="Head">The branch and its commit.</param>
/// <param name="Tree">The files at that commit.</param>
internal sealed record BaseBranch(RepositoryFacts Repository, BranchHead Head, RepositoryTree Tree)
{
    private const string CannotBeRead = "The base branch cannot be read";

    /// <summary>Reads a branch.</summary>
    /// <param name="github">The repository.</param>
    /// <param name="name">The branch, or null for the default branch.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public static async Task<BaseBranch> ReadAsync(IGitHub github, BranchName? name, CancellationToken cancellationToken)
    {
        var repository = (await github.GetRepositoryAsync(cancellationToken)).GetOrThrow("The repository cannot be read");
        var head = (await github.GetBranchAsync(name ?? repository.DefaultBranch, cancellationToken)).GetOrThrow(CannotBeRead);
        var commit = (await github.GetCommitAsync(head.Head, cancellationToken)).GetOrThrow(CannotBeRead);
        return new BaseBranch(repository, head, await RepositoryTree.ReadAsync(github, commit.Tree, CannotBeRead, cancellationToken));
    }
}
