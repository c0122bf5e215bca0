using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>The few GraphQL documents that a <see cref="LocalGitHub"/> understands, told apart by their operation's name.</summary>
internal sealed class LocalGraphQL(LocalGitHubState state)
{
    public LocalGitHubAnswer Answer(LocalGitHubRequest request, LocalAccount account)
    {
        if (request.Token is null)
            return LocalGitHubAnswer.Refusal(401, "This endpoint requires you to be authenticated.");
        var body = JsonNode.Parse(request.Body)!.AsObject();
        var (document, input) = (body["query"]!.GetValue<string>(), body["variables"]?["input"] as JsonObject);
        return document.Contains("query Viewer", StringComparison.Ordinal)
                ? Data(new JsonObject { ["viewer"] = new JsonObject { ["login"] = account.Login } })
            : document.Contains("mutation UpdateRefs", StringComparison.Ordinal) ? UpdateRefs(input!, account)
            : document.Contains("mutation ConvertToDraft", StringComparison.Ordinal) ? ConvertToDraft(input!, account)
            : Error("undefinedField", "Unknown document");
    }

    private LocalGitHubAnswer UpdateRefs(JsonObject input, LocalAccount account)
    {
        if (!state.Options.HasUpdateRefs)
            return Error("undefinedField", "Field 'updateRefs' doesn't exist on type 'Mutation'");
        if (!account.Permissions.Contains("contents: write"))
            return Error("FORBIDDEN", "Resource not accessible by integration");
        if (state.IsArchived)
            return Error("UNPROCESSABLE", "Repository was archived so is read-only.");
        if (input["repositoryId"]?.GetValue<string>() != "R_local")
            return Error("NOT_FOUND", "Could not resolve to a node with the global id");
        var update = input["refUpdates"]!.AsArray()[0]!;
        var (name, before, after) = (
            update["name"]!.GetValue<string>()["refs/heads/".Length..], update["beforeOid"]!.GetValue<string>(), update["afterOid"]!.GetValue<string>());
        if (state.Options.ProtectedBranches.Contains(name))
            return Error("UNPROCESSABLE", "Cannot update this protected ref. Changes must be made through a pull request.");
        var now = state.Branches.GetValueOrDefault(name) ?? new string('0', 40);
        if (now != before)
            return Error("UNPROCESSABLE", $"Reference cannot be updated: is at {now} but expected {before}");
        if (after.All(digit => digit == '0'))
            state.Delete(name);
        else if (state.Objects.Commit(after) is null)
            return Error("UNPROCESSABLE", "Object does not exist");
        else
            state.Move(name, after);
        return Data(new JsonObject { ["updateRefs"] = new JsonObject { ["clientMutationId"] = null } });
    }

    private LocalGitHubAnswer ConvertToDraft(JsonObject input, LocalAccount account)
    {
        if (!account.Permissions.Contains("pull-requests: write"))
            return Error("FORBIDDEN", "Resource not accessible by integration");
        if (state.Pulls.Find(pull => $"PR_{pull.Number}" == input["pullRequestId"]?.GetValue<string>()) is not { } pull)
            return Error("NOT_FOUND", "No such pull request");
        if (!state.Options.HasDrafts)
            return Error("UNPROCESSABLE", "Draft pull requests are not supported in this repository.");
        pull.IsDraft = true;
        return Data(new JsonObject { ["convertPullRequestToDraft"] = new JsonObject { ["pullRequest"] = new JsonObject { ["isDraft"] = true } } });
    }

    private static LocalGitHubAnswer Data(JsonObject data) => LocalGitHubAnswer.Ok(new JsonObject { ["data"] = data });

    private static LocalGitHubAnswer Error(string type, string message) => LocalGitHubAnswer.Ok(new JsonObject
    {
        ["data"] = null,
        ["errors"] = new JsonArray(new JsonObject { ["type"] = type, ["message"] = message }),
    });
}
