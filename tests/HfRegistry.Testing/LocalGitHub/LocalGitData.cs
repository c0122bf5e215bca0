using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>The Git Data part of the API: references, commits, trees, blobs, contents, comparisons.</summary>
internal sealed class LocalGitData(LocalGitHubState state)
{
    private const int MaxInlineBytes = 1_000_000;

    private LocalGitObjects Objects => state.Objects;

    public LocalGitHubAnswer Answer(LocalCall call)
    {
        if (call.Method != "GET" && !call.May("contents: write"))
            return LocalGitHubAnswer.Forbidden("contents: write");
        if (state.Branches.Count == 0)
            return LocalGitHubAnswer.Refusal(409, "Git Repository is empty.");
        return (call.Method, call.Path) switch
        {
            ("GET", ["git", "ref", var name]) => Reference(name),
            ("GET", ["git", "matching-refs", var prefix]) => Matching(prefix),
            ("POST", ["git", "refs"]) => CreateReference(call),
            ("PATCH", ["git", "refs", var name]) => MoveReference(call, name),
            ("DELETE", ["git", "refs", var name]) => DeleteReference(name),
            ("GET", ["git", "commits", var id]) => Objects.Commit(id) is { } commit ? LocalGitHubAnswer.Ok(LocalGitHubShapes.GitCommit(commit)) : LocalGitHubAnswer.NotFound,
            ("POST", ["git", "commits"]) => CreateCommit(call),
            ("GET", ["git", "trees", var id]) => Tree(id, call.Parameter("recursive") is not null),
            ("POST", ["git", "trees"]) => CreateTree(call),
            ("GET", ["git", "blobs", var id]) => Objects.Blob(id) is { } blob ? LocalGitHubAnswer.Ok(Blob(blob, id)) : LocalGitHubAnswer.NotFound,
            ("GET", ["contents", var path]) => Contents(path, call.Parameter("ref")),
            ("GET", ["compare", var range]) => Compare(range),
            _ => LocalGitHubAnswer.NotFound,
        };
    }

    private LocalGitHubAnswer Reference(string name) =>
        BranchOf(name) is { } branch && state.Branches.TryGetValue(branch, out var head) ? LocalGitHubAnswer.Ok(LocalGitHubShapes.Reference(branch, head)) : LocalGitHubAnswer.NotFound;

    private LocalGitHubAnswer Matching(string prefix) => LocalGitHubAnswer.Ok(new JsonArray([
        .. state.Branches.Where(branch => $"heads/{branch.Key}".StartsWith(prefix, StringComparison.Ordinal)).Select(branch => LocalGitHubShapes.Reference(branch.Key, branch.Value))]));

    private LocalGitHubAnswer CreateReference(LocalCall call)
    {
        var (name, head) = (BranchOf(call.Body["ref"]!.GetValue<string>()["refs/".Length..])!, call.Body["sha"]!.GetValue<string>());
        if (state.Branches.ContainsKey(name))
            return LocalGitHubAnswer.Refusal(422, "Reference already exists");
        if (Objects.Commit(head) is null)
            return LocalGitHubAnswer.Refusal(422, "Object does not exist");
        if (state.Options.ProtectedBranches.Contains(name))
            return LocalGitHubAnswer.Refusal(422, "Repository rule violations found\n\nCannot create ref due to creations being restricted.");
        state.Move(name, head);
        return LocalGitHubAnswer.Created(LocalGitHubShapes.Reference(name, head));
    }

    private LocalGitHubAnswer MoveReference(LocalCall call, string reference)
    {
        var (name, to) = (BranchOf(reference)!, call.Body["sha"]!.GetValue<string>());
        if (!state.Branches.TryGetValue(name, out var from))
            return LocalGitHubAnswer.Refusal(422, "Reference does not exist");
        if (state.Options.ProtectedBranches.Contains(name))
            return LocalGitHubAnswer.Refusal(422, "Cannot force-push to this branch");
        if (call.Body["force"]?.GetValue<bool>() != true && !Objects.History(to).Contains(from))
            return LocalGitHubAnswer.Refusal(422, "Update is not a fast forward");
        state.Move(name, to);
        return LocalGitHubAnswer.Ok(LocalGitHubShapes.Reference(name, to));
    }

    private LocalGitHubAnswer DeleteReference(string reference)
    {
        if (BranchOf(reference) is not { } name || !state.Branches.ContainsKey(name))
            return LocalGitHubAnswer.Refusal(422, "Reference does not exist");
        state.Delete(name);
        return new LocalGitHubAnswer(204, null);
    }

    private LocalGitHubAnswer CreateCommit(LocalCall call)
    {
        var tree = call.Body["tree"]!.GetValue<string>();
        ImmutableArray<string> parents = [.. call.Body["parents"]!.AsArray().Select(parent => parent!.GetValue<string>())];
        if (Objects.Tree(tree) is null)
            return LocalGitHubAnswer.Refusal(422, "Tree SHA does not exist");
        if (parents.Any(parent => Objects.Commit(parent) is null))
            return LocalGitHubAnswer.Refusal(422, "Parent SHA does not exist or is not a commit object");
        // GitHub signs what a bot makes, unless the bot says who made it.
        var isSigned = call.Account.Login.EndsWith("[bot]", StringComparison.Ordinal) && !call.Body.ContainsKey("author") && !call.Body.ContainsKey("committer");
        return LocalGitHubAnswer.Created(LocalGitHubShapes.GitCommit(Objects.AddCommit(tree, parents, call.Body["message"]!.GetValue<string>(), call.Account.Login, isSigned)));
    }

