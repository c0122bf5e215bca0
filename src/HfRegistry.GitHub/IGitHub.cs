using System.Collections.Immutable;
using HfRegistry.Http;

namespace HfRegistry.GitHub;

/// <summary>
/// The operations on one repository on GitHub that the publisher and the evidence of drafts and scores need. Octokit stands behind it (<see cref="Client.OctokitGitHub"/>).
/// Expected failures are values. Requests run one after the other; writes a second apart.
/// </summary>
internal interface IGitHub
{
    /// <summary>Gets the repository, under its new name once that is known.</summary>
    RepositoryName Repository { get; }

    /// <summary>Gets what there was to tell beside the answers: that the repository was renamed.</summary>
    ImmutableArray<Diagnostic> Warnings { get; }

    /// <summary>Returns the repository's facts.</summary>
    Task<Result<RepositoryFacts, GitHubError>> GetRepositoryAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the repository's facts with the newest commit of its default branch, in one request; <see cref="GitHubError.EmptyRepository"/> without a commit.</summary>
    Task<Result<SourceFacts, GitHubError>> GetSourceAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the first hundred accounts that contributed, most commits first, in one request.</summary>
    Task<Result<ContributorList, GitHubError>> GetContributorsAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns the account that the token stands for.</summary>
    Task<Result<Viewer, GitHubError>> GetViewerAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns a branch.</summary>
    Task<Result<BranchHead, GitHubError>> GetBranchAsync(BranchName branch, CancellationToken cancellationToken = default);

    /// <summary>Returns the branches whose names begin with a text.</summary>
    Task<Result<BranchList, GitHubError>> GetBranchesAsync(string prefix, CancellationToken cancellationToken = default);

    /// <summary>Returns a commit, without its author's login.</summary>
    Task<Result<CommitFacts, GitHubError>> GetCommitAsync(GitObjectId id, CancellationToken cancellationToken = default);

    /// <summary>Returns what <paramref name="head"/> has over its merge base with <paramref name="from"/>.</summary>
    Task<Result<Comparison, GitHubError>> CompareAsync(GitObjectId from, GitObjectId head, CancellationToken cancellationToken = default);

    /// <summary>Returns a tree; with what lies below it when <paramref name="isRecursive"/>.</summary>
    Task<Result<GitTree, GitHubError>> GetTreeAsync(GitObjectId id, bool isRecursive, CancellationToken cancellationToken = default);

    /// <summary>Returns a file at a commit, up to 100 MB.</summary>
    Task<Result<RepositoryFile, GitHubError>> ReadFileAsync(TreePath path, GitObjectId commit, CancellationToken cancellationToken = default);

    /// <summary>Returns the content of a blob by its id, up to 100 MB: that of a symbolic link is the path that it names.</summary>
    Task<Result<RepositoryFile, GitHubError>> ReadBlobAsync(GitObjectId id, CancellationToken cancellationToken = default);

    /// <summary>Returns the text files that lie directly in a folder at a commit, in one request; none when there is no such folder.</summary>
    Task<Result<FolderFiles, GitHubError>> ReadFolderAsync(TreePath folder, GitObjectId commit, CancellationToken cancellationToken = default);

    /// <summary>Creates a tree: another one with changes.</summary>
    /// <returns>The tree's id; the same one for the same content.</returns>
    Task<Result<GitObjectId, GitHubError>> CreateTreeAsync(GitObjectId baseTree, ImmutableArray<TreeChange> changes, CancellationToken cancellationToken = default);

    /// <summary>Creates a commit that no branch names yet.</summary>
    Task<Result<CommitFacts, GitHubError>> CreateCommitAsync(NewCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Creates a branch; <see cref="GitHubError.AlreadyExists"/> when there is one at another commit.</summary>
    Task<Result<BranchHead, GitHubError>> CreateBranchAsync(BranchName branch, GitObjectId head, CancellationToken cancellationToken = default);

    /// <summary>Moves a branch, history or not, only if it is still where it was; else <see cref="GitHubError.Moved"/>.</summary>
    Task<Result<BranchHead, GitHubError>> MoveBranchAsync(BranchName branch, GitObjectId from, GitObjectId to, CancellationToken cancellationToken = default);

    /// <summary>Deletes a branch only if it is still where it was; else <see cref="GitHubError.Moved"/>. One that is gone is deleted.</summary>
    Task<Result<Done, GitHubError>> DeleteBranchAsync(BranchName branch, GitObjectId expected, CancellationToken cancellationToken = default);

    /// <summary>Returns the pull requests from a branch of this repository, in all states, newest first.</summary>
    Task<Result<PullRequestList, GitHubError>> GetPullRequestsAsync(BranchName head, CancellationToken cancellationToken = default);

    /// <summary>Returns a pull request; waits a few seconds for GitHub to find out about conflicts.</summary>
    Task<Result<PullRequestFacts, GitHubError>> GetPullRequestAsync(int number, CancellationToken cancellationToken = default);

    /// <summary>Creates a pull request, or gives the open one that already goes from the same branch to the same base.</summary>
    Task<Result<PullRequestFacts, GitHubError>> CreatePullRequestAsync(NewPullRequest pullRequest, CancellationToken cancellationToken = default);

    /// <summary>Changes a pull request.</summary>
    Task<Result<PullRequestFacts, GitHubError>> UpdatePullRequestAsync(int number, PullRequestUpdate update, CancellationToken cancellationToken = default);

    /// <summary>Makes a pull request a draft.</summary>
    Task<Result<Done, GitHubError>> ConvertToDraftAsync(PullRequestFacts pullRequest, CancellationToken cancellationToken = default);

    /// <summary>Adds labels.</summary>
    Task<Result<Done, GitHubError>> AddLabelsAsync(int number, ImmutableArray<string> labels, CancellationToken cancellationToken = default);

    /// <summary>Adds assignees; GitHub leaves out, without a word, those who cannot be assigned.</summary>
    /// <returns>Who is assigned then.</returns>
    Task<Result<ImmutableList<string>, GitHubError>> AddAssigneesAsync(int number, ImmutableArray<string> logins, CancellationToken cancellationToken = default);

    /// <summary>Asks people and teams for a review.</summary>
    Task<Result<Done, GitHubError>> RequestReviewersAsync(
        int number, ImmutableArray<string> logins, ImmutableArray<string> teams, CancellationToken cancellationToken = default);

    /// <summary>Returns the milestones that are open.</summary>
    Task<Result<MilestoneList, GitHubError>> GetMilestonesAsync(CancellationToken cancellationToken = default);

    /// <summary>Sets the milestone.</summary>
    Task<Result<Done, GitHubError>> SetMilestoneAsync(int number, int milestone, CancellationToken cancellationToken = default);

    /// <summary>Returns the comments of a pull request, oldest first; the first 3,000.</summary>
    Task<Result<CommentList, GitHubError>> GetCommentsAsync(int number, CancellationToken cancellationToken = default);

    /// <summary>Writes a comment.</summary>
    Task<Result<CommentFacts, GitHubError>> CreateCommentAsync(int number, string body, CancellationToken cancellationToken = default);

    /// <summary>Rewrites a comment, which notifies nobody.</summary>
    Task<Result<CommentFacts, GitHubError>> EditCommentAsync(long id, string body, CancellationToken cancellationToken = default);
}
