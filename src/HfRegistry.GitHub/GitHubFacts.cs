using System.Collections.Immutable;

namespace HfRegistry.GitHub;

/// <summary>A repository.</summary>
/// <param name="Name">Its present name: another one than was asked for when it was renamed or moved.</param>
/// <param name="NodeId">Its id in GraphQL.</param>
/// <param name="DefaultBranch">The branch that pull requests go to when nobody says otherwise.</param>
/// <param name="IsArchived">Whether it is read-only.</param>
internal sealed record RepositoryFacts(RepositoryName Name, string NodeId, BranchName DefaultBranch, bool IsArchived);

/// <summary>A repository with the newest commit of its default branch.</summary>
/// <param name="Name">Its present name.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Tree">The files at it.</param>
/// <param name="License">The SPDX id that GitHub names; null for none, and for a license of its own.</param>
/// <param name="PushedAt">When somebody last pushed.</param>
/// <param name="IsArchived">Whether it is read-only.</param>
/// <param name="IsFork">Whether it is a fork.</param>
internal sealed record SourceFacts(RepositoryName Name, GitObjectId Commit, GitObjectId Tree, string? License, DateTimeOffset? PushedAt, bool IsArchived, bool IsFork);

/// <summary>An account that contributed.</summary>
/// <param name="Commits">How many commits are its.</param>
/// <param name="IsMachine">Whether it is a bot.</param>
internal sealed record Contributor(int Commits, bool IsMachine);

/// <summary>The accounts that contributed, most commits first.</summary>
/// <param name="Contributors">The accounts.</param>
/// <param name="IsComplete">Whether these are all.</param>
internal sealed record ContributorList(ImmutableArray<Contributor> Contributors, bool IsComplete);

