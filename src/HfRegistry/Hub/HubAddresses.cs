using System.Globalization;
using System.Text;

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

    /// <summary>The first page of a listing.</summary>
    public Uri Listing(HubModelQuery query)
    {
        var address = new StringBuilder(_root).Append("/api/models?sort=downloads");
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

    /// <summary>The facts of one model.</summary>
    public Uri Model(ModelId id, string? revision, bool withFileSizes)
    {
        var address = new StringBuilder(_root).Append("/api/models/").Append(id);
        if (revision is not null)
            address.Append("/revision/").Append(Uri.EscapeDataString(revision));
        if (withFileSizes)
            address.Append("?blobs=true");
        return new Uri(address.ToString());
    }

    /// <summary>Whether an address has the endpoint's scheme, host and port: only there does the token go.</summary>
    public bool IsSameOrigin(Uri address) =>
        address.Scheme == _endpoint.Scheme && address.Port == _endpoint.Port && address.UserInfo.Length == 0
        && string.Equals(address.IdnHost, _endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether an address is the endpoint's, path included.</summary>
    public bool IsUnderEndpoint(Uri address) =>
        IsSameOrigin(address) && address.GetLeftPart(UriPartial.Path).StartsWith(_root + "/", StringComparison.OrdinalIgnoreCase);

    private static void Append(StringBuilder address, string name, string? value)
    {
        if (value is not null)
            address.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
    }
}
