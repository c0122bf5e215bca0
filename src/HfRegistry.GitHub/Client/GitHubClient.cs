using System.Collections.Immutable;
using System.Text.Json;

namespace HfRegistry.GitHub.Client;

/// <summary>A typed client of the calls that a pull request needs. Requests run one at a time, whoever asks.</summary>
public sealed partial class GitHubClient : IGitHub, IDisposable
{
    private const int PageSize = 100;
    private const int MaxPages = 30;
    private const int MaxLostAnswers = 3;

    private readonly GitHubTransport _transport;
    private readonly GitHubAddresses _addresses;
    private RepositoryFacts? _facts;
    private bool _knowsRedirect;

    /// <summary>A client with a connection pool of its own.</summary>
    /// <param name="options">How to work.</param>
    /// <param name="clock">
    /// Times the waits between requests; the system's by default. The limit of one attempt is always real time, since the network is.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of the range that its option states.</exception>
    public GitHubClient(GitHubOptions options, TimeProvider? clock = null)
    {
        options.Validate();
        _transport = new GitHubTransport(options, clock ?? TimeProvider.System);
        _addresses = new GitHubAddresses(options.Endpoints);
        Repository = options.Repository;
    }

    /// <inheritdoc/>
    public RepositoryName Repository { get; private set; }

    /// <inheritdoc/>
    public ImmutableArray<Diagnostic> Warnings { get; private set; } = [];

    /// <inheritdoc/>
    public void Dispose() => _transport.Dispose();

