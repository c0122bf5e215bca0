namespace HfRegistry.Diagnostics;

// The shared cache of model files: HFR71xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>The Hub, or its store, stopped sending a file.</summary>
    public static readonly DiagnosticDescriptor DownloadFailed = new("HFR7101", Severity.Error, "A download stopped",
        "{model}: {path} stopped at {done} of {size}: {reason}.",
        "Run the command again to continue; the downloaded part is kept.")
    { Failure = FailureKind.Network };

    /// <summary>A downloaded file is not the one that the Hub names.</summary>
    public static readonly DiagnosticDescriptor ContentDiffers = new("HFR7102", Severity.Error, "A downloaded file has the wrong hash",
        "{model}: {path} has the hash {actual}; the Hub states {expected}.",
        "Check the proxy or mirror between this machine and the Hub, then run the command again.")
    { Failure = FailureKind.Network };

    /// <summary>The file system cannot hold a file under its name.</summary>
    public static readonly DiagnosticDescriptor UnsafeFileName = new("HFR7103", Severity.Error, "A file name cannot be used on this machine",
        "{model}: the file name '{path}' cannot be used because {problem}.",
        "Leave the file out with --exclude (in a project, choose others with Files), or choose another model.")
    { Failure = FailureKind.Finding };

    /// <summary>The listing of a model holds names that are a trap.</summary>
    public static readonly DiagnosticDescriptor UnsafeListing = UnsafeFileName.Variant(
        "{model}: {count:# file name|# file names} cannot be used: {problem}.",
        "Choose another model.");

    /// <summary>Two files have one name in this file system.</summary>
    public static readonly DiagnosticDescriptor FileNamesClash = UnsafeFileName.Variant(
        "{model}: '{first}' and '{second}' are the same name in this file system.");

    /// <summary>No file matches the patterns.</summary>
    public static readonly DiagnosticDescriptor NoFileChosen = new("HFR7104", Severity.Error, "No files were chosen",
        "No file of the repository matches {patterns}.",
        "Correct the patterns of --include and --exclude (in a project, Files).")
    { Failure = FailureKind.Finding };

    /// <summary>The repository lacks the weights of a framework or quantization.</summary>
    public static readonly DiagnosticDescriptor NoSuchWeights = NoFileChosen.Variant(
        "The repository has no {wanted} weights; it has {held}.",
        "Choose one of these, or name the files with --include (in a project, Files).");

    /// <summary>Several weight files fit.</summary>
    public static readonly DiagnosticDescriptor AmbiguousWeights = NoFileChosen.Variant(
        "Several weight files fit: {files}.",
        "Name the files with --include (in a project, Files).");

    /// <summary>A part of the weights is missing in the repository.</summary>
    public static readonly DiagnosticDescriptor IncompleteWeights = NoFileChosen.Variant(
        "The repository lacks {count:# part|# parts} of {file}.",
        "Name the files with --include (in a project, Files), or choose another revision.");

    /// <summary>The disk is too small.</summary>
    public static readonly DiagnosticDescriptor NoSpace = new("HFR7105", Severity.Error, "The disk is too small",
        "{model} needs {needed} more, and the disk of {path} has {free} left.",
        "Free some space, or set HF_HUB_CACHE to a folder on another disk.");

    /// <summary>The disk filled up during a download.</summary>
    public static readonly DiagnosticDescriptor DiskFull = NoSpace.Variant(
        "{model}: the disk filled up while {path} was downloaded.");

    /// <summary>The cache cannot be written.</summary>
    public static readonly DiagnosticDescriptor CacheNotWritten = new("HFR7106", Severity.Error, "The cache cannot be written",
        "The cache in {path} cannot be written: {reason}.",
        "Check the permissions of the folder and the free space of its disk, or set HF_HUB_CACHE to another one.");

    /// <summary>The folder of <c>--local-dir</c> cannot be written.</summary>
    public static readonly DiagnosticDescriptor FolderNotWritten = CacheNotWritten.Variant(
        "The folder {path} cannot be written: {reason}.",
        "Check its permissions, or give another folder.");

    /// <summary>The environment names no cache.</summary>
    public static readonly DiagnosticDescriptor NoCache = CacheNotWritten.Variant(
        "The environment names no folder for the cache.",
        "Set HF_HUB_CACHE, or give --cache-dir.");

    /// <summary>A file is missing from the cache, and the network is forbidden.</summary>
    public static readonly DiagnosticDescriptor NotCached = new("HFR7107", Severity.Error, "A file is missing from the cache",
        "{model}: {path} is not in the cache, and {reason} forbids the network.",
        "Allow the network, then run the command again.")
    { Failure = FailureKind.Refusal };

    /// <summary>The cache has no list of a model's files, and the network is forbidden.</summary>
    public static readonly DiagnosticDescriptor NotListed = NotCached.Variant(
        "{model} at {revision} is not in the cache, and {reason} forbids the network.");

    /// <summary>A locked model has no commit to restore.</summary>
    public static readonly DiagnosticDescriptor NotPinned = new("HFR7108", Severity.Warning, "A locked model has no commit",
        "{model} is locked without a commit and cannot be restored.",
        "Run `hfregistry lock update --online` and commit the lock file.");

    /// <summary>A file in the cache is not what its name says.</summary>
    public static readonly DiagnosticDescriptor CacheDamaged = new("HFR7109", Severity.Warning, "A file in the cache is damaged",
        "{model}: {path} {problem}.",
        "Delete the file, then download the model again.");

    /// <summary>A file on the Hub is not the locked one.</summary>
    public static readonly DiagnosticDescriptor HubFileDiffers = new("HFR7110", Severity.Error, "A file differs from the lock file",
        "{model}: the Hub has {actual} as {file}; the lock file has {expected}.",
        "Check HF_ENDPOINT. To accept the Hub's files, update the lock file and review the difference.")
    { Failure = FailureKind.Finding };

    /// <summary>A file in the cache is not the locked one.</summary>
    public static readonly DiagnosticDescriptor CachedFileDiffers = HubFileDiffers.Variant(
        "{path} has the hash {actual}; it must be {expected}.",
        "Delete the file, then run `hfregistry restore`.");

    /// <summary>Files of the project are missing, and the build may not download them.</summary>
    public static readonly DiagnosticDescriptor NotRestored = new("HFR7111", Severity.Error, "Model files are missing",
        "{model}: {file} is not in the cache, and {reason} forbids the download.",
        "Run `hfregistry restore`, or allow the download.");

    /// <summary>The files of a model without a lock file are not known, and the build may not ask.</summary>
    public static readonly DiagnosticDescriptor FilesUnknown = NotRestored.Variant(
        "The files of {model} are not known, and {reason} forbids requests to the Hub.",
        "Run `{command}`, or allow the network.");

    /// <summary>The lock file names no files of a model that the project downloads.</summary>
    public static readonly DiagnosticDescriptor FilesNotLocked = NotRestored.Variant(
        "{request} is locked without its files in {lock}.",
        "Run `{command}` and commit the file.");
}
