using System.Globalization;
using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>The part of the API about pull requests, their labels, people and comments.</summary>
internal sealed class LocalPullApi(LocalGitHubState state)
{
    private const int MaxBodyLength = 65_536;

    public LocalGitHubAnswer Answer(LocalCall call)
    {
        if (call.Path[0] == "milestones")
            return Milestones();
        var isOfIssues = call.Path[0] == "issues" && call.Path is not [.., "comments"] and not ["issues", "comments", _];
        if (call.Method != "GET" && !call.May("pull-requests: write"))
            return LocalGitHubAnswer.Forbidden(isOfIssues ? "issues: write" : "pull-requests: write");
        if (isOfIssues && !state.Options.HasIssues)
            return LocalGitHubAnswer.Refusal(410, "Issues are disabled for this repo");
        if (call.Path is ["issues", "comments", var comment])
            return EditComment(call, long.Parse(comment, CultureInfo.InvariantCulture));
        if (call.Path.Length == 1)
            return call.Method == "GET" ? List(call) : Create(call);
        return int.TryParse(call.Path[1], CultureInfo.InvariantCulture, out var number) && state.Pull(number) is { } pull ? OfPull(call, pull) : LocalGitHubAnswer.NotFound;
    }

    private LocalGitHubAnswer OfPull(LocalCall call, LocalPull pull) => (call.Method, call.Path) switch
    {
        ("GET", ["pulls", _]) => LocalGitHubAnswer.Ok(Json(pull, isWhole: true)),
        ("PATCH", ["pulls", _]) => Update(call, pull),
        ("POST", ["pulls", _, "requested_reviewers"]) => AskForReview(call, pull),
        ("POST", ["issues", _, "labels"]) => AddLabels(call, pull),
        ("POST", ["issues", _, "assignees"]) => Assign(call, pull),
        ("PATCH", ["issues", _]) => SetMilestone(call, pull),
        ("GET", ["issues", _, "comments"]) => Paged(call, $"issues/{pull.Number}/comments", [.. pull.Comments.Select(LocalPullShapes.Comment)]),
        ("POST", ["issues", _, "comments"]) => Comment(call, pull),
        _ => LocalGitHubAnswer.NotFound,
    };

    private LocalGitHubAnswer List(LocalCall call)
    {
        var head = call.Parameter("head");
        return Paged(call, "pulls", [.. state.Pulls.OrderByDescending(pull => pull.Number)
            .Where(pull => head is null || head == $"acme:{pull.HeadBranch}")
            .Where(pull => call.Parameter("state") == "all" || pull.IsOpen)
            .Select(pull => Json(pull, isWhole: false))]);
    }

    private LocalGitHubAnswer Create(LocalCall call)
    {
        if (!state.Options.MayCreatePullRequests)
            return LocalGitHubAnswer.Refusal(403, "GitHub Actions is not permitted to create or approve pull requests.");
        var (head, target) = (TextOf(call, "head")!, TextOf(call, "base")!);
        if (!state.Branches.TryGetValue(head, out var headCommit) || !state.Branches.TryGetValue(target, out var targetCommit))
            return LocalGitHubAnswer.Invalid("head or base is invalid");
        if (state.Pulls.Exists(pull => pull.IsOpen && pull.HeadBranch == head && pull.BaseBranch == target))
            return LocalGitHubAnswer.Invalid($"A pull request already exists for acme:{head}.");
        if (state.Objects.Between(targetCommit, headCommit).Length == 0)
            return LocalGitHubAnswer.Invalid($"No commits between {target} and {head}");
        if (TextOf(call, "body")!.Length > MaxBodyLength)
            return LocalGitHubAnswer.Invalid("body is too long (maximum is 65536 characters)");
        var isDraft = call.Body["draft"]?.GetValue<bool>() == true;
        return isDraft && !state.Options.HasDrafts
            ? LocalGitHubAnswer.Refusal(422, "Draft pull requests are not supported in this repository.")
            : LocalGitHubAnswer.Created(Json(state.AddPull(call.Account.Login, head, target, TextOf(call, "title")!, TextOf(call, "body")!, isDraft), isWhole: true));
    }

    private LocalGitHubAnswer Update(LocalCall call, LocalPull pull)
    {
        if (TextOf(call, "body") is { Length: > MaxBodyLength })
            return LocalGitHubAnswer.Invalid("body is too long (maximum is 65536 characters)");
        pull.Title = TextOf(call, "title") ?? pull.Title;
        pull.Body = TextOf(call, "body") ?? pull.Body;
        if (TextOf(call, "state") == "closed")
            pull.IsOpen = false;
        return LocalGitHubAnswer.Ok(Json(pull, isWhole: true));
    }