    private LocalGitHubAnswer Tree(string id, bool isRecursive)
    {
        if (Objects.Tree(id) is not { } files)
            return LocalGitHubAnswer.NotFound;
        var entries = isRecursive ? Objects.Recursive(files) : Objects.Children(files);
        return LocalGitHubAnswer.Ok(TreeJson(id, [.. entries.Select(entry => TreeEntry(entry.Item1, entry.Item2))], isRecursive));
    }

    private LocalGitHubAnswer CreateTree(LocalCall call)
    {
        if (Objects.Tree(call.Body["base_tree"]!.GetValue<string>()) is not { } files)
            return LocalGitHubAnswer.Refusal(404, "Not Found");
        foreach (var entry in call.Body["tree"]!.AsArray().OfType<JsonObject>())
        {
            var path = entry["path"]!.GetValue<string>();
            if (path.StartsWith(".github/workflows/", StringComparison.Ordinal) && !call.May("workflows: write"))
                return LocalGitHubAnswer.Refusal(403, "refusing to allow a GitHub App to create or update workflow without `workflows` permission");
            if (entry.ContainsKey("sha") == entry.ContainsKey("content"))
                return LocalGitHubAnswer.Refusal(422, "Must supply either tree.sha or tree.content. Request will be rejected if both are present.");
            if (entry["content"]?.GetValue<string>() is { } content)
                files = files.SetItem(path, state.FileOf(content, entry["mode"]!.GetValue<string>()));
            else if (files.Remove(path) is var fewer && fewer.Count < files.Count)
                files = fewer;
            else
                return LocalGitHubAnswer.Refusal(422, "GitRPC::BadObjectState");
        }

        var id = Objects.AddTree(files);
        return LocalGitHubAnswer.Created(TreeJson(id, [], isRecursive: false));
    }

    private LocalGitHubAnswer Contents(string path, string? commit)
    {
        if (commit is null || Objects.Commit(commit) is null || state.FilesOf(commit).GetValueOrDefault(path) is not { } file)
            return LocalGitHubAnswer.NotFound;
        // A link to a file shows as that file.
        if (file.Mode == LocalGitFile.Link && state.FilesOf(commit).GetValueOrDefault(TargetOf(path, file)) is { } target)
            file = target;
        if (Objects.Blob(file.Id) is not { } blob)
            return LocalGitHubAnswer.NotFound;
        var json = Blob(blob, file.Id);
        json.Remove("node_id");
        (json["type"], json["path"], json["name"]) = ("file", path, path.Split('/')[^1]);
        LocalGitHubShapes.WithUrls(json, $"{LocalGitHubShapes.RepositoryUrl}/contents/{Uri.EscapeDataString(path)}", "url", "git_url", "html_url", "download_url");
        json["_links"] = new JsonObject { ["git"] = null, ["html"] = null, ["self"] = $"{LocalGitHubShapes.RepositoryUrl}/contents/{Uri.EscapeDataString(path)}" };
        if (blob.Length > MaxInlineBytes)
            (json["encoding"], json["content"]) = ("none", "");
        return LocalGitHubAnswer.Ok(json);
    }

    private string TargetOf(string path, LocalGitFile link) =>
        new Uri(new Uri($"file:///{path}"), Encoding.UTF8.GetString(Objects.Blob(link.Id)!)).LocalPath[1..];

    private LocalGitHubAnswer Compare(string range)
    {
        var (from, head) = range.Split("...") is [var one, var other] ? (one, other) : ("", "");
        if (Objects.Commit(from) is null || Objects.Commit(head) is null)
            return LocalGitHubAnswer.NotFound;
        var commits = Objects.Between(from, head);
        var root = Objects.MergeBase(from, head) ?? Objects.Commit(from)!;
        return LocalGitHubAnswer.Ok(LocalGitHubShapes.WithUrls(
            new JsonObject
            {
                ["base_commit"] = LocalGitHubShapes.ListedCommit(Objects.Commit(from)!),
                ["merge_base_commit"] = LocalGitHubShapes.ListedCommit(root),
                ["status"] = "diverged",
                ["ahead_by"] = commits.Length,
                ["behind_by"] = 0,
                ["total_commits"] = commits.Length,
                ["commits"] = new JsonArray([.. commits.Take(250).Select(LocalGitHubShapes.ListedCommit)]),
            },
            $"{LocalGitHubShapes.RepositoryUrl}/compare/{range}", "url", "html_url", "permalink_url", "diff_url", "patch_url"));
    }

    private static JsonObject Blob(byte[] content, string id) => new()
    {
        ["sha"] = id,
        ["node_id"] = "B_" + id,
        ["url"] = $"{LocalGitHubShapes.RepositoryUrl}/git/blobs/{id}",
        ["size"] = content.Length,
        ["encoding"] = "base64",
        // In lines, as git's mail would have them.
        ["content"] = string.Join('\n', Convert.ToBase64String(content).Chunk(60).Select(line => new string(line))) + "\n",
    };

    private JsonObject TreeJson(string id, JsonNode[] entries, bool isRecursive) => new()
    {
        ["sha"] = id,
        ["url"] = $"{LocalGitHubShapes.RepositoryUrl}/git/trees/{id}",
        ["tree"] = new JsonArray([.. entries.Take(isRecursive ? state.Options.MaxTreeEntries : int.MaxValue)]),
        ["truncated"] = isRecursive && entries.Length > state.Options.MaxTreeEntries,
    };

    private static JsonObject TreeEntry(string path, LocalGitFile file) => new()
    {
        ["path"] = path,
        ["mode"] = file.Mode.PadLeft(6, '0'),
        ["type"] = file.Mode switch { "40000" => "tree", LocalGitFile.Submodule => "commit", _ => "blob" },
        ["sha"] = file.Id,
    };

    private static string? BranchOf(string reference) =>
        reference.StartsWith("heads/", StringComparison.Ordinal) ? reference["heads/".Length..] : null;
}
