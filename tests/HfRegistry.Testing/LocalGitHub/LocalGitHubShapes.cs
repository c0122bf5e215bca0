using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>
/// The shapes of GitHub's answers, whole: with every member that GitHub's own description demands, those that nobody here reads too.
/// </summary>
internal static class LocalGitHubShapes
{
    public const string Then = "2026-11-21T12:00:00Z";

    /// <summary>Where the API is, before the server's address is filled in.</summary>
    public const string Api = "{server}/api/v3";

    public const string RepositoryUrl = $"{Api}/repos/{LocalGitHub.Repository}";

    private static readonly string[] UserUrls =
    [
        "avatar_url", "events_url", "followers_url", "following_url", "gists_url", "organizations_url", "received_events_url", "repos_url", "starred_url",
        "subscriptions_url", "url",
    ];

    private static readonly string[] RepositoryUrls =
    [
        "archive_url", "assignees_url", "blobs_url", "branches_url", "collaborators_url", "comments_url", "commits_url", "compare_url", "contents_url",
        "contributors_url", "deployments_url", "downloads_url", "events_url", "forks_url", "git_commits_url", "git_refs_url", "git_tags_url", "hooks_url",
        "issue_comment_url", "issue_events_url", "issues_url", "keys_url", "labels_url", "languages_url", "merges_url", "milestones_url", "notifications_url",
        "pulls_url", "releases_url", "stargazers_url", "statuses_url", "subscribers_url", "subscription_url", "tags_url", "teams_url", "trees_url", "clone_url",
        "git_url", "ssh_url", "svn_url",
    ];

    private static readonly string[] RepositoryCounts =
    [
        "forks", "forks_count", "open_issues", "open_issues_count", "size", "stargazers_count", "watchers", "watchers_count", "network_count", "subscribers_count",
    ];

    public static JsonObject User(string login) => WithUrls(
        new JsonObject
        {
            ["login"] = login,
            ["id"] = 1,
            ["node_id"] = "U_" + login,
            ["gravatar_id"] = "",
            ["html_url"] = "{server}/" + Uri.EscapeDataString(login),
            ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
            ["site_admin"] = false,
        },
        $"{Api}/users/{Uri.EscapeDataString(login)}", UserUrls);

    public static JsonObject Repository(LocalGitHubState state)
    {
        var json = WithUrls(
            new JsonObject
            {
                ["id"] = 4711,
                ["node_id"] = "R_local",
                ["name"] = LocalGitHub.Repository.Split('/')[1],
                ["full_name"] = LocalGitHub.Repository,
                ["owner"] = User(LocalGitHub.Repository.Split('/')[0]),
                ["private"] = false,
                ["html_url"] = "{server}/" + LocalGitHub.Repository,
                ["url"] = RepositoryUrl,
                ["description"] = null,
                ["fork"] = false,
                ["default_branch"] = LocalGitHubState.DefaultBranch,
                ["has_downloads"] = true,
                ["has_issues"] = state.Options.HasIssues,
                ["has_projects"] = false,
                ["has_wiki"] = false,
                ["has_pages"] = false,
                ["has_discussions"] = false,
                ["homepage"] = null,
                ["language"] = null,
                ["license"] = null,
                ["mirror_url"] = null,
                ["archived"] = state.IsArchived,
                ["disabled"] = false,
                ["pushed_at"] = Then,
                ["created_at"] = Then,
                ["updated_at"] = Then,
            },
            RepositoryUrl, RepositoryUrls);
        foreach (var count in RepositoryCounts)
            json[count] = 0;
        return json;
    }

    public static JsonObject Reference(string branch, string head) => new()
    {
        ["ref"] = "refs/heads/" + branch,
        ["node_id"] = "REF_" + branch,
        ["url"] = $"{RepositoryUrl}/git/refs/heads/{string.Join('/', branch.Split('/').Select(Uri.EscapeDataString))}",
        ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = head, ["url"] = $"{RepositoryUrl}/git/commits/{head}" },
    };

    /// <summary>A commit as the Git Data API tells it.</summary>
    public static JsonObject GitCommit(LocalCommit commit) => new()
    {
        ["sha"] = commit.Id,
        ["node_id"] = "C_" + commit.Id,
        ["url"] = $"{RepositoryUrl}/git/commits/{commit.Id}",
        ["html_url"] = $"{{server}}/{LocalGitHub.Repository}/commit/{commit.Id}",
        ["author"] = GitUser(commit),
        ["committer"] = GitUser(commit),
        ["message"] = commit.Message,
        ["tree"] = TreeOf(commit),
        ["parents"] = Parents(commit),
        ["verification"] = Verification(commit),
    };

    /// <summary>A commit as a comparison tells it: with the accounts.</summary>
    public static JsonObject ListedCommit(LocalCommit commit) => new()
    {
        ["sha"] = commit.Id,
        ["node_id"] = "C_" + commit.Id,
        ["url"] = $"{RepositoryUrl}/commits/{commit.Id}",
        ["html_url"] = $"{{server}}/{LocalGitHub.Repository}/commit/{commit.Id}",
        ["comments_url"] = $"{RepositoryUrl}/commits/{commit.Id}/comments",
        ["author"] = commit.Login is { } author ? User(author) : null,
        ["committer"] = commit.Login is { } committer ? User(committer) : null,
        ["parents"] = Parents(commit),
        ["commit"] = new JsonObject
        {
            ["url"] = $"{RepositoryUrl}/git/commits/{commit.Id}",
            ["author"] = GitUser(commit),
            ["committer"] = GitUser(commit),
            ["message"] = commit.Message,
            ["comment_count"] = 0,
            ["tree"] = TreeOf(commit),
            ["verification"] = Verification(commit),
        },
    };

    /// <summary>Adds members that hold an address each.</summary>
    public static JsonObject WithUrls(JsonObject json, string root, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            json[name] = name == "url" ? root : $"{root}/{name[..^"_url".Length]}";
        return json;
    }

    private static JsonObject TreeOf(LocalCommit commit) => new() { ["sha"] = commit.Tree, ["url"] = $"{RepositoryUrl}/git/trees/{commit.Tree}" };

    private static JsonArray Parents(LocalCommit commit) => new([.. commit.Parents.Select(parent => new JsonObject
    {
        ["sha"] = parent,
        ["url"] = $"{RepositoryUrl}/git/commits/{parent}",
        ["html_url"] = $"{{server}}/{LocalGitHub.Repository}/commit/{parent}",
    })]);

    private static JsonObject GitUser(LocalCommit commit) => new() { ["name"] = commit.Login ?? "somebody", ["email"] = "x@example.invalid", ["date"] = Then };

    private static JsonObject Verification(LocalCommit commit) => new()
    {
        ["verified"] = commit.IsVerified,
        ["reason"] = commit.IsVerified ? "valid" : "unsigned",
        ["payload"] = null,
        ["signature"] = null,
        ["verified_at"] = commit.IsVerified ? Then : null,
    };
}
