namespace HfRegistry.Diagnostics;

// Registry and Hub: HFR4xxx.
internal static partial class DiagnosticCatalog
{
    /// <summary>The named registry file does not exist.</summary>
    public static readonly DiagnosticDescriptor RegistryMissing = new("HFR4001", Severity.Error, "The registry file does not exist",
        "{path} does not exist.",
        "Correct HfRegistryFile or --registry, or create the file with `dotnet build -t:HfRefreshRegistry` or `hfregistry refresh`.");

    /// <summary>The registry file is not valid JSON.</summary>
    public static readonly DiagnosticDescriptor RegistrySyntax = new("HFR4002", Severity.Error, "The registry file is not valid JSON",
        "The registry file is not valid JSON: {problem}.",
        "Correct it, or restore the file from version control.");

    /// <summary>A member has a value of the wrong kind.</summary>
    public static readonly DiagnosticDescriptor RegistryShape = new("HFR4003", Severity.Error, "The registry file has a member of the wrong kind",
        "The registry file is not valid: {problem}.",
        "Correct it, or restore the file from version control.");

    /// <summary>A key appears twice.</summary>
    public static readonly DiagnosticDescriptor RegistryDuplicate = new("HFR4004", Severity.Error, "The registry file has a duplicate key",
        "Duplicate key: {problem}.",
        "Remove one of the two; a badly resolved merge conflict is the usual cause.");

    /// <summary>The file is larger or deeper than any registry.</summary>
    public static readonly DiagnosticDescriptor RegistryTooLarge = new("HFR4005", Severity.Error, "The registry file is too large",
        "The registry has {size:N0} bytes, more than the limit of {limit:N0}.",
        "Check that the path names a registry file.");

    /// <summary>The file has more levels or values than any registry.</summary>
    public static readonly DiagnosticDescriptor RegistryTooDeep = RegistryTooLarge.Variant(
        "The file is too large for a registry: {problem}.");

    /// <summary>The file exists and cannot be read.</summary>
    public static readonly DiagnosticDescriptor RegistryUnreadable = new("HFR4006", Severity.Error, "The registry file cannot be read",
        "{path} cannot be read: {reason}.",
        "Check the path and its permissions.");

    /// <summary>The file cannot be replaced.</summary>
    public static readonly DiagnosticDescriptor RegistryNotWritten = new("HFR4007", Severity.Error, "The registry file cannot be written",
        CannotBeWritten, CheckFolder);

    /// <summary>Another process holds the file's lock, or changed it meanwhile.</summary>
    public static readonly DiagnosticDescriptor RegistryBusy = new("HFR4008", Severity.Error, "Another process is writing the file",
        "Another process has been writing {path} for {seconds:0.#} s.",
        "Run again when it has finished; the file is unchanged.")
    { Failure = FailureKind.Refusal };

    /// <summary>Shards of a registry disagree about a type, and none of them is newer.</summary>
    public static readonly DiagnosticDescriptor MergeConflict = new("HFR4009", Severity.Error, "Shards of a registry contradict each other",
        "Shards {shards} disagree about {type} as of the same time; the merged file keeps the base entry.",
        "Refresh this type in the merged file.")
    { Failure = FailureKind.Finding };

    /// <summary>The Hub cannot be reached, or answers with errors.</summary>
    public static readonly DiagnosticDescriptor HubUnavailable = new("HFR4101", Severity.Error, "The Hub cannot be reached",
        "{consequence}: {reason}.",
        "Check the network and HF_ENDPOINT, then run again; completed work is kept.")
    { Failure = FailureKind.Network };

    /// <summary>The Hub's rate limit is used up.</summary>
    public static readonly DiagnosticDescriptor HubRateLimited = new("HFR4102", Severity.Error, "The Hub's rate limit is used up",
        "{consequence}: {reason}.",
        "Wait for the window to end, or set HF_TOKEN for a larger quota.")
    { Failure = FailureKind.Network };

    /// <summary>The model does not exist on the Hub, or is private.</summary>
    public static readonly DiagnosticDescriptor HubNotFound = new("HFR4103", Severity.Error, "The model does not exist on the Hub",
        "{consequence}: {reason}.",
        "Check the spelling; for a private model, set HF_TOKEN.")
    { Failure = FailureKind.Finding };

    /// <summary>The Hub refused the token.</summary>
    public static readonly DiagnosticDescriptor HubBadToken = new("HFR4104", Severity.Error, "The Hub refused the token",
        "{consequence}: {reason}.",
        "Replace the token in HF_TOKEN or the token file; an invalid token blocks public models too.")
    { Failure = FailureKind.Network };

    /// <summary>The Hub's answer makes no sense.</summary>
    public static readonly DiagnosticDescriptor HubMalformed = new("HFR4105", Severity.Error, "The Hub's answer cannot be read",
        "{consequence}: {reason}.",
        "Run again; if it persists, check HF_ENDPOINT and proxies.")
    { Failure = FailureKind.Network };

