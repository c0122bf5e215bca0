using System.Collections.Immutable;
using HfRegistry.GitHub;
using HfRegistry.GitHub.Publishing;

namespace HfRegistry.Automation.Branches;

/// <summary>
/// What an earlier run of a job proposed and nobody has changed since: the commit at the end of the branch or, where somebody closed the pull
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
    /// <returns>Null when there is none, or it is not as we made it.</returns>
    /// <exception cref="GitHubException">It cannot be read: nobody knows then what would be lost.</exception>
    public static async Task<PreviousPullRequest?> FindAsync(IGitHub github, BranchName branch, BaseBranchSnapshot files, CancellationToken cancellationToken)
    {
        var found = await github.GetBranchAsync(branch, cancellationToken);
        var tip = found.Error is GitHubError.NotFound ? await ClosedAsync(github, branch, files, cancellationToken) : found.GetOrThrow(CannotBeRead).Head;
        if (tip is null)
            return null;
        var commit = await github.GetCommitAsync(tip, cancellationToken);
        return commit.Error is not GitHubError.NotFound && commit.GetOrThrow(CannotBeRead) is { Parents: [var parent] } known && Publisher.IsOurs(known)
            ? new PreviousPullRequest(github, tip, parent)
            : null;
    }

    /// <summary>A file as it was proposed; null when there is none.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public Task<RepositoryFile?> FindAsync(TreePath path, CancellationToken cancellationToken) => FindAsync(path, _tip, cancellationToken);

    /// <summary>A file as it was on the base that the proposal was made for; null when there was none.</summary>
    /// <exception cref="GitHubException">It cannot be read.</exception>
    public Task<RepositoryFile?> FindOnBaseAsync(TreePath path, CancellationToken cancellationToken) => FindAsync(path, _base, cancellationToken);

    /// <summary>The text files of a folder as they were proposed.</summary>
    /// <exception cref="GitHubException">They cannot be read.</exception>
    public async Task<ImmutableDictionary<TreePath, RepositoryFile>> ReadFolderAsync(TreePath folder, CancellationToken cancellationToken) =>
        (await _github.ReadFolderAsync(folder, _tip, cancellationToken)).GetOrThrow(CannotBeRead).Files;

    private async Task<RepositoryFile?> FindAsync(TreePath path, GitObjectId commit, CancellationToken cancellationToken)
    {
        var answer = await _github.ReadFileAsync(path, commit, cancellationToken);
        return answer.Error is GitHubError.NotFound ? null : answer.GetOrThrow(CannotBeRead);
    }

    private static async Task<GitObjectId?> ClosedAsync(IGitHub github, BranchName branch, BaseBranchSnapshot files, CancellationToken cancellationToken) =>
        (await github.GetPullRequestsAsync(branch, cancellationToken)).GetOrThrow(CannotBeRead).PullRequests
            .FirstOrDefault(pull => pull.Base == files.Branch.ToString()) is { State: PullRequestState.Closed } closed
            ? closed.Head
            : null;
}
