using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>A request that reached a <see cref="LocalGitHub"/>.</summary>
/// <param name="Token">The bearer token, or null.</param>
internal sealed record LocalGitHubRequest(string Method, string Target, string? Token, string Body)
{
    /// <summary>Whether it asks for a change.</summary>
    public bool IsWrite => Method != "GET" && !Body.StartsWith("{\"query\":\"query ", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Target}";
}

/// <summary>One repository on GitHub, on this machine: what it answers, what it refuses, how it fails, and the people who use it meanwhile.</summary>
internal sealed class LocalGitHub : IAsyncDisposable
{
    /// <summary>The repository's name.</summary>
    public const string Repository = "acme/models";

    /// <summary>A job's own token.</summary>
    public const string Token = "ghs_local0123456789secret";

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<LocalGitHubRequest> _requests = new();
    private readonly LocalGitHubOptions _options;
    private readonly LocalGitHubState _state;
    private readonly LocalGitHubApi _api;
    private LocalServer? _server;
    private ImmutableArray<LocalFault> _faults = [];

    private LocalGitHub(LocalGitHubOptions options)
    {
        _options = options;
        _state = new LocalGitHubState(options) { IsArchived = options.IsArchived };
        _api = new LocalGitHubApi(_state);
    }

    /// <summary>The host, without a path.</summary>
    public string Server => _server!.Address;

    /// <summary>What a runner would tell.</summary>
    public string? Variable(string name) => name switch
    {
        "GITHUB_API_URL" => Server + _options.ApiPath,
        "GITHUB_GRAPHQL_URL" => Server + _options.GraphQLPath,
        "GITHUB_SERVER_URL" => Server,
        "GITHUB_REPOSITORY" => Repository,
        "GITHUB_TOKEN" => Token,
        _ => null,
    };

    /// <summary>The requests that came in, in order.</summary>
    public ImmutableArray<LocalGitHubRequest> Requests => [.. _requests];

    /// <summary>Those that ask for a change.</summary>
    public ImmutableArray<LocalGitHubRequest> Writes => [.. _requests.Where(request => request.IsWrite)];

    /// <summary>The pull requests.</summary>
    public IReadOnlyList<LocalPull> Pulls => _state.Pulls;

    /// <summary>Starts a repository.</summary>
    /// <param name="options">How it behaves.</param>
    /// <param name="port">The port on loopback, or 0 for any.</param>
    public static async Task<LocalGitHub> StartAsync(LocalGitHubOptions? options = null, int port = 0)
    {
        var github = new LocalGitHub(options ?? new LocalGitHubOptions());
        github._server = await LocalServer.StartAsync(github.ServeAsync, port);
        return github;
    }

    /// <summary>Fails in other ways from now on; without any, in none.</summary>
    public void FailWith(params ImmutableArray<LocalFault> faults) => _faults = faults;

    /// <summary>Forgets the requests so far.</summary>
    public void ForgetRequests() => _requests.Clear();

    /// <summary>The commit that a branch names, or null.</summary>
    public string? HeadOf(string branch) => _state.Branches.GetValueOrDefault(branch);

    /// <summary>A commit.</summary>
    public LocalCommit Commit(string id) => _state.Objects.Commit(id)!;

    /// <summary>The text of a file on a branch, or null.</summary>
    public string? Text(string branch, string path) =>
        HeadOf(branch) is { } head && _state.FilesOf(head).GetValueOrDefault(path) is { } file ? Encoding.UTF8.GetString(_state.Objects.Blob(file.Id)!) : null;

    /// <summary>The mode of a file on a branch, or null.</summary>
    public string? ModeOf(string branch, string path) => HeadOf(branch) is { } head ? _state.FilesOf(head).GetValueOrDefault(path)?.Mode : null;

    /// <summary>Somebody pushes a commit.</summary>
    public LocalCommit Push(string branch, string path, string? text, string login = "ada", string message = "By hand") =>
        _state.Commit(branch, login, message, (path, text));

    /// <summary>Somebody changes the newest commit of a branch and keeps its message.</summary>
    public LocalCommit Amend(string branch, string path, string text, string? login = "ada")
    {
        var old = Commit(HeadOf(branch)!);
        var tree = _state.Objects.AddTree(_state.FilesOf(old.Id).SetItem(path, _state.FileOf(text)));
        var commit = _state.Objects.AddCommit(tree, old.Parents, old.Message, login, isVerified: false);
        _state.Move(branch, commit.Id);
        return commit;
    }

    /// <summary>Somebody creates a branch.</summary>
    public void Branch(string name, string from = "main") => _state.Branches[name] = _state.Branches[from];

    /// <summary>Somebody deletes a branch.</summary>
    public void Delete(string branch) => _state.Delete(branch);

    /// <summary>Somebody writes the whole history of a branch anew: the same files, other commits.</summary>
    public void Rewrite(string branch) => _state.Move(branch, _state.Objects.AddCommit(Commit(HeadOf(branch)!).Tree, [], "Rewritten", "ada", isVerified: false).Id);

    /// <summary>Somebody closes a pull request.</summary>
    public void Close(int number) => _state.Pull(number)!.IsOpen = false;

    /// <summary>Somebody opens a pull request.</summary>
    public LocalPull Open(string head, string author = "ada", string target = "main", string body = "") =>
        _state.AddPull(author, head, target, "By hand", body, isDraft: false);

    /// <summary>Somebody merges a pull request, squashed into one commit.</summary>
    public void Merge(int number)
    {
        var pull = _state.Pull(number)!;
        var commit = _state.Objects.AddCommit(Commit(pull.Head).Tree, [HeadOf(pull.BaseBranch)!], pull.Title, "ada", isVerified: true);
        _state.Move(pull.BaseBranch, commit.Id);
        (pull.IsOpen, pull.IsMerged) = (false, true);
    }

    /// <summary>Somebody moves a branch to where another one is.</summary>
    public void FastForward(string branch, string to) => _state.Move(branch, _state.Branches[to]);

    /// <summary>Somebody archives the repository.</summary>
    public void Archive() => _state.IsArchived = true;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var request = new LocalGitHubRequest(
            context.Request.Method, LocalAnswer.RawTarget(context), LocalRequest.TokenOf(context.Request), body);
        _requests.Enqueue(request);
        await FailOrAnswerAsync(context, request, 0);
    }

    private Task FailOrAnswerAsync(HttpContext context, LocalGitHubRequest request, int fault)
    {
        var faults = _faults;
        if (fault < faults.Length)
            return faults[fault](context, next => FailOrAnswerAsync(next, request, fault + 1));
        LocalGitHubAnswer answer;
        lock (_gate)
            answer = _api.Answer(request);
        return answer.WriteAsync(context, Server);
    }
}