    private LocalGitHubAnswer AskForReview(LocalCall call, LocalPull pull)
    {
        var logins = Texts(call, "reviewers");
        if (Texts(call, "team_reviewers").Length > 0 && !call.May("members: read"))
            return LocalGitHubAnswer.Forbidden("members: read");
        if (logins.Any(login => !state.Options.Collaborators.Contains(login)))
            return LocalGitHubAnswer.Refusal(422, "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.");
        pull.Reviewers.AddRange(logins);
        pull.Reviewers.AddRange(Texts(call, "team_reviewers"));
        return LocalGitHubAnswer.Created(Json(pull, isWhole: false));
    }

    private LocalGitHubAnswer AddLabels(LocalCall call, LocalPull pull)
    {
        var labels = Texts(call, "labels");
        if (labels.Any(label => !state.Labels.Contains(label)) && !call.May("issues: write"))
            return LocalGitHubAnswer.Forbidden("issues: write");
        foreach (var label in labels)
        {
            state.Labels.Add(label);
            pull.Labels.Add(label);
        }

        return LocalGitHubAnswer.Ok(new JsonArray([.. pull.Labels.Select(LocalPullShapes.Label)]));
    }

    private LocalGitHubAnswer Assign(LocalCall call, LocalPull pull)
    {
        pull.Assignees.AddRange(Texts(call, "assignees").Where(state.Options.Collaborators.Contains));
        return LocalGitHubAnswer.Created(LocalPullShapes.Issue(state, pull));
    }

    private LocalGitHubAnswer SetMilestone(LocalCall call, LocalPull pull)
    {
        var number = call.Body["milestone"]!.GetValue<int>();
        if (number > state.Options.Milestones.Length)
            return LocalGitHubAnswer.Invalid("milestone is invalid");
        pull.Milestone = number;
        return LocalGitHubAnswer.Ok(LocalPullShapes.Issue(state, pull));
    }

    private LocalGitHubAnswer Comment(LocalCall call, LocalPull pull) => pull.IsLocked
        ? LocalGitHubAnswer.Refusal(403, "Unable to create comment because issue is locked.")
        : LocalGitHubAnswer.Created(LocalPullShapes.Comment(state.AddComment(pull, call.Account.Login, TextOf(call, "body")!)));

    private LocalGitHubAnswer EditComment(LocalCall call, long id)
    {
        if (state.Pulls.Find(pull => pull.Comments.Exists(comment => comment.Id == id)) is not { } pull)
            return LocalGitHubAnswer.NotFound;
        var place = pull.Comments.FindIndex(comment => comment.Id == id);
        pull.Comments[place] = pull.Comments[place] with { Body = TextOf(call, "body")! };
        return LocalGitHubAnswer.Ok(LocalPullShapes.Comment(pull.Comments[place]));
    }

    private LocalGitHubAnswer Milestones() => LocalGitHubAnswer.Ok(new JsonArray([
        .. state.Options.Milestones.Select((title, place) => LocalPullShapes.Milestone(title, place + 1))]));

    private LocalGitHubAnswer Paged(LocalCall call, string path, JsonNode[] rows)
    {
        var size = int.Parse(call.Parameter("per_page") ?? "30", CultureInfo.InvariantCulture);
        var page = int.Parse(call.Parameter("page") ?? "1", CultureInfo.InvariantCulture);
        var answer = LocalGitHubAnswer.Ok(new JsonArray([.. rows.Skip((page - 1) * size).Take(size)]));
        var query = string.Join('&', call.Query.Split('&').Where(part => !part.StartsWith("page=", StringComparison.Ordinal)).Append($"page={page + 1}"));
        return rows.Length <= page * size
            ? answer
            : answer with { Headers = [("Link", $"<{{server}}{state.Options.ApiPath}/repos/{LocalGitHub.Repository}/{path}?{query}>; rel=\"next\"")] };
    }

    private JsonObject Json(LocalPull pull, bool isWhole) => LocalPullShapes.Pull(state, pull, isWhole);

    private static string? TextOf(LocalCall call, string name) => call.Body[name]?.GetValue<string>();

    private static string[] Texts(LocalCall call, string name) => [.. (call.Body[name]?.AsArray() ?? []).Select(text => text!.GetValue<string>())];
}
