using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>A typed, read-only client of the Hub's HTTP API. Safe for concurrent use.</summary>
/// <remarks>
/// Nothing is asked for conditionally (<c>If-None-Match</c>): an answer of 304 counts in the Hub's quota as any other does. What saves
/// requests is to keep facts with the commit that they were read at, since a commit never changes.
/// </remarks>
internal sealed class HubClient : IDisposable
{
    private const string MainBranch = "main";

    private readonly HubTransport _transport;
    private readonly HubListing _listing;
    private readonly HubAddresses _addresses;

    /// <summary>Creates a client with a connection pool of its own.</summary>
    /// <param name="options">How to work.</param>
    /// <param name="clock">
    /// Times the waits between requests; the system's by default. The limit of one attempt is always real time, since the network is.
    /// </param>
    /// <exception cref="ArgumentException">The endpoint is no http or https address without a user name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of the range that its option states.</exception>
    public HubClient(HubOptions options, TimeProvider? clock = null)
    {
        options.Validate();
        IsSignedIn = options.Token is not null;
        _addresses = new HubAddresses(options.Endpoint);
        _transport = new HubTransport(options, _addresses, clock ?? TimeProvider.System);
        _listing = new HubListing(_transport, _addresses);
    }

    /// <summary>Gets the number of requests that were sent, retries and redirect hops included.</summary>
    public long RequestCount => _transport.RequestCount;

    /// <summary>Gets whether requests carry a token: the Hub then grants more of them.</summary>
    internal bool IsSignedIn { get; }

