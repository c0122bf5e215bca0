using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>The few GraphQL documents that a <see cref="LocalGitHub"/> understands, told apart by their operation's name.</summary>
internal sealed class LocalGraphQL(LocalGitHubState state)
{
    private const int LongText = 512_000;

    private readonly LocalSources _sources = new(state.Options.Sources);

    public LocalGitHubAnswer Answer(LocalGitHubRequest request, LocalAccount account)
    {
        if (request.Token is null)
            return LocalGitHubAnswer.Refusal(401, "This endpoint requires you to be authenticated.");
        var body = JsonNode.Parse(request.Body)!.AsObject();
        var (document, input) = (body["query"]!.GetValue<string>(), body["variables"]?["input"] as JsonObject);
        return document.Contains("query Viewer", StringComparison.Ordinal)
                ? Data(new JsonObject { ["viewer"] = new JsonObject { ["login"] = account.Login } })
            : document.Contains("query FolderFiles", StringComparison.Ordinal) ? FolderFiles(body["variables"]!)
            : document.Contains("query SourceRepository", StringComparison.Ordinal) ? SourceRepository(body["variables"]!)
            : document.Contains("mutation UpdateRefs", StringComparison.Ordinal) ? UpdateRefs(input!, account)
            : document.Contains("mutation ConvertToDraft", StringComparison.Ordinal) ? ConvertToDraft(input!, account)
            : Error("undefinedField", "Unknown document");
    }

    private LocalGitHubAnswer SourceRepository(JsonNode variables)
    {
        var name = $"{variables["owner"]!.GetValue<string>()}/{variables["name"]!.GetValue<string>()}";
        return _sources.Query(name) ?? Error("NOT_FOUND", $"Could not resolve to a Repository with the name '{name}'.");
    }

    private LocalGitHubAnswer FolderFiles(JsonNode variables)
    {
        var name = $"{variables["owner"]!.GetValue<string>()}/{variables["name"]!.GetValue<string>()}";
        if (!state.Options.FormerNames.Append(LocalGitHub.Repository).Contains(name, StringComparer.OrdinalIgnoreCase))
            return Error("NOT_FOUND", $"Could not resolve to a Repository with the name '{name}'.");
        var (commit, folder) = variables["expression"]!.GetValue<string>().Split(':', 2) is [var before, var after] ? (before, after) : ("", "");
        var files = state.Objects.Commit(commit) is { } known ? state.Objects.Tree(known.Tree)! : null;
        var inside = files?.Where(file => file.Key.StartsWith($"{folder}/", StringComparison.Ordinal)).ToImmutableSortedDictionary(file => file.Key[(folder.Length + 1)..], file => file.Value, StringComparer.Ordinal);
        JsonNode? tree = inside is null or { IsEmpty: true } ? null : new JsonObject { ["entries"] = new JsonArray([.. state.Objects.Children(inside).Select(Entry)]) };
        return Data(new JsonObject { ["repository"] = new JsonObject { ["object"] = tree } });
    }

    // What is no UTF-8 is binary for GitHub and has no text; what is long has a part of it.
    private JsonNode Entry((string Name, LocalGitFile Entry) child)
    {
        var entry = new JsonObject { ["name"] = child.Name, ["oid"] = child.Entry.Id, ["object"] = new JsonObject() };
        if (state.Objects.Blob(child.Entry.Id) is { } content)
        {
            var text = Encoding.UTF8.GetString(content);
            var (isBinary, isLong) = (!Encoding.UTF8.GetBytes(text).AsSpan().SequenceEqual(content), text.Length > LongText);
            entry["object"] = new JsonObject { ["text"] = isBinary ? null : isLong ? text[..LongText] : text, ["isTruncated"] = isLong };
        }

        return entry;
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
