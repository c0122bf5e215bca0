using System.Globalization;
using System.Text;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The addresses of the Hub's API under one endpoint, and whether an address that the Hub names is still the Hub.</summary>
internal sealed class HubAddresses
{
    private const int MaxPageSize = 1_000;

    private readonly Uri _endpoint;
    private readonly string _root;

    public HubAddresses(Uri endpoint)
    {
        _endpoint = endpoint;
        _root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
    }

    /// <summary>Returns the first page of a listing.</summary>
    public Uri Listing(HubModelQuery query)
    {
        var address = new StringBuilder(_root).Append("/api/models?sort=").Append(query.Sort == HubSort.LastModified ? "lastModified" : "downloads");
        Append(address, "limit", Math.Clamp(Math.Min(query.PageSize, query.MaxModels), 1, MaxPageSize).ToString(CultureInfo.InvariantCulture));
        foreach (var filter in query.Filters)
            Append(address, "filter", filter);
        Append(address, "pipeline_tag", query.PipelineTag);
        Append(address, "author", query.Author);
        Append(address, "search", query.Search);
        foreach (var fact in query.Expand)
            Append(address, "expand", fact);
        return new Uri(address.ToString());
    }

    /// <summary>Returns the facts of one model.</summary>
    public Uri Model(ModelId id, string? revision, bool withFileSizes) =>
        Repository("models", id.ToString(), revision, withFileSizes);

    /// <summary>Returns named facts of one model.</summary>
    public Uri Details(ModelId id, IEnumerable<string> expand) =>
        new($"{_root}/api/models/{id}?{string.Join('&', expand.Select(static fact => $"expand={Uri.EscapeDataString(fact)}"))}");

    /// <summary>Returns the facts of one dataset.</summary>
    public Uri Dataset(DatasetId id, string? revision) => Repository("datasets", id.ToString(), revision, withFileSizes: false);

    /// <summary>Returns the first page of a folder's files; of the whole repository's without a folder.</summary>
    public Uri Tree(ModelId id, string revision, HubTreeQuery query) => new(
        $"{_root}/api/{NameOf(query.Kind)}/{id}/tree/{Uri.EscapeDataString(revision)}{(query.Folder is { } folder ? "/" + EscapePath(folder) : "")}"
        + $"?recursive={(query.Recursive ? "true" : "false")}&expand={(query.WithScans ? "true" : "false")}");

    /// <summary>Returns the branches and tags of a repository.</summary>
    public Uri References(RepositoryKind kind, ModelId id) => new($"{_root}/api/{NameOf(kind)}/{id}/refs");

    /// <summary>Returns the first page of a revision's commits.</summary>
    public Uri Commits(ModelId id, string revision, int maxCommits) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{_root}/api/models/{id}/commits/{Uri.EscapeDataString(revision)}?limit={Math.Clamp(maxCommits, 1, MaxPageSize)}"));

    /// <summary>Returns a file's content.</summary>
    public Uri File(ModelId id, string revision, string path, RepositoryKind kind = RepositoryKind.Model) =>
        new($"{_root}/{(kind == RepositoryKind.Dataset ? "datasets/" : "")}{id}/resolve/{Uri.EscapeDataString(revision)}/{EscapePath(path)}");

    /// <summary>Returns the quota that a request to an address is counted in.</summary>
    public HubBucket BucketOf(Uri address)
    {
        if (!IsSameOrigin(address))
            return HubBucket.None;
        var path = address.GetLeftPart(UriPartial.Path);
        return path.StartsWith(_root + "/api/", StringComparison.OrdinalIgnoreCase)
            && !path.StartsWith(_root + "/api/resolve-cache/", StringComparison.OrdinalIgnoreCase)
                ? HubBucket.Api
                : HubBucket.Resolvers;
    }

    /// <summary>Returns whether an address has the endpoint's scheme, host and port: only there does the token go.</summary>
    public bool IsSameOrigin(Uri address) => address.IsSameOriginAs(_endpoint);

    /// <summary>
    /// Returns whether a file may lie at an address of another origin: over https alone and on no private network, unless the endpoint is itself of one. Else
    /// a redirect could have this machine read what only it can reach.
    /// </summary>
    public bool IsPossibleStore(Uri address)
    {
        if (address.UserInfo.Length > 0)
            return false;
        return LocalNetwork.Holds(_endpoint)
            ? address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && _endpoint.Scheme == Uri.UriSchemeHttp)
            : address.Scheme == Uri.UriSchemeHttps && !LocalNetwork.Holds(address);
    }

    /// <summary>Returns whether an address is the endpoint's, path included.</summary>
    public bool IsUnderEndpoint(Uri address) =>
        IsSameOrigin(address) && address.GetLeftPart(UriPartial.Path).StartsWith(_root + "/", StringComparison.OrdinalIgnoreCase);

    private static string NameOf(RepositoryKind kind) => kind == RepositoryKind.Dataset ? "datasets" : "models";

    private Uri Repository(string kind, string id, string? revision, bool withFileSizes) => new(
        $"{_root}/api/{kind}/{id}{(revision is null ? "" : "/revision/" + Uri.EscapeDataString(revision))}{(withFileSizes ? "?blobs=true" : "")}");

    private static string EscapePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static void Append(StringBuilder address, string name, string? value)
    {
        if (value is not null)
            address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
