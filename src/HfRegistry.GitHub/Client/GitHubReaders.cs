using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.GitHub.Client;

/// <summary>
/// Reads facts out of Octokit's models; null when a member is missing that the fact cannot do without. Octokit leaves null what an answer does
/// not hold, whatever it is declared as.
/// </summary>
internal static class GitHubReaders
{
    public static RepositoryFacts? Repository(Octokit.Repository repository) =>
        RepositoryName.TryParse(repository.FullName, out var name) && BranchName.TryParse(repository.DefaultBranch, out var branch)
        && repository.NodeId is { } nodeId
            ? new RepositoryFacts(name, nodeId, branch, repository.Archived)
            : null;

    /// <summary>Returns a repository with its newest commit; without facts when it has no commit.</summary>
    public static ReadSource? Source(JsonElement data)
    {
        if (data.Member("repository") is not { } repository || !RepositoryName.TryParse(repository.Text("nameWithOwner"), out var name))
            return null;
        if (repository.Member("defaultBranchRef") is not { ValueKind: JsonValueKind.Object } branch)
            return new ReadSource(null);
        var target = branch.Member("target");
        return Id(target?.Text("oid")) is { } commit && Id(target?.Member("tree")?.Text("oid")) is { } tree
            ? new ReadSource(new SourceFacts(name, commit, tree, repository.Member("licenseInfo")?.Text("spdxId"), repository.Date("pushedAt"), repository.IsTrue("isArchived"), repository.IsTrue("isFork")))
            : null;
    }

    /// <summary>Returns the accounts of the first page.</summary>
    public static ContributorList? Contributors(IReadOnlyList<Octokit.RepositoryContributor> people, int pageSize) =>
        All(people, static person => person.Contributions >= 0 ? new Contributor(person.Contributions, person.Type == "Bot" || person.Login?.EndsWith("[bot]", StringComparison.Ordinal) == true) : null) is { } read
            ? new ContributorList(read, read.Length < pageSize)
            : null;

    public static BranchHead? Branch(Octokit.Reference reference) =>
        BranchName.TryParse(reference.Ref, out var name) && Id(reference.Object?.Sha) is { } head ? new BranchHead(name, head) : null;

    /// <summary>Returns a commit as the Git Data API tells it.</summary>
    public static CommitFacts? GitCommit(Octokit.Commit commit) => Commit(commit.Sha, commit.Parents, commit, login: null);

    public static Comparison? Comparison(Octokit.CompareResult comparison) =>
        All(comparison.Commits, static listed => listed.Commit is { } commit ? Commit(listed.Sha, listed.Parents, commit, listed.Author?.Login) : null) is { } commits
            ? new Comparison(commits, comparison.TotalCommits)
            : null;

    public static GitTree? Tree(Octokit.TreeResponse tree) =>
        All(tree.Tree, static item => item.Path is { } path && item.Mode is { } mode && Id(item.Sha) is { } id ? new TreeEntry(path, mode, id) : null) is { } entries
            ? new GitTree(entries, tree.Truncated)
            : null;

    /// <summary>Returns the files of a folder that GitHub gives as text; none when there is no such folder.</summary>
    public static FolderFiles? Folder(JsonElement data, TreePath folder)
    {
        if (data.Member("repository") is not { } repository)
            return null;
        var files = ImmutableDictionary.CreateBuilder<TreePath, RepositoryFile>();
        foreach (var entry in repository.Member("object")?.Items("entries") ?? [])
        {
            if (TreePath.TryParse($"{folder}/{entry.Text("name")}", out var path) && FileOf(entry) is { } file)
                files[path] = file;
        }

        return new FolderFiles(files.ToImmutable());
    }

    public static PullRequestFacts? PullRequest(Octokit.PullRequest pull) =>
        pull.Number > 0 && Uri.TryCreate(pull.HtmlUrl, UriKind.Absolute, out var url) && pull.NodeId is { } nodeId
        && Id(pull.Head?.Sha) is { } head && pull.Base?.Ref is { } target
            ? new PullRequestFacts(
                pull.Number, url, nodeId, pull.Title ?? "", pull.Body ?? "", pull.User?.Login ?? "", StateOf(pull), pull.Draft, target, head, pull.Mergeable,
                [.. (pull.Labels ?? []).Select(static label => label.Name).OfType<string>()])
            : null;

    /// <summary>Returns whether a pull request comes from a branch of this repository, not from one of a fork that is called the same.</summary>
    public static bool IsFrom(Octokit.PullRequest pull, RepositoryName repository, BranchName branch) =>
        pull.Head?.Ref == branch.ToString() && RepositoryName.TryParse(pull.Head.Repository?.FullName, out var from) && from.Equals(repository);

    public static CommentFacts? Comment(Octokit.IssueComment comment) =>
        comment.Id > 0 ? new CommentFacts(comment.Id, comment.User?.Login ?? "", comment.Body ?? "") : null;

    public static Milestone? Milestone(Octokit.Milestone milestone) =>
        milestone.Number > 0 && milestone.Title is { } title ? new Milestone(milestone.Number, title) : null;

    /// <summary>Returns the content that an answer holds in itself; null when it is left out.</summary>
    public static ImmutableArray<byte>? Content(string? encoding, string? content)
    {
        if (encoding != "base64" || content is null)
            return null;
        var bytes = new byte[content.Length];
        return Convert.TryFromBase64String(content, bytes, out var length) ? [.. bytes.AsSpan(0, length)] : null;
    }

    /// <summary>Returns the id, or null when the text is none.</summary>
    public static GitObjectId? Id(string? sha) => GitObjectId.TryParse(sha, out var id) ? id : null;

    /// <summary>Returns all facts of a list, or null when one of them cannot be read.</summary>
    public static ImmutableArray<TFact>? All<TModel, TFact>(IEnumerable<TModel?>? models, Func<TModel, TFact?> read)
        where TModel : class
        where TFact : class
    {
        var facts = ImmutableArray.CreateBuilder<TFact>();
        foreach (var model in models ?? [null])
        {
            if (model is null || read(model) is not { } fact)
                return null;
            facts.Add(fact);
        }

        return facts.ToImmutable();
    }

    // What GitHub calls text may have lost bytes that are none: git's own name of the content tells.
    private static RepositoryFile? FileOf(JsonElement entry) =>
        Id(entry.Text("oid")) is { } id && entry.Member("object") is { } blob && blob.IsFalse("isTruncated") && blob.Text("text") is { } text
        && Encoding.UTF8.GetBytes(text) is var content && GitObjectId.OfBlob(content) == id
            ? new RepositoryFile([.. content], id)
            : null;

    private static PullRequestState StateOf(Octokit.PullRequest pull) =>
        pull.State.StringValue == "open" ? PullRequestState.Open
        : pull.MergedAt is not null ? PullRequestState.Merged
        : PullRequestState.Closed;

    private static CommitFacts? Commit(string? sha, IEnumerable<Octokit.GitReference>? parents, Octokit.Commit commit, string? login) =>
        Id(sha) is { } id && Id(commit.Tree?.Sha) is { } tree && commit.Message is { } message && All(parents, static parent => Id(parent.Sha)) is { } before
            ? new CommitFacts(id, tree, before, message, login, commit.Verification?.Verified == true, commit.Verification?.Reason.StringValue ?? "unknown")
            : null;
}

/// <summary>A repository that was read.</summary>
/// <param name="Facts">Its facts; null when it has no commit.</param>
internal sealed record ReadSource(SourceFacts? Facts);