    /// <summary>Some types could not be refreshed.</summary>
    public static readonly DiagnosticDescriptor RefreshPartial = new("HFR4106", Severity.Warning, "The refresh is partial",
        "{failed} of {count:# type|# types} could not be refreshed; {type}: {reason}.",
        "Run again; completed types are saved, and no other entry has changed.");

    /// <summary>A switch forbids a command that needs the network.</summary>
    public static readonly DiagnosticDescriptor NetworkBanned = new("HFR4107", Severity.Error, "The network is forbidden",
        "`{command}` needs the network, but {switch} forbids it.",
        "Unset {switch}.")
    { Failure = FailureKind.Refusal };

    /// <summary>A row of an answer of the Hub is not valid.</summary>
    public static readonly DiagnosticDescriptor HubModelSkipped = new("HFR4108", Severity.Warning, "A model of the Hub was skipped",
        "A row of the Hub's answer was skipped: {problem}.",
        "No action is needed.");

    /// <summary>The Hub lists nothing for a type that the registry knows models of.</summary>
    public static readonly DiagnosticDescriptor HubListsNothing = new("HFR4109", Severity.Warning, "The Hub lists no model of a known type",
        "The Hub lists no {type} model; the {count:# known model was|# known models were} kept.",
        "Check HF_ENDPOINT; if the type is really gone, remove its entry from the registry file.");

    /// <summary>An id names another repository than before.</summary>
    public static readonly DiagnosticDescriptor ModelReplaced = new("HFR4110", Severity.Warning, "An id names another repository now",
        "{model} now names another repository; the facts of the old one are kept.",
        "Review the new repository. To accept it, remove its record from the registry file and refresh; otherwise pin another default in hfregistry.json.");

    /// <summary>The Hub token has other text around it.</summary>
    public static readonly DiagnosticDescriptor TokenRepaired = new("HFR4111", Severity.Warning, "The Hub token was repaired",
        "{source} holds more than a token; a byte order mark, quotes or the word Bearer was removed.",
        "Store the token alone.");

    /// <summary>A model has another owner than it had.</summary>
    public static readonly DiagnosticDescriptor OwnerChanged = new("HFR4112", Severity.Warning, "A renamed model has another owner",
        "{old} was renamed to {new}, which has another owner.",
        "Check {owner} on the Hub before you use the new id.");

    /// <summary>A date of the registry lies in the future.</summary>
    public static readonly DiagnosticDescriptor FutureDate = new("HFR4113", Severity.Warning, "A date in the registry lies in the future",
        "{count:# entry has a date|# entries have dates} in the future (such as {type}: {date}) and {count:counts|count} as stale.",
        "Check the clock of the machine that wrote the file.");

    /// <summary>A folder cannot be listed.</summary>
    public static readonly DiagnosticDescriptor FolderUnreadable = new("HFR4114", Severity.Error, "A folder cannot be listed",
        "{path} cannot be listed: {reason}.",
        "Check its permissions.");

    /// <summary>An interrupted refresh was resumed.</summary>
    public static readonly DiagnosticDescriptor RefreshResumed = new("HFR4120", Severity.Message, "An interrupted refresh was resumed",
        "{count:# type was|# types were} taken from the interrupted refresh of {began:yyyy-MM-dd HH:mm} UTC.",
        "To refresh everything again, use `--no-resume` (in a build: HfRefreshNoResume).");

    /// <summary>The journal of a refresh cannot be written.</summary>
    public static readonly DiagnosticDescriptor JournalUnusable = new("HFR4121", Severity.Warning, "The refresh journal cannot be written",
        "The refresh journal {path} cannot be written: {reason}.",
        "Check the cache folder (HF_ASSETS_CACHE, HF_HOME) and the free space; an interrupted refresh cannot be resumed.");

    /// <summary>Too many models changed on the Hub to list them.</summary>
    public static readonly DiagnosticDescriptor ChangesNotListed = new("HFR4122", Severity.Message, "The list of changes on the Hub is incomplete",
        "Every type is refreshed because more than {count:N0} models changed since {since:yyyy-MM-dd HH:mm} UTC.",
        "Use a later date for a shorter list.");

    /// <summary>The Hub did not list the changes.</summary>
    public static readonly DiagnosticDescriptor ChangesUnavailable = ChangesNotListed.Variant(
        "Every type is refreshed because the changes could not be listed: {reason}.",
        "No action is needed.");

    /// <summary>A bug of this program at one item of several.</summary>
    public static readonly DiagnosticDescriptor ItemFailed = new("HFR4150", Severity.Error, "A bug in hfregistry affected one item",
        "{consequence} because of {bug}.",
        "The other items are complete.")
    { Failure = FailureKind.Network };
}
