namespace HfRegistry.Diagnostics;

// The ingestion of models and datasets: HFR73xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A repository holds file names that no package keeps.</summary>
    public static readonly DiagnosticDescriptor NamesNotKept = new("HFR7301", Severity.Error, "A package cannot keep a file name",
        "{model} has {count:# file name|# file names} that a package cannot keep: {names}.",
        "Ask its publisher to rename the files, or choose another model.")
    { Failure = FailureKind.Finding };

    /// <summary>The listing of a repository holds names that are a trap.</summary>
    public static readonly DiagnosticDescriptor ListingNotKept = NamesNotKept.Variant(
        "{model} has {count:# file name|# file names} that cannot be used: {problem}.");

    /// <summary>A repository has too many files.</summary>
    public static readonly DiagnosticDescriptor TooManyFiles = new("HFR7302", Severity.Error, "A package would be too large",
        "{model} has {files:N0} files; a package may have {limit:N0}.",
        "Choose another model.")
    { Failure = FailureKind.Finding };

    /// <summary>A repository is too large.</summary>
    public static readonly DiagnosticDescriptor TooManyBytes = TooManyFiles.Variant(
        "{model} has {size}; a package may have {limit}.");

    /// <summary>The tenant's packages are too large together.</summary>
    public static readonly DiagnosticDescriptor QuotaExceeded = TooManyFiles.Variant(
        "{model} has {size}, and {used} of {limit} are used by other packages.",
        "Remove packages, or raise MaxTenantBytes of the server.");

    /// <summary>The catalog has a package of the same kind, id and version.</summary>
    public static readonly DiagnosticDescriptor DuplicatePackage = new("HFR7303", Severity.Error, "A package exists already",
        "{package} is in the catalog already, at commit {commit}.",
        "Give another version, or 'auto'.")
    { Failure = FailureKind.Finding };

    /// <summary>The Hub's scan found something in a file.</summary>
    public static readonly DiagnosticDescriptor ScanFailed = new("HFR7304", Severity.Error, "The Hub's scan warns of files",
        "{model}: the Hub's scan warns of {count:# file|# files}: {files}.",
        "Choose another model, or ask its publisher.")
    { Failure = FailureKind.Finding };

    /// <summary>Another run ingests the same repository.</summary>
    public static readonly DiagnosticDescriptor IngestionBusy = new("HFR7305", Severity.Error, "Another run ingests the same repository",
        "Another run is ingesting {model}.",
        "Wait until it ends, then run the command again.")
    { Failure = FailureKind.Refusal };

    /// <summary>A dataset has no card.</summary>
    public static readonly DiagnosticDescriptor DatasetWithoutCard = new("HFR7306", Severity.Error, "A dataset has no card",
        "The dataset {dataset} has no card.",
        "Choose another dataset, or ask its publisher for a README.md.")
    { Failure = FailureKind.Finding };

    /// <summary>A version cannot be used.</summary>
    public static readonly DiagnosticDescriptor PackageVersionInvalid = new("HFR7307", Severity.Error, "The version of a package is wrong",
        "'{version}' is not a semantic version.",
        "Give a version such as 1.0.0, or 'auto'.");

    /// <summary>A repository changed while it was ingested.</summary>
    public static readonly DiagnosticDescriptor RepositoryChanged = new("HFR7308", Severity.Error, "A repository changed during its ingestion",
        "{model} changed from commit {before} to {after} while it was scored.",
        "Run the command again.")
    { Failure = FailureKind.Network };

    /// <summary>A content changed in the cache while it was packaged.</summary>
    public static readonly DiagnosticDescriptor PackageNotRead = new("HFR7309", Severity.Error, "A package cannot be put together",
        "{model}: {reason}.",
        "Check the cache with 'hfregistry cache verify', then run the command again.")
    { Failure = FailureKind.Network };

    /// <summary>The catalog has no such package.</summary>
    public static readonly DiagnosticDescriptor PackageNotFound = new("HFR7310", Severity.Error, "A package does not exist",
        "The catalog has no package {package}.",
        "List the packages with 'hfregistry packages list'.")
    { Failure = FailureKind.Finding };

    /// <summary>A stored package is not what the catalog says.</summary>
    public static readonly DiagnosticDescriptor StoredPackageDiffers = new("HFR7311", Severity.Error, "A stored package is damaged",
        "{package} has the hash {actual}; the catalog has {expected}.",
        "Remove the package, then ingest it again.")
    { Failure = FailureKind.Finding };

    /// <summary>The file of an exported package cannot be written.</summary>
    public static readonly DiagnosticDescriptor PackageNotWritten = new("HFR7312", Severity.Error, "A package cannot be written",
        CannotBeWritten,
        CheckFolder);

    /// <summary>A store that is no folder needs a catalog of its own.</summary>
    public static readonly DiagnosticDescriptor CatalogNotNamed = new("HFR7313", Severity.Error, "The catalog is not named",
        "The store {store} is not a folder, and no catalog is named.",
        "Give --catalog, or set HFREGISTRY_CATALOG.");

    /// <summary>The file of a batch cannot be used.</summary>
    public static readonly DiagnosticDescriptor ListNotRead = new("HFR7314", Severity.Error, "A list of models cannot be read",
        "{path} cannot be read: {reason}.",
        "Write one id to a line; a version may follow it.");
}