    /// <inheritdoc/>
    public async Task<GitHubAnswer<RepositoryFacts>> GetRepositoryAsync(CancellationToken cancellationToken = default)
    {
        var answer = await _transport.SendAsync(Get($"the repository {Repository}"), cancellationToken);
        var facts = Read(answer, GitHubReaders.Repository);
        if (facts.Value is { } known)
            Remember(known);
        return facts;
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<Viewer>> GetViewerAsync(CancellationToken cancellationToken = default) =>
        Read(
            await _transport.SendAsync(Query("the token's account", GitHubQueries.Viewer) with { Deed = "be asked whose it is" }, cancellationToken),
            static json => json.Member("data")?.Text("viewer", "login") is { Length: > 0 } login ? new Viewer(login) : null);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<RepositoryFile>> ReadFileAsync(TreePath path, GitObjectId commit, CancellationToken cancellationToken = default)
    {
        var what = $"the file {path} at {commit.Short}";
        var file = await SendAsync(() => Get(what, "contents/" + GitHubAddresses.Value(path) + "?ref=" + commit), cancellationToken);
        if (file.Error is { } error)
            return error;
        if (file.Value!.Json.Id("sha") is not { } id || file.Value.Json.Text("type") != "file")
            return new GitHubError.NotFound(what);
        // Beyond a megabyte the content is left out; the blob has it.
        var holder = file.Value.Json.Text("encoding") == "base64"
            ? file
            : await SendAsync(() => Get(what, "git/blobs/" + id), cancellationToken);
        return Read(holder, json => ContentOf(json) is { } content ? new RepositoryFile(content, id) : null);
    }

    /// <inheritdoc/>
    public async Task<GitHubAnswer<RepositoryFile>> ReadBlobAsync(GitObjectId id, CancellationToken cancellationToken = default) =>
        Read(
            await SendAsync(() => Get($"the blob {id.Short}", "git/blobs/" + id), cancellationToken),
            json => ContentOf(json) is { } content ? new RepositoryFile(content, id) : null);

    /// <inheritdoc/>
    public async Task<GitHubAnswer<FolderFiles>> ReadFolderAsync(TreePath folder, GitObjectId commit, CancellationToken cancellationToken = default)
    {
        var request = () => Query($"the folder {folder} at {commit.Short}", GitHubQueries.FolderFiles, json =>
        {
            json.WriteString("owner", Repository.Owner);
            json.WriteString("name", Repository.Name);
            json.WriteString("expression", $"{commit}:{folder}");
        });
        return Read(await SendAsync(request, cancellationToken), json =>
            json.Member("data")?.Member("repository") is { } repository ? GitHubReaders.Folder(repository, folder) : null);
    }

    private static ImmutableArray<byte>? ContentOf(JsonElement json)
    {
        if (json.Text("encoding") != "base64" || json.Text("content") is not { } text)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? [.. bytes.AsSpan(0, length)] : null;
    }

    private GitHubRequest Get(string what, params ReadOnlySpan<string> path) => new(HttpMethod.Get, _addresses.Of(Repository, path), what);

    /// <summary>A request that changes something and, unless said otherwise, changes no more when it is repeated.</summary>
    private GitHubRequest Write(HttpMethod method, string what, string path, Action<Utf8JsonWriter>? writeMembers) =>
        new(method, _addresses.Of(Repository, path), what)
        {
            Json = writeMembers is null ? null : GitHubRequest.Body(writeMembers),
            IsWrite = true,
        };

    private GitHubRequest Query(string what, string document, Action<Utf8JsonWriter>? writeVariables = null) =>
        new(HttpMethod.Post, _addresses.GraphQL, what)
        {
            IsGraphQL = true,
            Json = GitHubRequest.Body(json =>
            {
                json.WriteString("query", document);
                if (writeVariables is null)
                    return;
                json.WriteStartObject("variables");
                writeVariables(json);
                json.WriteEndObject();
            }),
        };

    private GitHubRequest Mutation(string what, string document, Action<Utf8JsonWriter> writeInput) => Query(what, document, json =>
    {
        json.WriteStartObject("input");
        writeInput(json);
        json.WriteEndObject();
    });

    /// <summary>Sends a request to the repository; learns its new name when GitHub answers from another address.</summary>
    private async Task<GitHubAnswer<GitHubResponse>> SendAsync(Func<GitHubRequest> request, CancellationToken cancellationToken)
    {
        var answer = await _transport.SendAsync(request(), cancellationToken);
        if (_transport.WasRedirected && !_knowsRedirect)
        {
            _knowsRedirect = true;
            await GetRepositoryAsync(cancellationToken);
        }

        return answer;
    }

    private void Remember(RepositoryFacts facts)
    {
        _facts = facts;
        if (facts.Name.Equals(Repository))
            return;
        Warnings = Warnings.Add(DiagnosticCatalogue.RepositoryRenamed.Says($"{Repository} is called {facts.Name} now; GitHub still redirects, for how long nobody promises."));
        Repository = facts.Name;
    }

    /// <summary>Sends a creation; when the answer is lost, looks whether the thing now exists before it asks again.</summary>
    private async Task<GitHubAnswer<T>> CreateAsync<T>(
        Func<GitHubRequest> request, Func<JsonElement, T?> read, Func<Task<GitHubAnswer<Found<T>>>> find, CancellationToken cancellationToken)
        where T : class
    {
        for (var lost = 0; ; lost++)
        {
            var answer = Read(await SendAsync(() => request() with { IsRepeatable = false }, cancellationToken), read);
            if (answer.Error is not GitHubError.Unavailable || lost == MaxLostAnswers)
                return answer;
            await _transport.BackOffAsync(lost, cancellationToken);
            var found = await find();
            if (found.Error is { } error)
                return error;
            if (found.Value!.Thing is { } thing)
                return thing;
        }
    }

    private static GitHubAnswer<T> Read<T>(GitHubAnswer<GitHubResponse> answer, Func<JsonElement, T?> read)
        where T : class =>
        answer.Error is { } error ? error
        : read(answer.Value!.Json) is { } value ? value
        : new GitHubError.Malformed($"a member is missing, or is no {typeof(T).Name}");

    private static GitHubAnswer<Done> Acknowledge(GitHubAnswer<GitHubResponse> answer) => answer.Error is { } error ? error : Done.Value;

    /// <summary>All rows of a list, page after page.</summary>
    private async Task<GitHubAnswer<List<JsonElement>>> ListAsync(Func<GitHubRequest> first, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        var request = first;
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await SendAsync(request, cancellationToken);
            if (answer.Error is { } error)
                return error;
            rows.AddRange(answer.Value!.Json.Items());
            if (answer.Value.Next is not { } next)
                return rows;
            if (!_transport.IsOwn(next))
                return new GitHubError.Malformed($"its next page is on another host ({Printable.Of(next.Host)})");
            request = () => first() with { Address = next };
        }

        return rows;
    }

    /// <summary>What was found, or that there is nothing.</summary>
    private sealed record Found<T>(T? Thing)
        where T : class;
}
