using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation.Branches;

/// <summary>
/// The unchanged proposal of an earlier run: the commit at the end of the branch or, where somebody closed the pull
/// request and deleted its branch, the one that GitHub keeps with it.
/// </summary>
internal sealed class PreviousPullRequest
{
    private const string CannotBeRead = "What an earlier run proposed cannot be read";

    private readonly IGitHub _github;
    private readonly GitObjectId _tip;
    private readonly GitObjectId _base;

    private PreviousPullRequest(IGitHub github, GitObjectId tip, GitObjectId @base) => (_github, _tip, _base) = (github, tip, @base);

    /// <summary>Finds it.</summary>
    /// <param name="github">The repository.</param>
    /// <param name="branches">Reads branches and pull requests.</param>
    /// <param name="branch">The branch that the proposal stands on.</param>
    /// <param name="files">The base.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null when there is none, or it is not as we made it.</returns>
    /// <exception cref="GitHubException">It cannot be read: nobody knows then what would be lost.</exception>
    public static async Task<PreviousPullRequest?> FindAsync(IGitHub github, BranchReader branches, BranchName branch, BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var tip = (await branches.FindBranchAsync(branch, cancellationToken))?.Head ?? await ClosedAsync(branches, branch, files, cancellationToken);
        return tip is not null && await branches.FindCommitAsync(tip, cancellationToken) is { Parents: [var parent] } commit && Publisher.IsOurs(commit)
            ? new PreviousPullRequest(github, tip, parent)
            : null;
    }

    /// <summary>Returns a file as it was proposed; null when there is none.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public Task<RepositoryFile?> FindAsync(TreePath path, CancellationToken cancellationToken) => FindAsync(path, _tip, cancellationToken);

    /// <summary>Returns a file as it was on the base that the proposal was made for; null when there was none.</summary>
    /// <param name="path">The path, without links.</param>
    /// <param name="files">The base as it is now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public Task<RepositoryFile?> FindOnBaseAsync(TreePath path, BaseBranchSnapshot files, CancellationToken cancellationToken) =>
        _base == files.Commit ? files.FindAsync(path, cancellationToken) : FindAsync(path, _base, cancellationToken);

    /// <summary>Returns the text files of a folder as they were proposed.</summary>
    /// <exception cref="GitHubException">They cannot be read.</exception>
    public async Task<ImmutableDictionary<TreePath, RepositoryFile>> ReadFolderAsync(TreePath folder, CancellationToken cancellationToken) =>
        (await _github.ReadFolderAsync(folder, _tip, cancellationToken)).GetOrThrow(CannotBeRead).Files;

    private async Task<RepositoryFile?> FindAsync(TreePath path, GitObjectId commit, CancellationToken cancellationToken)
    {
        var answer = await _github.ReadFileAsync(path, commit, cancellationToken);
        return answer.Error is GitHubError.NotFound ? null : answer.GetOrThrow(CannotBeRead);
    }

    private static async Task<GitObjectId?> ClosedAsync(BranchReader branches, BranchName branch, BaseBranchSnapshot files, CancellationToken cancellationToken) =>
        await branches.GetPullRequestsAsync(branch, files.Branch, cancellationToken) is [{ State: PullRequestState.Closed } closed, ..] ? closed.Head : null;
}
