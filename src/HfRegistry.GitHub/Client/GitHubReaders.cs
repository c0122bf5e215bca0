using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace HfRegistry.GitHub.Client;

/// <summary>Reads facts out of answers; null when a member is missing that the fact cannot do without.</summary>
internal static class GitHubReaders
{
    public static RepositoryFacts? Repository(JsonElement json) =>
        RepositoryName.TryParse(json.Text("full_name"), out var name) && BranchName.TryParse(json.Text("default_branch"), out var branch)
        && json.Text("node_id") is { } nodeId
            ? new RepositoryFacts(name, nodeId, branch, json.Truth("archived") == true)
            : null;

    public static BranchHead? Branch(JsonElement json) =>
        BranchName.TryParse(json.Text("ref"), out var name) && json.Member("object")?.Id("sha") is { } head ? new BranchHead(name, head) : null;

    /// <summary>A commit as the Git Data API tells it.</summary>
    public static CommitFacts? GitCommit(JsonElement json) => json.Id("sha") is { } id ? Commit(json, json, id) : null;

    /// <summary>A commit as the comparison tells it: with the accounts.</summary>
    public static CommitFacts? ListedCommit(JsonElement json) =>
        json.Id("sha") is { } id && json.Member("commit") is { } commit ? Commit(json, commit, id) : null;

    public static Comparison? Comparison(JsonElement json)
    {
        var commits = json.Items("commits").Select(ListedCommit).ToImmutableArray();
        return json.Number("total_commits") is { } total && !commits.Contains(null) ? new Comparison(commits!, (int)Math.Min(total, int.MaxValue)) : null;
    }

    public static GitTree? Tree(JsonElement json)
    {
        var entries = json.Items("tree").Select(Entry).ToImmutableArray();
        return json.Member("tree") is not null && !entries.Contains(null) ? new GitTree(entries!, json.Truth("truncated") == true) : null;
    }

    /// <summary>The files of a folder that GitHub gives as text; none when there is no such folder.</summary>
    public static FolderFiles Folder(JsonElement repository, TreePath folder)
    {
        var files = ImmutableDictionary.CreateBuilder<TreePath, RepositoryFile>();
        foreach (var entry in repository.Member("object")?.Items("entries") ?? [])
        {
            if (TreePath.TryParse($"{folder}/{entry.Text("name")}", out var path) && FileOf(entry) is { } file)
                files[path] = file;
        }

        return new FolderFiles(files.ToImmutable());
    }

    public static PullRequestFacts? PullRequest(JsonElement json) =>
        json.Number("number") is > 0 and <= int.MaxValue and { } number
        && Uri.TryCreate(json.Text("html_url"), UriKind.Absolute, out var url)
        && json.Text("node_id") is { } nodeId
        && json.Member("head")?.Id("sha") is { } head
        && json.Text("base", "ref") is { } target
            ? new PullRequestFacts(
                (int)number, url, nodeId, json.Text("title") ?? "", json.Text("body") ?? "", json.Text("user", "login") ?? "", StateOf(json),
                json.Truth("draft") == true, target, head, json.Truth("mergeable"),
                [.. json.Items("labels").Select(static label => label.Text("name")).OfType<string>()])
            : null;

    /// <summary>Whether a row of the list comes from a branch of this repository, not from one of a fork that is called the same.</summary>
    public static bool IsFrom(JsonElement row, RepositoryName repository, BranchName branch) =>
        row.Text("head", "ref") == branch.ToString()
        && RepositoryName.TryParse(row.Member("head")?.Text("repo", "full_name"), out var from) && from.Equals(repository);

    public static CommentFacts? Comment(JsonElement json) =>
        json.Number("id") is { } id ? new CommentFacts(id, json.Text("user", "login") ?? "", json.Text("body") ?? "") : null;

    public static Milestone? Milestone(JsonElement json) =>
        json.Number("number") is > 0 and <= int.MaxValue and { } number && json.Text("title") is { } title ? new Milestone((int)number, title) : null;

    public static ImmutableList<string> Assignees(JsonElement json) =>
        [.. json.Items("assignees").Select(static user => user.Text("login")).OfType<string>()];

    // What GitHub calls text may have lost bytes that are none: git's own name of the content tells.
    private static RepositoryFile? FileOf(JsonElement entry) =>
        entry.Id("oid") is { } id && entry.Member("object") is { } blob && blob.Truth("isTruncated") == false && blob.Text("text") is { } text
        && Encoding.UTF8.GetBytes(text) is var content && GitObjectId.OfBlob(content) == id
            ? new RepositoryFile([.. content], id)
            : null;

    private static PullRequestState StateOf(JsonElement json) =>
        json.Text("state") == "open" ? PullRequestState.Open
        : json.Text("merged_at") is not null || json.Truth("merged") == true ? PullRequestState.Merged
        : PullRequestState.Closed;

    private static CommitFacts? Commit(JsonElement outer, JsonElement commit, GitObjectId id)
    {
        var parents = outer.Items("parents").Select(static parent => parent.Id("sha")).ToImmutableArray();
        return commit.Member("tree")?.Id("sha") is { } tree && commit.Text("message") is { } message && !parents.Contains(null)
            ? new CommitFacts(
                id, tree, parents!, message, outer.Text("author", "login"),
                commit.Member("verification")?.Truth("verified") == true, commit.Text("verification", "reason") ?? "unknown")
            : null;
    }

    private static TreeEntry? Entry(JsonElement json) =>
        json.Text("path") is { } path && json.Text("mode") is { } mode && json.Id("sha") is { } id ? new TreeEntry(path, mode, id) : null;
}
