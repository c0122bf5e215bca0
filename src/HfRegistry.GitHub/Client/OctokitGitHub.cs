using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Http;
using Octokit.Internal;

namespace HfRegistry.GitHub.Client;

/// <summary>
/// The calls that a pull request needs, made with Octokit. Octokit knows GitHub's addresses and models; how requests travel is decided by the
/// two handlers below it. Requests run one at a time, whoever asks.
/// </summary>
internal sealed partial class OctokitGitHub : IGitHub, IDisposable
{
    private const int MaxLostAnswers = 3;

    private static readonly Octokit.ApiOptions Pages = new() { PageSize = 100, PageCount = 30 };

    private readonly TimeProvider _clock;
    private readonly Uri _graphQL;
    private readonly GitHubToken? _token;
    private readonly HttpClientAdapter _http;
    private readonly Octokit.Connection _connection;
    private readonly Octokit.GitHubClient _octokit;
    private RepositoryFacts? _facts;
    private bool _knowsRedirect;

    /// <summary>Creates a client with a connection pool of its own.</summary>
    /// <param name="options">How to work.</param>
    /// <param name="clock">
    /// Times the waits between requests; the system's by default. The limit of one attempt is always real time, since the network is.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of the range that its option states.</exception>
    public OctokitGitHub(GitHubOptions options, TimeProvider? clock = null)
    {
        options.Validate();
        _clock = clock ?? TimeProvider.System;
        _graphQL = options.Endpoints.GraphQL;
        _token = options.Token;
        Repository = options.Repository;
        _http = new HttpClientAdapter(() => new ResilienceHandler(options, _clock));
        // Each attempt has a limit of its own, and a rate limit may take longer than any request.
        _http.SetRequestTimeout(Timeout.InfiniteTimeSpan);
        // A connection, because a GitHubClient of an address would put /api/v3 behind every host but github.com. Octokit knows no token: ours is sent by a handler.
        _connection = new Octokit.Connection(
            new Octokit.ProductHeaderValue("hfregistry"), options.Endpoints.Api, new InMemoryCredentialStore(Octokit.Credentials.Anonymous), _http, new SimpleJsonSerializer());
        _octokit = new Octokit.GitHubClient(_connection);
    }

    public RepositoryName Repository { get; private set; }

    public ImmutableArray<Diagnostic> Warnings { get; private set; } = [];

    private string Owner => Repository.Owner;

    private string Name => Repository.Name;

    public void Dispose() => _http.Dispose();

    public async Task<Result<RepositoryFacts, GitHubError>> GetRepositoryAsync(CancellationToken cancellationToken = default)
    {
        var facts = await TryAsync(Call($"the repository {Repository}", cancellationToken), () => _octokit.Repository.Get(Owner, Name), GitHubReaders.Repository);
        if (facts.Value is { } known)
            Remember(known);
        return facts;
    }

    public Task<Result<Viewer, GitHubError>> GetViewerAsync(CancellationToken cancellationToken = default) =>
        QueryAsync(
            Call("the token's account", cancellationToken) with { Deed = "be asked whose it is" }, GitHubQueries.Viewer, variables: null,
            static data => data.Member("viewer")?.Text("login") is { Length: > 0 } login ? new Viewer(login) : null);

    public async Task<Result<RepositoryFile, GitHubError>> ReadFileAsync(TreePath path, GitObjectId commit, CancellationToken cancellationToken = default)
    {
        var call = Call($"the file {path} at {commit.Short}", cancellationToken);
        // A folder is answered with the list of its entries; an empty list is no answer, since git has no empty folders.
        var listed = await SendAsync(
            call, () => _octokit.Repository.Content.GetAllContentsByRef(Owner, Name, Segment(path), commit.ToString()), static list => list.Count > 0 ? list : null);
        if (listed.Error is { } error)
            return error;
        if (listed.Value!.FirstOrDefault(entry => entry?.Type.StringValue == "file" && entry.Path == path.ToString()) is not { } file || GitHubReaders.Id(file.Sha) is not { } id)
            return new GitHubError.NotFound(call.What);
        if (GitHubReaders.Content(file.Encoding, file.EncodedContent) is { } content)
            return new RepositoryFile(content, id);
        // Beyond a megabyte the content is left out; the blob has it.
        return await ReadBlobAsync(call.What, id, cancellationToken);
    }

    public Task<Result<RepositoryFile, GitHubError>> ReadBlobAsync(GitObjectId id, CancellationToken cancellationToken = default) =>
        ReadBlobAsync($"the blob {id.Short}", id, cancellationToken);

    public Task<Result<FolderFiles, GitHubError>> ReadFolderAsync(TreePath folder, GitObjectId commit, CancellationToken cancellationToken = default) =>
        QueryAsync(
            Call($"the folder {folder} at {commit.Short}", cancellationToken), GitHubQueries.FolderFiles,
            new() { ["owner"] = Owner, ["name"] = Name, ["expression"] = $"{commit}:{folder}" },
            data => GitHubReaders.Folder(data, folder));

