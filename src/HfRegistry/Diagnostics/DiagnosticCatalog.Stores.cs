namespace HfRegistry.Diagnostics;

// The stores of packages and their catalog: HFR72xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>The store refused, or cannot be reached.</summary>
    public static readonly DiagnosticDescriptor StoreFailed = new("HFR7201", Severity.Error, "The package store failed",
        "{store}: {operation} failed: {reason}.",
        "Check the store's address, its credentials and its free space, then run the command again.")
    { Failure = FailureKind.Network };

    /// <summary>The folder of a store cannot be written.</summary>
    public static readonly DiagnosticDescriptor StoreFolderNotWritten = StoreFailed.Variant(
        "The folder {path} cannot be written: {reason}.",
        "Check its permissions and the free space, or name another folder.");

    /// <summary>The bytes that were to be stored are not the expected ones.</summary>
    public static readonly DiagnosticDescriptor StoredContentDiffers = new("HFR7202", Severity.Error, "The content of a package changed while it was stored",
        "{key} has the hash {actual} instead of {expected} and was not stored.",
        "Check the cache with 'hfregistry cache verify', then run the command again.")
    { Failure = FailureKind.Network };

    /// <summary>The text of a store's address cannot be used.</summary>
    public static readonly DiagnosticDescriptor StoreAddressInvalid = new("HFR7203", Severity.Error, "The address of a package store is wrong",
        "'{address}' is not the address of a package store: {reason}.",
        "Name a folder, or s3://BUCKET or s3://BUCKET/PREFIX.");

    /// <summary>The catalog cannot be read or written.</summary>
    public static readonly DiagnosticDescriptor CatalogFailed = new("HFR7211", Severity.Error, "The catalog failed",
        "The catalog in {catalog} cannot be used: {reason}.",
        "Check the file's permissions and the free space of its disk, or the database, then run the command again.")
    { Failure = FailureKind.Network };

    /// <summary>The catalog's tables are those of another version.</summary>
    public static readonly DiagnosticDescriptor CatalogOutdated = new("HFR7212", Severity.Error, "The catalog has other tables",
        "The catalog in {catalog} lacks {count:# migration|# migrations}.",
        "Run 'hfregistry-server migrate' once, then start again.");

    /// <summary>The catalog was written by a newer version.</summary>
    public static readonly DiagnosticDescriptor CatalogTooNew = CatalogOutdated.Variant(
        "The catalog in {catalog} was written by a newer version.",
        "Update this program.");

    /// <summary>The text of a catalog's address cannot be used.</summary>
    public static readonly DiagnosticDescriptor CatalogAddressInvalid = new("HFR7213", Severity.Error, "The address of a catalog is wrong",
        "The address of the catalog cannot be used: {reason}.",
        "Name a file, or the connection string of a PostgreSQL database, which begins with 'Host='.");

    /// <summary>A catalog knows nothing of what lies in a store.</summary>
    public static readonly DiagnosticDescriptor CatalogOfOtherStore = CatalogAddressInvalid.Variant(
        "The catalog knows none of the {count:# object|# objects} in the store, all of which would be removed.",
        "Name the catalog of this store.");

    /// <summary>A run was ended, by a person or another process, while its package was made.</summary>
    public static readonly DiagnosticDescriptor RunEnded = new("HFR7214", Severity.Error, "An ingestion was ended meanwhile",
        "The ingestion of {model} was canceled, or ended by another process.",
        "Start it again if the package is missing.")
    { Failure = FailureKind.Refusal };
}
