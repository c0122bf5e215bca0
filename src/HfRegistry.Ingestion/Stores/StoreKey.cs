using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace HfRegistry.Ingestion.Stores;

/// <summary>The name of an object in a store: segments of letters, digits and <c>_ . + -</c>, separated by <c>/</c>.</summary>
/// <remarks>
/// <c>models--OWNER--NAME/VERSION/DIGEST/package.zip</c>, so that equal keys have equal bytes, with the names of the Hugging Face cache, which no other id can have too;
/// <c>blobs/sha256/aa/HEX</c> for content that packages share. The keys of all tenants but the default one begin with <c>tenants/NAME/</c>.
/// </remarks>
internal sealed partial record StoreKey : IComparable<StoreKey>
{
    private const int MaxLength = 600;

    private readonly string _text;

    private StoreKey(string text) => _text = text;

    /// <summary>Gets whether it is the key of an object of a package. Whatever else lies in a store is somebody else's.</summary>
    public bool IsOfPackage => Packages().IsMatch(_text);

    /// <summary>Returns the key of a package's archive.</summary>
    /// <param name="package">The package.</param>
    /// <param name="digest">The archive's SHA-256 in 64 lowercase hexadecimal digits: of two runs of one package, neither overwrites the other's archive.</param>
    public static StoreKey Archive(PackageKey package, string digest) => new($"{FolderOf(package)}{digest}/package.zip");

    /// <summary>Returns the key of the manifest of a package whose files are stored one by one.</summary>
    /// <param name="package">The package.</param>
    /// <param name="digest">The SHA-256 of its archive.</param>
    public static StoreKey Manifest(PackageKey package, string digest) => new($"{FolderOf(package)}{digest}/manifest.json");

    /// <summary>Returns the key of content that packages of a tenant share.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="sha256">The content's SHA-256 in 64 lowercase hexadecimal digits.</param>
    public static StoreKey Blob(TenantName tenant, string sha256) => new($"{PrefixOf(tenant)}blobs/sha256/{sha256[..2]}/{sha256}");

    /// <summary>Returns how all keys of a tenant begin; empty for the default one.</summary>
    public static string PrefixOf(TenantName tenant) => tenant == TenantName.Default ? "" : $"tenants/{tenant}/";

    /// <summary>Reads a key, as a store lists it.</summary>
    /// <returns>False when the text is no key; something else lies in the store then.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out StoreKey? key)
    {
        key = text is { Length: <= MaxLength } && Pattern().IsMatch(text) ? new StoreKey(text) : null;
        return key is not null;
    }

    /// <summary>Reads a key that is known to be well formed.</summary>
    /// <exception cref="FormatException">The text is no key.</exception>
    public static StoreKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{TextSanitizer.Sanitize(text)}' is not the key of an object.");

    /// <summary>Returns the order in which stores list keys.</summary>
    public int CompareTo(StoreKey? other) => string.CompareOrdinal(_text, other?._text);

    public override string ToString() => _text;

    private static string FolderOf(PackageKey package) =>
        $"{PrefixOf(package.Tenant)}{(package.Kind is PackageKind.Model ? "models" : "datasets")}--{package.Id.ToString().Replace("/", "--", StringComparison.Ordinal)}/{package.Version}/";

    // No segment begins with a dot, so none is "." or "..", and what a store keeps beside its objects can.
    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.+-]*(/[A-Za-z0-9_][A-Za-z0-9_.+-]*)*\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();

    [GeneratedRegex(@"^(tenants/[^/]+/)?((models|datasets)--[^/]+/[^/]+/[0-9a-f]{64}/(package\.zip|manifest\.json)|blobs/sha256/[0-9a-f]{2}/[0-9a-f]{64})\z", RegexOptions.NonBacktracking)]
    private static partial Regex Packages();
}