/// <summary>The account that the token stands for.</summary>
/// <param name="Login">Its login; an App's ends in <c>[bot]</c>.</param>
internal sealed record Viewer(string Login)
{
    /// <summary>Returns whether this is the account's login. Logins have no case.</summary>
    public bool Is(string? login) => string.Equals(Login, login, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A branch and the commit that it names.</summary>
internal sealed record BranchHead(BranchName Name, GitObjectId Head);

/// <summary>The branches whose names begin in one way.</summary>
internal sealed record BranchList(ImmutableArray<BranchHead> Branches);

/// <summary>A commit.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tree">The files at it.</param>
/// <param name="Parents">The commits before it.</param>
/// <param name="Message">Its message, trailers included. Foreign text.</param>
/// <param name="AuthorLogin">The account behind its author, when GitHub knows one and was asked in a way that tells.</param>
/// <param name="IsVerified">Whether GitHub vouches for its signature.</param>
/// <param name="VerificationReason">GitHub's word for that: <c>valid</c>, <c>unsigned</c>, …</param>
internal sealed record CommitFacts(
    GitObjectId Id, GitObjectId Tree, ImmutableArray<GitObjectId> Parents, string Message, string? AuthorLogin, bool IsVerified, string VerificationReason);

/// <summary>The comparison of two commits.</summary>
/// <param name="Commits">The commits after the merge base, oldest first; the first 250 at most.</param>
/// <param name="TotalCommits">How many there are.</param>
internal sealed record Comparison(ImmutableArray<CommitFacts> Commits, int TotalCommits);

/// <summary>A file or a folder in a tree.</summary>
/// <param name="Path">The path from the tree that was asked for.</param>
/// <param name="Mode">git's mode: <c>100644</c>, <c>100755</c>, <c>040000</c>, …</param>
/// <param name="Id">The id of its blob or tree.</param>
internal sealed record TreeEntry(string Path, string Mode, GitObjectId Id)
{
    /// <summary>Gets whether it is a folder.</summary>
    public bool IsFolder => Mode == "040000";

    /// <summary>Gets whether it is a symbolic link: its content is the path that it names.</summary>
    public bool IsLink => Mode == "120000";

    /// <summary>Gets whether it is a submodule: its id is a commit of another repository.</summary>
    public bool IsSubmodule => Mode == "160000";
}

/// <summary>The files and folders of a tree.</summary>
/// <param name="Entries">What is in it.</param>
/// <param name="IsTruncated">Whether GitHub left some out because there are too many.</param>
internal sealed record GitTree(ImmutableArray<TreeEntry> Entries, bool IsTruncated);

/// <summary>One file of a tree to create.</summary>
/// <param name="Path">Where.</param>
/// <param name="Mode">git's mode.</param>
/// <param name="Content">The text, or null to delete the file.</param>
internal sealed record TreeChange(TreePath Path, string Mode, string? Content);

/// <summary>The content of a file at a commit.</summary>
internal sealed record RepositoryFile(ImmutableArray<byte> Content, GitObjectId Id);

/// <summary>Files that lie directly in a folder, by their paths in the repository.</summary>
/// <param name="Files">Those that GitHub gives as text: a long or binary one is left out.</param>
internal sealed record FolderFiles(ImmutableDictionary<TreePath, RepositoryFile> Files);

/// <summary>A commit to create. It has no author: so GitHub signs it for a bot.</summary>
internal sealed record NewCommit(string Message, GitObjectId Tree, ImmutableArray<GitObjectId> Parents);

/// <summary>A pull request.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Url">Its page.</param>
/// <param name="NodeId">Its id in GraphQL.</param>
/// <param name="Title">Its title. Foreign text: people may change it.</param>
/// <param name="Body">Its text. Foreign text.</param>
/// <param name="AuthorLogin">Who opened it.</param>
/// <param name="State">Whether it is open, closed or merged.</param>
/// <param name="IsDraft">Whether it is a draft.</param>
/// <param name="Base">The branch that it goes to.</param>
/// <param name="Head">The commit that it ends in.</param>
/// <param name="IsMergeable">False on a conflict; null when GitHub has not found out, or was asked for a list.</param>
/// <param name="Labels">The names of its labels.</param>
internal sealed record PullRequestFacts(
    int Number, Uri Url, string NodeId, string Title, string Body, string AuthorLogin, PullRequestState State, bool IsDraft,
    string Base, GitObjectId Head, bool? IsMergeable, ImmutableArray<string> Labels);

/// <summary>The state of a pull request.</summary>
internal enum PullRequestState
{
    /// <summary>It waits.</summary>
    Open,

    /// <summary>Somebody closed it without merging it.</summary>
    Closed,

    /// <summary>It was merged.</summary>
    Merged,
}

/// <summary>Pull requests, newest first.</summary>
internal sealed record PullRequestList(ImmutableArray<PullRequestFacts> PullRequests);

/// <summary>A pull request to create.</summary>
internal sealed record NewPullRequest(BranchName Head, BranchName Base, string Title, string Body, bool IsDraft);

/// <summary>The changes to a pull request; null leaves a part as it is.</summary>
/// <param name="Title">The new title.</param>
/// <param name="Body">The new text.</param>
/// <param name="IsClosed">True to close it.</param>
internal sealed record PullRequestUpdate(string? Title = null, string? Body = null, bool IsClosed = false);

/// <summary>A comment of a pull request.</summary>
internal sealed record CommentFacts(long Id, string AuthorLogin, string Body);

/// <summary>Comments, oldest first.</summary>
internal sealed record CommentList(ImmutableArray<CommentFacts> Comments);

/// <summary>A milestone that is open.</summary>
internal sealed record Milestone(int Number, string Title);

/// <summary>The milestones that are open.</summary>
internal sealed record MilestoneList(ImmutableArray<Milestone> Milestones);

/// <summary>The result of a request without content.</summary>
internal sealed record Done
{
    private Done()
    {
    }

    /// <summary>Gets it was done.</summary>
    public static Done Value { get; } = new();
}