    /// <summary>
    /// Lists models in the query's order, page after page: the caller bounds how many are asked for, and sees which is the last. A row that
    /// breaks the Hub's own rules (an impossible id) is skipped and reported to <paramref name="skipped"/>.
    /// </summary>
    /// <param name="query">What to list.</param>
    /// <param name="skipped">Hears one printable line for each row that was left out.</param>
    /// <param name="cancellationToken">Cancels requests and waits at once.</param>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public IAsyncEnumerable<HubPage<HubModel>> ListModelPagesAsync(
        HubModelQuery query, Action<string>? skipped, CancellationToken cancellationToken) =>
        _listing.ReadPagesAsync(new HubRequest(_addresses.Listing(query), ResourceName.Listing), HubRows.Models, skipped, cancellationToken);

    /// <summary>Returns the facts of one model. A renamed id is followed: compare the answer's id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="withFileSizes">Whether to ask for file sizes (<c>blobs=true</c>).</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The facts, or why there are none.</returns>
    public async Task<Result<HubModel, HubError>> GetModelAsync(
        ModelId id, string? revision = null, bool withFileSizes = false, CancellationToken cancellationToken = default)
    {
        var subject = SubjectOf(id.ToString(), revision);
        return Impossible(subject, revision) ?? await _transport.AskAsync(
            new HubRequest(_addresses.Model(id, revision, withFileSizes), subject), (body, token) => HubModelReader.ReadAsync(body, id, token), cancellationToken);
    }

    /// <summary>
    /// Returns all facts that the registry can keep of one model, the details among them that no listing carries (see
    /// <see cref="HubModelQuery.Details"/>). A renamed id is followed: compare the answer's id.
    /// </summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The facts, or why there are none.</returns>
    public Task<Result<HubModel, HubError>> GetDetailsAsync(ModelId id, CancellationToken cancellationToken = default) => _transport.AskAsync(
        new HubRequest(_addresses.Details(id, HubModelQuery.Details), SubjectOf(id.ToString())), (body, token) => HubModelReader.ReadAsync(body, id, token), cancellationToken);

    /// <summary>Returns the facts of one dataset. A renamed id is followed: compare the answer's id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The facts, or why there are none.</returns>
    public async Task<Result<HubDataset, HubError>> GetDatasetAsync(DatasetId id, string? revision = null, CancellationToken cancellationToken = default)
    {
        var subject = SubjectOf(id.ToString(), revision);
        return Impossible(subject, revision) ?? await _transport.AskAsync(
            new HubRequest(_addresses.Dataset(id, revision), subject), (body, token) => HubDataset.ReadAsync(body, id, token), cancellationToken);
    }

    /// <summary>
    /// Lists the files and folders of a repository in no particular order, page after page; of a gated one too. A row whose path is a
    /// trap is skipped and reported to <paramref name="skipped"/>.
    /// </summary>
    /// <param name="id">The id; a renamed one is followed.</param>
    /// <param name="query">What to list.</param>
    /// <param name="skipped">Hears one printable line for each row that was left out.</param>
    /// <param name="cancellationToken">Cancels requests and waits at once.</param>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public IAsyncEnumerable<HubTreeEntry> ListTreeAsync(
        ModelId id, HubTreeQuery query, Action<string>? skipped = null, CancellationToken cancellationToken = default)
    {
        var subject = SubjectOf(id.ToString(), query.Revision, query.Folder);
        if (Impossible(subject, query.Revision, query.Folder) is { } impossible)
            throw new HubException(impossible);
        var address = _addresses.Tree(id, query.Revision ?? MainBranch, query);
        return _listing.ReadAsync(new HubRequest(address, subject), HubRows.Tree, skipped, cancellationToken);
    }

    /// <summary>Returns the tags of a repository.</summary>
    /// <param name="kind">The kind of repository.</param>
    /// <param name="id">The id; a renamed one is followed.</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The tags, or why there are none.</returns>
    public Task<Result<HubTags, HubError>> GetTagsAsync(RepositoryKind kind, ModelId id, CancellationToken cancellationToken) =>
        _transport.AskAsync(new HubRequest(_addresses.References(kind, id), SubjectOf(id.ToString())), HubTags.ReadAsync, cancellationToken);

    /// <summary>Lists the commits of a model, newest first. Of a gated model, only to those who accepted its terms.</summary>
    /// <param name="id">The id; a renamed one is followed.</param>
    /// <param name="maxCommits">How many to read at most, over all pages.</param>
    /// <param name="revision">A branch, tag or commit to begin at; null for the main branch.</param>
    /// <param name="cancellationToken">Cancels requests and waits at once.</param>
    /// <exception cref="HubException">A page could not be had; what was yielded before stands.</exception>
    public IAsyncEnumerable<HubCommit> ListCommitsAsync(
        ModelId id, int maxCommits = 100, string? revision = null, CancellationToken cancellationToken = default)
    {
        var subject = SubjectOf(id.ToString(), revision);
        if (Impossible(subject, revision) is { } impossible)
            throw new HubException(impossible);
        var address = _addresses.Commits(id, revision ?? MainBranch, maxCommits);
        return _listing.ReadAsync(new HubRequest(address, subject), HubRows.Commits, skipped: null, cancellationToken).Take(maxCommits);
    }

    /// <summary>
    /// Returns the card of a model. It may come from the Hub's store of large files on another host, which sees neither the token nor anything
    /// else of the caller's.
    /// </summary>
    /// <param name="id">The id; a renamed one is followed.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The card, or why there is none: <see cref="HubError.EntryNotFound"/> when the model has no card.</returns>
    public async Task<Result<HubCard, HubError>> GetCardAsync(ModelId id, string? revision = null, CancellationToken cancellationToken = default)
    {
        var subject = SubjectOf(id.ToString(), revision, HubCard.Path);
        var address = _addresses.File(id, revision ?? MainBranch, HubCard.Path);
        return Impossible(subject, revision) ?? await _transport.AskAsync(
            new HubRequest(address, subject) { IsFile = true, MaxBodyBytes = HubCard.MaxBytes }, HubCard.ReadAsync, cancellationToken);
    }

    /// <summary>Returns a small text file of a model, such as its license; it may come from another host, as <see cref="GetCardAsync"/> tells.</summary>
    /// <param name="id">The id; a renamed one is followed.</param>
    /// <param name="path">The path from the repository's root, with <c>/</c>.</param>
    /// <param name="maxBytes">The size beyond which the file is given up, in bytes.</param>
    /// <param name="revision">A branch, tag or commit; null for the main branch.</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>The text, or why there is none.</returns>
    public async Task<Result<HubText, HubError>> GetTextAsync(ModelId id, string path, int maxBytes, string? revision = null, CancellationToken cancellationToken = default)
    {
        var subject = SubjectOf(id.ToString(), revision, path);
        return Impossible(subject, revision, path) ?? await _transport.AskAsync(
            new HubRequest(_addresses.File(id, revision ?? MainBranch, path), subject) { IsFile = true, MaxBodyBytes = maxBytes }, HubText.ReadAsync, cancellationToken);
    }

    /// <summary>Downloads a file of a repository, or the rest of it. It may come from another host, as <see cref="GetCardAsync"/> tells.</summary>
    /// <param name="kind">The kind of repository.</param>
    /// <param name="id">The id; a renamed one is followed.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="path">The path from the repository's root, with <c>/</c>.</param>
    /// <param name="from">The place of the first byte that is wanted.</param>
    /// <param name="to">The place of the last byte that is wanted; null for all that follow.</param>
    /// <param name="read">Takes the bytes; called at most once.</param>
    /// <param name="cancellationToken">Cancels the request and its waits at once.</param>
    /// <returns>Null when <paramref name="read"/> has taken all that was sent; else why not: <see cref="HubError.RangeRefused"/> when the file cannot be continued at that place.</returns>
    internal async Task<HubError?> ReadFileAsync(
        RepositoryKind kind, ModelId id, Revision commit, string path, long from, long? to, Func<HubFileBody, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        var subject = SubjectOf(id.ToString(), commit.ToString(), path);
        return Impossible(subject, revision: null, path) ?? (await _transport.AskAsync(
            new HubRequest(_addresses.File(id, commit.ToString(), path, kind), subject) { IsFile = true, From = from, To = to, MaxBodyBytes = long.MaxValue },
            (body, token) => HubFileBody.ReadAsync(body, from, read, token),
            cancellationToken)).Error;
    }

    public void Dispose() => _transport.Dispose();

    private static ResourceName SubjectOf(string repository, string? revision = null, string? entry = null) =>
        new(repository, revision is null ? null : TextSanitizer.Sanitize(revision), entry is null ? null : TextSanitizer.Sanitize(entry));

    // A dot segment would not survive as one: the address would name something else.
    private static HubError? Impossible(ResourceName subject, string? revision, string? path = null) =>
        revision is "" or "." or ".." ? new HubError.RevisionNotFound(subject.Repository!, subject.Revision!)
        : path is not null && !RepositoryPath.IsPossible(path) ? new HubError.EntryNotFound($"{subject.Entry} of {subject.Repository}")
        : null;
}
