namespace HfRegistry.Diagnostics;

public static partial class DiagnosticCatalog
{
    /// <summary>HFR7101: The Hub could not send a file.</summary>
    public static DiagnosticDescriptor DownloadFailed { get; } = new("HFR7101", Severity.Error, "A file cannot be downloaded",
        "What was downloaded is kept. Run the command again to continue.");

    /// <summary>HFR7102: A downloaded file is not the one that the Hub or the lock file names.</summary>
    public static DiagnosticDescriptor ContentDiffers { get; } = new("HFR7102", Severity.Error, "A file's content differs from its hash",
        "Check the proxy or mirror between this machine and the Hub, then run the command again.");

    /// <summary>HFR7103: The file system cannot hold the files.</summary>
    public static DiagnosticDescriptor UnsafeFileName { get; } = new("HFR7103", Severity.Error, "A file name cannot be used on this machine",
        "Leave the file out with --exclude, or choose another model.");

    /// <summary>HFR7104: Nothing tells which files to take.</summary>
    public static DiagnosticDescriptor NoFileChosen { get; } = new("HFR7104", Severity.Error, "No files were chosen",
        "Name the files with --include.");

    /// <summary>HFR7105: The disk is too small.</summary>
    public static DiagnosticDescriptor NoSpace { get; } = new("HFR7105", Severity.Error, "The disk is full",
        "Free some space, or set HF_HUB_CACHE to a folder on another disk.");

    /// <summary>HFR7106: The cache cannot be written.</summary>
    public static DiagnosticDescriptor CacheNotWritten { get; } = new("HFR7106", Severity.Error, "The cache cannot be written",
        "Check the permissions of the folder, or set HF_HUB_CACHE to another one.");

    /// <summary>HFR7107: Without the network, a file is missing from the cache.</summary>
    public static DiagnosticDescriptor NotCached { get; } = new("HFR7107", Severity.Error, "A file is missing from the cache",
        "Allow the network, or run 'hfregistry restore' where there is one.");

    /// <summary>HFR7108: A file of the cache is damaged.</summary>
    public static DiagnosticDescriptor CacheDamaged { get; } = new("HFR7108", Severity.Warning, "A file of the cache is damaged",
        "Run 'hfregistry download' for the model again: it replaces the file.");
}
