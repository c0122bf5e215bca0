using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>The shapes of pull requests, and of what they have because they are issues too.</summary>
internal static class LocalPullShapes
{
    private static readonly string[] Links = ["comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self"];

    /// <summary>A pull request; the whole of it tells about conflicts and counts, a row of a list does not.</summary>
    public static JsonObject Pull(LocalGitHubState state, LocalPull pull, bool isWhole)
    {
        var json = LocalGitHubShapes.WithUrls(
            new JsonObject
            {
                ["id"] = 10_000 + pull.Number,
                ["node_id"] = $"PR_{pull.Number}",
                ["html_url"] = Page(pull),
                ["issue_url"] = $"{LocalGitHubShapes.RepositoryUrl}/issues/{pull.Number}",
                ["title"] = pull.Title,
                ["body"] = pull.Body.Length == 0 ? null : pull.Body,
                ["merged_at"] = pull.IsMerged ? LocalGitHubShapes.Then : null,
                ["merge_commit_sha"] = null,
                ["draft"] = pull.IsDraft,
                ["head"] = Side(state, pull.HeadBranch, pull.Head),
                ["base"] = Side(state, pull.BaseBranch, state.Branches[pull.BaseBranch]),
                ["requested_reviewers"] = new JsonArray([.. pull.Reviewers.Select(LocalGitHubShapes.User)]),
                ["author_association"] = "CONTRIBUTOR",
                ["auto_merge"] = null,
                ["_links"] = new JsonObject(Links.Select(link => KeyValuePair.Create<string, JsonNode?>(link, new JsonObject { ["href"] = Page(pull) }))),
            },
            $"{LocalGitHubShapes.RepositoryUrl}/pulls/{pull.Number}",
            "url", "comments_url", "commits_url", "diff_url", "patch_url", "review_comment_url", "review_comments_url", "statuses_url");
        AddShared(json, state, pull);
        if (!isWhole)
            return json;
        var isKnown = pull.IsOpen && pull.Asks++ >= state.Options.AsksBeforeMergeable;
        json["mergeable"] = isKnown ? !state.IsConflicted(pull) : null;
        json["mergeable_state"] = isKnown ? "clean" : "unknown";
        json["merged"] = pull.IsMerged;
        json["merged_by"] = pull.IsMerged ? LocalGitHubShapes.User("ada") : null;
        json["maintainer_can_modify"] = false;
        (json["comments"], json["review_comments"], json["commits"]) = (pull.Comments.Count, 0, 1);
        (json["additions"], json["deletions"], json["changed_files"]) = (1, 1, 1);
        return json;
    }

    /// <summary>The pull request as an issue.</summary>
    public static JsonObject Issue(LocalGitHubState state, LocalPull pull)
    {
        var json = LocalGitHubShapes.WithUrls(
            new JsonObject
            {
                ["id"] = 10_000 + pull.Number,
                ["node_id"] = $"PR_{pull.Number}",
                ["html_url"] = Page(pull),
                ["repository_url"] = LocalGitHubShapes.RepositoryUrl,
                ["title"] = pull.Title,
                ["comments"] = pull.Comments.Count,
            },
            $"{LocalGitHubShapes.RepositoryUrl}/issues/{pull.Number}", "url", "comments_url", "events_url", "labels_url");
        AddShared(json, state, pull);
        return json;
    }

    public static JsonObject Comment(LocalComment comment) => new()
    {
        ["id"] = comment.Id,
        ["node_id"] = $"IC_{comment.Id}",
        ["url"] = $"{LocalGitHubShapes.RepositoryUrl}/issues/comments/{comment.Id}",
        ["html_url"] = $"{{server}}/{LocalGitHub.Repository}/pull/1#issuecomment-{comment.Id}",
        ["issue_url"] = $"{LocalGitHubShapes.RepositoryUrl}/issues/1",
        ["user"] = LocalGitHubShapes.User(comment.Author),
        ["author_association"] = "CONTRIBUTOR",
        ["body"] = comment.Body,
        ["created_at"] = LocalGitHubShapes.Then,
        ["updated_at"] = LocalGitHubShapes.Then,
    };

    public static JsonObject Label(string name) => new()
    {
        ["id"] = 1,
        ["node_id"] = "L_" + name,
        ["url"] = $"{LocalGitHubShapes.RepositoryUrl}/labels/{Uri.EscapeDataString(name)}",
        ["name"] = name,
        ["description"] = "",
        ["color"] = "ededed",
        ["default"] = false,
    };

    public static JsonObject Milestone(string title, int number) => LocalGitHubShapes.WithUrls(
        new JsonObject
        {
            ["id"] = number,
            ["node_id"] = $"MI_{number}",
            ["html_url"] = $"{{server}}/{LocalGitHub.Repository}/milestone/{number}",
            ["number"] = number,
            ["state"] = "open",
            ["title"] = title,
            ["description"] = null,
            ["creator"] = LocalGitHubShapes.User("ada"),
            ["open_issues"] = 0,
            ["closed_issues"] = 0,
            ["created_at"] = LocalGitHubShapes.Then,
            ["updated_at"] = LocalGitHubShapes.Then,
            ["closed_at"] = null,
            ["due_on"] = null,
        },
        $"{LocalGitHubShapes.RepositoryUrl}/milestones/{number}", "url", "labels_url");

    private static void AddShared(JsonObject json, LocalGitHubState state, LocalPull pull)
    {
        json["number"] = pull.Number;
        json["state"] = pull.IsOpen ? "open" : "closed";
        json["locked"] = pull.IsLocked;
        json["user"] = LocalGitHubShapes.User(pull.Author);
        json["labels"] = new JsonArray([.. pull.Labels.Select(Label)]);
        json["assignee"] = pull.Assignees.Count > 0 ? LocalGitHubShapes.User(pull.Assignees[0]) : null;
        json["assignees"] = new JsonArray([.. pull.Assignees.Select(LocalGitHubShapes.User)]);
        json["milestone"] = pull.Milestone is { } number ? Milestone(state.Options.Milestones[number - 1], number) : null;
        json["created_at"] = LocalGitHubShapes.Then;
        json["updated_at"] = LocalGitHubShapes.Then;
        json["closed_at"] = pull.IsOpen ? null : LocalGitHubShapes.Then;
    }

    private static JsonObject Side(LocalGitHubState state, string branch, string commit) => new()
    {
        ["label"] = $"{LocalGitHub.Repository.Split('/')[0]}:{branch}",
        ["ref"] = branch,
        ["sha"] = commit,
        ["repo"] = LocalGitHubShapes.Repository(state),
        ["user"] = LocalGitHubShapes.User(LocalGitHub.Repository.Split('/')[0]),
    };

    private static string Page(LocalPull pull) => $"{{server}}/{LocalGitHub.Repository}/pull/{pull.Number}";
}
