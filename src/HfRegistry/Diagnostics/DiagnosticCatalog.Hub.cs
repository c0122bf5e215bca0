namespace HfRegistry.Diagnostics;

// Registry and Hub: HFR4xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>The named registry file does not exist.</summary>
    public static readonly DiagnosticDescriptor RegistryMissing = new("HFR4001", Severity.Error, "The registry file does not exist",
        "Correct HfRegistryFile or --registry, or create the file with `dotnet build -t:HfRefreshRegistry` or `hfregistry refresh`.");

    /// <summary>The registry file is no JSON.</summary>
    public static readonly DiagnosticDescriptor RegistrySyntax = new("HFR4002", Severity.Error, "The registry file is no valid JSON",
        "Correct the place that the message names, or restore the file from version control.");

    /// <summary>A member has a value of the wrong kind.</summary>
    public static readonly DiagnosticDescriptor RegistryShape = new("HFR4003", Severity.Error, "The registry file has a member of the wrong kind",
        "Correct the place that the message names, or restore the file from version control.");

    /// <summary>A key stands twice.</summary>
    public static readonly DiagnosticDescriptor RegistryDuplicate = new("HFR4004", Severity.Error, "The registry file has a key twice",
        "Remove one of the two; a merge conflict that was resolved badly is the usual cause.");

    /// <summary>The file is larger or deeper than any registry.</summary>
    public static readonly DiagnosticDescriptor RegistryTooLarge = new("HFR4005", Severity.Error, "The registry file is too large",
        "A registry stays under 64 MB and 16 levels; check that the path names the right file.");

    /// <summary>The file exists and cannot be read.</summary>
    public static readonly DiagnosticDescriptor RegistryUnreadable = new("HFR4006", Severity.Error, "The registry file cannot be read",
        "Check its permissions.");

    /// <summary>The file cannot be replaced.</summary>
    public static readonly DiagnosticDescriptor RegistryNotWritten = new("HFR4007", Severity.Error, "The registry file cannot be written",
        "Check the folder's permissions and the free space; the old file is untouched.");

    /// <summary>Another process holds the file's lock, or changed it meanwhile.</summary>
    public static readonly DiagnosticDescriptor RegistryBusy = new("HFR4008", Severity.Error, "Another process is writing the file",
        "Run again when it has finished; the file is untouched.");

    /// <summary>Parts of a registry say different things of a type, and none of them is newer.</summary>
    public static readonly DiagnosticDescriptor MergeConflict = new("HFR4009", Severity.Error, "Parts of a registry contradict each other",
        "Refresh the type in the merged file: everything else was merged.");

    /// <summary>The Hub cannot be reached, or answers with errors.</summary>
    public static readonly DiagnosticDescriptor HubUnavailable = new("HFR4101", Severity.Error, "The Hub cannot be reached",
        "Check the network and HF_ENDPOINT, then run again: what was learnt is kept.");

    /// <summary>The Hub's rate limit is used up.</summary>
    public static readonly DiagnosticDescriptor HubRateLimited = new("HFR4102", Severity.Error, "The Hub's rate limit is used up",
        "Wait for the window to end, or set HF_TOKEN: signed-in users have a larger quota.");

    /// <summary>The Hub does not know the model, or hides it.</summary>
    public static readonly DiagnosticDescriptor HubNotFound = new("HFR4103", Severity.Error, "The Hub does not know the model",
        "Check the spelling; for a private model set HF_TOKEN.");

    /// <summary>The Hub refused the token.</summary>
    public static readonly DiagnosticDescriptor HubBadToken = new("HFR4104", Severity.Error, "The Hub refused the token",
        "Replace the token in HF_TOKEN or the token file; a wrong token closes public models too.");

    /// <summary>The Hub's answer makes no sense.</summary>
    public static readonly DiagnosticDescriptor HubMalformed = new("HFR4105", Severity.Error, "The Hub's answer cannot be read",
        "Run again; if it persists, a proxy or HF_ENDPOINT may stand in the way.");

    /// <summary>Some types could not be refreshed.</summary>
    public static readonly DiagnosticDescriptor RefreshPartial = new("HFR4106", Severity.Warning, "The refresh is partial",
        "Run again: what was learnt is kept, and no entry was made worse.");

    /// <summary>A network command under a switch that forbids the network.</summary>
    public static readonly DiagnosticDescriptor NetworkBanned = new("HFR4107", Severity.Error, "The network is forbidden",
        "Unset the switch that the message names.");

    /// <summary>A model of the answer was left out.</summary>
    public static readonly DiagnosticDescriptor HubModelSkipped = new("HFR4108", Severity.Warning, "A model of the Hub's answer was left out",
        "Nothing; its facts break the Hub's own rules.");

    /// <summary>The Hub lists nothing for a type that the registry knows models of.</summary>
    public static readonly DiagnosticDescriptor HubListsNothing = new("HFR4109", Severity.Warning, "The Hub lists no model of a known type",
        "Check HF_ENDPOINT; if the type is really gone, remove its entry from the registry file.");

    /// <summary>An id names another repository than it did.</summary>
    public static readonly DiagnosticDescriptor ModelReplaced = new("HFR4110", Severity.Warning, "An id names another repository now",
        "Look at the new repository. To accept it, remove its record from the registry file and refresh; else pin another default in hfregistry.json.");

    /// <summary>The Hub's token was written with something around it.</summary>
    public static readonly DiagnosticDescriptor TokenRepaired = new("HFR4111", Severity.Warning, "The Hub's token was repaired",
        "Set the variable to the token alone, or write it alone into the file.");

    /// <summary>A model has another owner than it had.</summary>
    public static readonly DiagnosticDescriptor OwnerChanged = new("HFR4112", Severity.Warning, "A renamed model has another owner",
        "Check the new owner on the Hub before you use the model's new id.");

    /// <summary>A date of the registry lies in the future.</summary>
    public static readonly DiagnosticDescriptor FutureDate = new("HFR4113", Severity.Warning, "A date in the registry lies in the future",
        "Check the clock of the machine that wrote it; the facts count as stale.");

    /// <summary>A folder cannot be listed.</summary>
    public static readonly DiagnosticDescriptor FolderUnreadable = new("HFR4114", Severity.Error, "A folder cannot be listed",
        "Check its permissions.");

    /// <summary>An earlier refresh was cut off, and this one goes on from there.</summary>
    public static readonly DiagnosticDescriptor RefreshResumed = new("HFR4120", Severity.Message, "A refresh goes on where an earlier one was cut off",
        "Nothing; to ask for everything again, give `--no-resume` (in a build: HfRefreshNoResume).");

    /// <summary>The journal of a refresh cannot be kept.</summary>
    public static readonly DiagnosticDescriptor JournalUnusable = new("HFR4121", Severity.Warning, "The journal of a refresh cannot be kept",
        "Check the cache folder (HF_ASSETS_CACHE, HF_HOME) and the free space; the refresh goes on, but could not be resumed.");

    /// <summary>What changed on the Hub cannot be listed, or is too much.</summary>
    public static readonly DiagnosticDescriptor ChangesNotListed = new("HFR4122", Severity.Message, "What changed on the Hub is not known in full",
        "Nothing; every type is asked for instead. A later date makes the list shorter.");

    /// <summary>This program failed at one item of several.</summary>
    public static readonly DiagnosticDescriptor ItemFailed = new("HFR4150", Severity.Error, "A bug of this program at one item",
        "Report it with the lines of the message; the other items are done.");
}
