using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>A public repository with the source code of models, beside the one that a <see cref="LocalGitHub"/> is about.</summary>
/// <param name="Name">Its present name.</param>
/// <param name="Paths">The paths of its files.</param>
internal sealed record LocalSource(string Name, ImmutableArray<string> Paths)
{
    /// <summary>A name that it had before, or null.</summary>
    public string? FormerName { get; init; }

    /// <summary>The SPDX id that GitHub names, or null.</summary>
    public string? License { get; init; }

    /// <summary>The texts of files; the others are empty.</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The commits of each account.</summary>
    public ImmutableArray<(string Login, int Commits)> Contributors { get; init; } = [("ada", 30), ("grace", 10)];

    public bool IsArchived { get; init; }

    public bool IsFork { get; init; }

    /// <summary>Whether it has no commit.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>How many entries a tree lists before it is cut.</summary>
    public int MaxTreeEntries { get; init; } = 100_000;

    /// <summary>The commit of its default branch, which is another one for other files.</summary>
    public string Commit => Hash("commit", string.Join('\n', Paths));

    /// <summary>Returns the id of something in it.</summary>
    internal string Hash(string kind, string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {kind} {text}")))[..40];
}

/// <summary>Answers about the repositories beside the main one: a GraphQL document, trees, contributors and blobs.</summary>
internal sealed class LocalSources(ImmutableArray<LocalSource> sources)
{
    private const string Then = "2026-10-01T08:00:00Z";
    private const int PageSize = 100;

    /// <summary>The answer to the document, or null when no such repository is here.</summary>
    public LocalGitHubAnswer? Query(string name) => Find(name) is not { } source ? null : LocalGitHubAnswer.Ok(new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["repository"] = new JsonObject
            {
                ["nameWithOwner"] = source.Name,
                ["isArchived"] = source.IsArchived,
                ["isFork"] = source.IsFork,
                ["pushedAt"] = Then,
                ["licenseInfo"] = source.License is { } license ? new JsonObject { ["spdxId"] = license } : null,
                ["defaultBranchRef"] = source.IsEmpty ? null : new JsonObject
                {
                    ["target"] = new JsonObject { ["oid"] = source.Commit, ["tree"] = new JsonObject { ["oid"] = TreeOf(source) } },
                },
            },
        },
    });

    /// <summary>The answer of the REST API, or null when the path is about no repository that is here.</summary>
    /// <param name="path">The path behind <c>/repos/</c>.</param>
    public LocalGitHubAnswer? Answer(string path)
    {
        if (path.Split('/') is not [var owner, var name, .. var rest] || sources.FirstOrDefault(source => source.Name.Equals($"{owner}/{name}", StringComparison.OrdinalIgnoreCase)) is not { } source)
            return null;
        return rest switch
        {
            [] => LocalGitHubAnswer.Ok(new JsonObject { ["full_name"] = source.Name, ["license"] = source.License is { } license ? new JsonObject { ["spdx_id"] = license } : null }),
            ["git", "trees", var id] when id == TreeOf(source) => LocalGitHubAnswer.Ok(Tree(source)),
            ["git", "blobs", var id] when source.Paths.FirstOrDefault(known => source.Hash("blob", known) == id) is { } known => LocalGitHubAnswer.Ok(Blob(source, known)),
            ["contributors"] => LocalGitHubAnswer.Ok(new JsonArray([.. source.Contributors.Take(PageSize).Select(Person)])),
            _ => LocalGitHubAnswer.NotFound,
        };
    }

    private LocalSource? Find(string name) => sources.FirstOrDefault(source => name.Equals(source.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(source.FormerName, StringComparison.OrdinalIgnoreCase));

    private static string TreeOf(LocalSource source) => source.Hash("tree", source.Commit);

    private static JsonObject Tree(LocalSource source) => new()
    {
        ["sha"] = TreeOf(source),
        ["url"] = "{server}",
        ["tree"] = new JsonArray([.. source.Paths.Take(source.MaxTreeEntries).Select(path => (JsonNode)new JsonObject { ["path"] = path, ["mode"] = "100644", ["type"] = "blob", ["sha"] = source.Hash("blob", path), ["size"] = 1 })]),
        ["truncated"] = source.Paths.Length > source.MaxTreeEntries,
    };

    private static JsonObject Blob(LocalSource source, string path)
    {
        var text = Encoding.UTF8.GetBytes(source.Texts.GetValueOrDefault(path, ""));
        return new JsonObject { ["sha"] = source.Hash("blob", path), ["node_id"] = "B", ["url"] = "{server}", ["size"] = text.Length, ["encoding"] = "base64", ["content"] = Convert.ToBase64String(text) };
    }

    private static JsonNode Person((string Login, int Commits) person)
    {
        var json = LocalGitHubShapes.User(person.Login);
        json["contributions"] = JsonValue.Create(person.Commits);
        return json;
    }
}
