using HfRegistry.Licenses;

namespace HfRegistry.Bom;

/// <summary>The addresses of models, their files and owners on a Hub, and their package URLs.</summary>
/// <param name="endpoint">The Hub.</param>
internal sealed class ModelAddresses(Uri endpoint)
{
    private const string PublicHost = "huggingface.co";

    private readonly string _root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>Gets the Hub's address.</summary>
    public string Hub => _root;

    /// <summary>Gets the Hub's name.</summary>
    public string HubName => IsPublic ? "Hugging Face" : endpoint.Host;

    private bool IsPublic => endpoint is { Scheme: "https", Host: PublicHost, IsDefaultPort: true, AbsolutePath: "/" };

    /// <summary>Returns the page of a model.</summary>
    public string Page(ModelId id) => $"{_root}/{id}";

    /// <summary>Returns the page of a user or an organization.</summary>
    public string Owner(string owner) => $"{_root}/{owner}";

    /// <summary>Returns the files of a model at a commit.</summary>
    public string Tree(ModelId id, Revision commit) => $"{_root}/{id}/tree/{commit}";

    /// <summary>Returns the page of a file; at the newest commit when none is known.</summary>
    public string File(ModelId id, Revision? commit, string path) => $"{_root}/{id}/blob/{commit?.ToString() ?? "main"}/{Escape(path)}";

    /// <summary>Returns a commit's page.</summary>
    public string Commit(ModelId id, Revision commit) => $"{_root}/{id}/commit/{commit}";

    /// <summary>Returns the page of a dataset.</summary>
    public string Dataset(string id) => $"{_root}/datasets/{id}";

    /// <summary>Returns the page of a license of the SPDX list.</summary>
    public static string License(SpdxId id) => $"https://spdx.org/licenses/{id}.html";

    /// <summary>
    /// Returns the package URL <c>pkg:huggingface/OWNER/NAME@COMMIT</c>, or null for an id without an owner, which the type does not have. Another Hub than the
    /// public one is named.
    /// </summary>
    public string? PackageUrl(ModelId id, Revision? commit) => id.Owner is null ? null
        : $"pkg:huggingface/{id}{(commit is null ? "" : $"@{commit}")}{(IsPublic ? "" : $"?repository_url={Uri.EscapeDataString(_root)}")}";

    /// <summary>Returns an address as a link may have it, or null for everything but an absolute one of the web.</summary>
    public static string? Web(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address.AbsoluteUri : null;

    /// <summary>Returns a path with its segments escaped.</summary>
    public static string Escape(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
