using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>The right answers of a <see cref="LocalGitHub"/>: who may ask, and which part of the API answers.</summary>
internal sealed class LocalGitHubApi(LocalGitHubState state)
{
    private const string ById = "/repositories/4711";

    private readonly LocalGitData _git = new(state);
    private readonly LocalPullApi _pulls = new(state);
    private readonly LocalSources _sources = new(state.Options.Sources);
    private readonly LocalGraphQL _graphQL = new(state);

    public LocalGitHubAnswer Answer(LocalGitHubRequest request)
    {
        if (request.Token is { } token && !state.Options.Accounts.ContainsKey(token))
            return LocalGitHubAnswer.Refusal(401, "Bad credentials");
        var account = request.Token is null ? new LocalAccount("") { Permissions = [] } : state.Options.Accounts[request.Token];
        var (path, query) = request.Target.Split('?') is [var before, var after] ? (before, after) : (request.Target, "");
        if (path == state.Options.GraphQLPath)
            return _graphQL.Answer(request, account);
        if (!path.StartsWith(state.Options.ApiPath + "/", StringComparison.Ordinal))
            return LocalGitHubAnswer.NotFound;

        path = path[state.Options.ApiPath.Length..];
        foreach (var former in state.Options.FormerNames)
        {
            // A renamed repository answers under its number, with the query as it was.
            if (Rest(path, "/repos/" + former) is { } moved)
            {
                return LocalGitHubAnswer.Refusal(state.Options.RedirectStatus, "Moved Permanently") with
                {
                    Headers = [("Location", $"{{server}}{state.Options.ApiPath}{ById}{moved}{(query.Length > 0 ? "?" + query : "")}")],
                };
            }
        }

        return (Rest(path, "/repos/" + LocalGitHub.Repository) ?? Rest(path, ById)) is { } rest ? OfRepository(request, account, rest, query)
            : request.Method == "GET" && path.StartsWith("/repos/", StringComparison.Ordinal) && _sources.Answer(path["/repos/".Length..]) is { } answer ? answer
            : LocalGitHubAnswer.NotFound;
    }

    private LocalGitHubAnswer OfRepository(LocalGitHubRequest request, LocalAccount account, string rest, string query)
    {
        if (rest.Length == 0)
            return LocalGitHubAnswer.Ok(LocalGitHubShapes.Repository(state));
        if (request.Method != "GET" && request.Token is null)
            return LocalGitHubAnswer.Refusal(401, "Requires authentication");
        if (request.Method != "GET" && state.IsArchived)
            return LocalGitHubAnswer.Refusal(403, "Repository was archived so is read-only.");
        // Each value is one segment: a plain slash in it names another route.
        var call = new LocalCall(
            request.Method, [.. rest[1..].Split('/').Select(Uri.UnescapeDataString)], query, account,
            request.Body.Length == 0 ? [] : JsonNode.Parse(request.Body)!.AsObject());
        return call.Path[0] is "git" or "contents" or "compare" ? _git.Answer(call) : _pulls.Answer(call);
    }

    private static string? Rest(string path, string root) =>
        path.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (path.Length == root.Length || path[root.Length] == '/') ? path[root.Length..] : null;
}

/// <summary>A request to the repository.</summary>
/// <param name="Path">Its segments below the repository, unescaped.</param>
internal sealed record LocalCall(string Method, string[] Path, string Query, LocalAccount Account, JsonObject Body)
{
    public string? Parameter(string name) => Query.Split('&').Select(part => part.Split('=', 2))
        .Where(part => part.Length == 2 && part[0] == name).Select(part => Uri.UnescapeDataString(part[1])).FirstOrDefault();

    public bool May(string permission) => Account.Permissions.Contains(permission);
}