    private Task<Result<RepositoryFile, GitHubError>> ReadBlobAsync(string what, GitObjectId id, CancellationToken cancellationToken) => SendAsync(
        Call(what, cancellationToken), () => _octokit.Git.Blob.Get(Owner, Name, id.ToString()),
        blob => GitHubReaders.Content(blob.Encoding.StringValue, blob.Content) is { } content ? new RepositoryFile(content, id) : null);

    private static GitHubCall Call(string what, CancellationToken cancellationToken) => new(what) { CancellationToken = cancellationToken };

    /// <summary>Returns an address of the repository's that Octokit does not ask for, or not as GitHub describes it.</summary>
    private Uri Address(string path) => new($"repos/{Owner}/{Name}/{path}", UriKind.Relative);

    /// <summary>Returns a value as one segment of a path, as GitHub's own clients send it: a plain slash would name another route.</summary>
    private static string Segment(object value) => Uri.EscapeDataString(value.ToString()!);

    private async Task<T?> PostAsync<T>(Uri address, Dictionary<string, object?> body) => (await _connection.Post<T>(address, body, null, null)).Body;

    /// <summary>Asks GraphQL.</summary>
    private Task<Result<T, GitHubError>> QueryAsync<T>(
        GitHubCall call, string document, Dictionary<string, object?>? variables, Func<JsonElement, T?> read)
        where T : class =>
        SendAsync(
            call with { IsGraphQL = true },
            async () => (await _connection.Post<object>(_graphQL, new Dictionary<string, object?> { ["query"] = document, ["variables"] = variables }, null, null)).HttpResponse.Body as string,
            body => JsonElement.Parse(body).Member("data") is { } data ? read(data) : null);

    private Task<Result<Done, GitHubError>> MutateAsync(GitHubCall call, string document, Dictionary<string, object?> input) =>
        QueryAsync(call, document, new() { ["input"] = input }, static _ => Done.Value);

    /// <summary>Lists something, page after page.</summary>
    private Task<Result<TList, GitHubError>> ListAsync<TModel, TList>(GitHubCall call, Func<Task<IReadOnlyList<TModel>?>> send, Func<IReadOnlyList<TModel>, TList?> read)
        where TList : class =>
        SendAsync(call with { IsList = true }, send, read);

    /// <summary>Makes a call; learns the repository's new name when GitHub answers from another address.</summary>
    private async Task<Result<T, GitHubError>> SendAsync<TModel, T>(GitHubCall call, Func<Task<TModel?>> send, Func<TModel, T?> read)
        where TModel : class
        where T : class
    {
        var answer = await TryAsync(call, send, read);
        if (call.WasRedirected && !_knowsRedirect)
        {
            _knowsRedirect = true;
            await GetRepositoryAsync(call.CancellationToken);
        }

        return answer;
    }

    private async Task<Result<T, GitHubError>> TryAsync<TModel, T>(GitHubCall call, Func<Task<TModel?>> send, Func<TModel, T?> read)
        where TModel : class
        where T : class
    {
        GitHubCall.Current = call;
        try
        {
            return await send() is { } model && read(model) is { } value ? value : new GitHubError.Malformed("a member is missing or has an unexpected value");
        }
        catch (GitHubCallException e)
        {
            return e.Error;
        }
        catch (OperationCanceledException) when (call.CancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(call.CancellationToken);
        }
        catch (Exception e) when (call.IsAnswered && e is not OperationCanceledException)
        {
            // Octokit's models are strict, and it throws whatever reflection met on the way: a date, a number or a word that it does not know.
            return new GitHubError.Malformed(TextSanitizer.Sanitize(_token?.HideIn(e.Message) ?? e.Message, GitHubErrorReader.MaxReasonLength));
        }
    }

    private void Remember(RepositoryFacts facts)
    {
        _facts = facts;
        if (facts.Name.Equals(Repository))
            return;
        Warnings = Warnings.Add(DiagnosticCatalog.RepositoryRenamed.Create(Repository, facts.Name));
        Repository = facts.Name;
    }

    /// <summary>Makes a creation; when the answer is lost, looks whether the thing now exists before it asks again.</summary>
    private async Task<Result<T, GitHubError>> CreateAsync<TModel, T>(
        GitHubCall call, Func<Task<TModel?>> send, Func<TModel, T?> read, Func<Task<Result<Found<T>, GitHubError>>> find)
        where TModel : class
        where T : class
    {
        for (var lost = 0; ; lost++)
        {
            var answer = await SendAsync(call with { IsRepeatable = false }, send, read);
            if (answer.Error is not GitHubError.Unavailable || lost == MaxLostAnswers)
                return answer;
            await BackOffAsync(lost, call.CancellationToken);
            var found = await find();
            if (found.Error is { } error)
                return error;
            if (found.Value!.Thing is { } thing)
                return thing;
        }
    }

    private Task BackOffAsync(int repetition, CancellationToken cancellationToken) => Task.Delay(RetryChain.Backoff(repetition, RetryChain.MaxBackoff), _clock, cancellationToken);

    /// <summary>A search result, which may be empty.</summary>
    private sealed record Found<T>(T? Thing)
        where T : class;
}
