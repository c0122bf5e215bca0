using System.Collections.Frozen;

namespace HfRegistry.Mof.Documents;

/// <summary>The form of a document's <c>huggingface</c> field.</summary>
internal enum HubAddressForm
{
    /// <summary>Nothing stands there.</summary>
    None,

    /// <summary>The address of a model.</summary>
    Address,

    /// <summary>The address of a page of a model: a file, a discussion.</summary>
    Page,

    /// <summary>An id without an address.</summary>
    BareId,

    /// <summary>Something else: a title, a collection, another host.</summary>
    NoModel,
}

/// <summary>The model of a document's <c>huggingface</c> field.</summary>
/// <param name="Form">How it names it.</param>
/// <param name="Id">The model, or null when the text names none.</param>
internal sealed record HubAddress(HubAddressForm Form, ModelId? Id)
{
    private const int LongestAddress = 500;

    private static readonly FrozenSet<string> Hosts = FrozenSet.ToFrozenSet(["huggingface.co", "www.huggingface.co", "hf.co"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The first parts of URLs of pages that belong to no model.</summary>
    private static readonly FrozenSet<string> NotOwners = FrozenSet.ToFrozenSet(
        ["api", "blog", "buckets", "chat", "collections", "datasets", "docs", "kernels", "learn", "login", "models", "organizations", "papers", "settings", "spaces", "tasks"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HubAddress Nothing = new(HubAddressForm.None, null);
    private static readonly HubAddress SomethingElse = new(HubAddressForm.NoModel, null);

    /// <summary>Reads the field.</summary>
    /// <param name="text">The text, or null when the document has no such field.</param>
    public static HubAddress Read(string? text)
    {
        var trimmed = text?.Trim();
        if (string.IsNullOrEmpty(trimmed))
            return Nothing;
        if (trimmed.Length > LongestAddress)
            return SomethingElse;
        if (AddressOf(trimmed) is { } address)
            return OfAddress(address);

        // A single word may be a title as well as an old id: only its address says which.
        return ModelId.TryParse(trimmed, out var bare) && bare.Owner is not null && !Hosts.Contains(bare.Owner) ? new HubAddress(HubAddressForm.BareId, bare) : SomethingElse;
    }

    private static Uri? AddressOf(string text)
    {
        var withScheme = Hosts.Contains(text.Split('/')[0]) ? $"https://{text}" : text;
        return Uri.TryCreate(withScheme, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;
    }

    private static HubAddress OfAddress(Uri address)
    {
        var parts = address.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (!Hosts.Contains(address.Host) || parts.Length == 0 || NotOwners.Contains(parts[0]))
            return SomethingElse;
        if (!ModelId.TryParse(string.Join('/', parts.Take(2)), out var id))
            return SomethingElse;
        return new HubAddress(parts.Length <= 2 && address is { Query: "", Fragment: "" } ? HubAddressForm.Address : HubAddressForm.Page, id);
    }
}
