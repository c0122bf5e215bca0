using System.Collections.Frozen;

namespace HfRegistry;

/// <summary>What a diagnostic code means. The table is the source of <c>docs/diagnostics.md</c> (a test compares them).</summary>
/// <param name="Code">The code, <c>HFR</c> and four digits.</param>
/// <param name="Severity">The usual severity; a door may raise or lower it.</param>
/// <param name="Title">What it is about, in a few words.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DiagnosticKind(string Code, Severity Severity, string Title, string Remedy)
{
    /// <summary>A diagnostic of this kind with its usual severity.</summary>
    public Diagnostic At(SourceLocation? location, string message) => new(Code, Severity, message, location);

    /// <summary>A diagnostic of this kind that points to no file.</summary>
    public Diagnostic Says(string message) => new(Code, Severity, message);
}

/// <summary>
/// Every diagnostic code: HFR1xxx resolution, HFR2xxx MOF documents, HFR3xxx the gate, HFR4xxx registry and Hub,
/// HFR5xxx configuration, HFR6xxx GitHub. A code is never given a second meaning.
/// </summary>
public static class DiagnosticCatalogue
{
    private const string HelpPage = "https://github.com/hfregistry/HfRegistry.Build/blob/main/docs/diagnostics.md";

    /// <summary>A model type that neither the registry nor the transformers catalogue knows.</summary>
    public static readonly DiagnosticKind UnknownType = new("HFR1001", Severity.Error, "Unknown model type",
        "Use the Hub's config.model_type (`hfregistry types` lists them), a model id with its owner, or refresh the registry.");

    /// <summary>A task that is no pipeline_tag of the Hub and not in the configuration.</summary>
    public static readonly DiagnosticKind UnknownTask = new("HFR1002", Severity.Error, "Unknown task",
        "Use a pipeline_tag of the Hub (`hfregistry tasks` lists them), or define the task in hfregistry.json.");

    /// <summary>A hardware profile that does not exist.</summary>
    public static readonly DiagnosticKind UnknownHardware = new("HFR1003", Severity.Error, "Unknown hardware profile",
        "Use a profile of `hfregistry hardware`, or define it in hfregistry.json.");

    /// <summary>A framework or weight format that does not exist.</summary>
    public static readonly DiagnosticKind UnknownFramework = new("HFR1004", Severity.Error, "Unknown framework",
        "Use one of pytorch, tensorflow, jax, onnx, openvino, gguf, safetensors, coreml, transformers.js.");

    /// <summary>A value that cannot be read: a size, a revision, a flag, a name.</summary>
    public static readonly DiagnosticKind InvalidValue = new("HFR1005", Severity.Error, "Invalid value in a request",
        "Correct the value that the message names.");

    /// <summary>Demands that exclude each other whatever the models are.</summary>
    public static readonly DiagnosticKind Contradiction = new("HFR1006", Severity.Error, "Contradictory demands",
        "Remove one of the demands that the message names.");

    /// <summary>No known model meets every demand.</summary>
    public static readonly DiagnosticKind Unsatisfiable = new("HFR1007", Severity.Error, "No model meets the demands",
        "Relax the demand that excluded the nearest candidate, name a model id, or set Optional=\"true\".");

    /// <summary>The type is known, but no model of it is.</summary>
    public static readonly DiagnosticKind NoModelOfType = new("HFR1008", Severity.Error, "No model of this type is known",
        "Refresh the registry for this type, or name a model id.");

    /// <summary>A model id that the facts at hand do not hold.</summary>
    public static readonly DiagnosticKind UnknownModel = new("HFR1009", Severity.Error, "Unknown model",
        "Check the spelling; add it with `hfregistry refresh --id ID`, or resolve with HfRegistryMode=Auto.");

    /// <summary>An old id was asked for; the Hub moved the model.</summary>
    public static readonly DiagnosticKind Renamed = new("HFR1010", Severity.Warning, "The model was renamed",
        "Write the new id into the project.");

    /// <summary>The model is gone, disabled, or gated and gated models are not allowed.</summary>
    public static readonly DiagnosticKind NotAvailable = new("HFR1011", Severity.Error, "The model cannot be used",
        "Choose another model; for a gated one accept its terms on the Hub and set AllowGated=\"true\".");

    /// <summary>The Hub was asked and gave no usable answer; the facts at hand were used.</summary>
    public static readonly DiagnosticKind FellBack = new("HFR1012", Severity.Warning, "The Hub was not reached; the registry answered",
        "Nothing, if the registry is recent enough for you; else check the network and run again.");

    /// <summary>The facts are older than the maximum age.</summary>
    public static readonly DiagnosticKind Stale = new("HFR1013", Severity.Message, "The registry's facts are old",
        "Run `hfregistry refresh`, or raise HfRegistryMaxAgeDays.");

    /// <summary>A name was guessed and never verified.</summary>
    public static readonly DiagnosticKind Guessed = new("HFR1014", Severity.Warning, "The model id is a guess",
        "Verify it, then name it; or set HfAllowHeuristic to false to forbid guesses.");

    /// <summary>Two items would get one identifier.</summary>
    public static readonly DiagnosticKind DuplicateAlias = new("HFR1015", Severity.Error, "Two models share an alias",
        "Give one of them another Alias.");

    /// <summary>An alias that is no identifier.</summary>
    public static readonly DiagnosticKind InvalidAlias = new("HFR1016", Severity.Error, "The alias is no identifier",
        "Use letters, digits and underscores, with a letter first.");

    /// <summary>An optional model was not resolved.</summary>
    public static readonly DiagnosticKind OptionalUnresolved = new("HFR1017", Severity.Message, "An optional model was not resolved",
        "Nothing, if the project copes without it: its Id is null.");

    /// <summary>An item has metadata that nobody reads.</summary>
    public static readonly DiagnosticKind UnknownMetadata = new("HFR1018", Severity.Error, "Unknown metadata",
        "Correct its name, or remove it.");

    /// <summary>The choice differs from the lock file.</summary>
    public static readonly DiagnosticKind LockDiffers = new("HFR1020", Severity.Error, "The lock file does not match the project",
        "Run `dotnet build -t:HfUpdateLock` or `hfregistry lock update`, review the difference and commit the file.");

    /// <summary>The lock file cannot be read as one.</summary>
    public static readonly DiagnosticKind LockBroken = new("HFR1021", Severity.Error, "The lock file is broken",
        "Restore it from version control, or delete it and run `dotnet build -t:HfUpdateLock`.");

    /// <summary>Outside of locked mode, a request is not in the lock.</summary>
    public static readonly DiagnosticKind LockOutdated = new("HFR1022", Severity.Warning, "A request is not in the lock file",
        "Run `dotnet build -t:HfUpdateLock` and commit the file.");

    /// <summary>A lock file was named or looked for, and none is there.</summary>
    public static readonly DiagnosticKind LockMissing = new("HFR1023", Severity.Error, "There is no lock file",
        "Make one with `dotnet build -t:HfUpdateLock`, or name the folder that holds one.");

    /// <summary>An output of the build cannot be written.</summary>
    public static readonly DiagnosticKind OutputNotWritten = new("HFR1030", Severity.Error, "An output cannot be written",
        "Make the folder writable, or move the output with the property that the message names.");

    /// <summary>The MSBuild that runs the build is too old.</summary>
    public static readonly DiagnosticKind UnsupportedHost = new("HFR1031", Severity.Error, "This MSBuild is too old",
        "Build with the .NET 10 SDK (10.0.400 or later) or Visual Studio 2026.");

    /// <summary>The named registry file does not exist.</summary>
    public static readonly DiagnosticKind RegistryMissing = new("HFR4001", Severity.Error, "The registry file does not exist",
        "Correct HfRegistryFile or --registry, or create the file with `hfregistry refresh`.");

    /// <summary>The registry file is no JSON.</summary>
    public static readonly DiagnosticKind RegistrySyntax = new("HFR4002", Severity.Error, "The registry file is no valid JSON",
        "Correct the place that the message names, or restore the file from version control.");

    /// <summary>A member has a value of the wrong kind.</summary>
    public static readonly DiagnosticKind RegistryShape = new("HFR4003", Severity.Error, "The registry file has a member of the wrong kind",
        "Correct the place that the message names, or restore the file from version control.");

    /// <summary>A key stands twice.</summary>
    public static readonly DiagnosticKind RegistryDuplicate = new("HFR4004", Severity.Error, "The registry file has a key twice",
        "Remove one of the two; a merge conflict that was resolved badly is the usual cause.");

    /// <summary>The file is larger or deeper than any registry.</summary>
    public static readonly DiagnosticKind RegistryTooLarge = new("HFR4005", Severity.Error, "The registry file is too large",
        "A registry stays under 64 MB and 16 levels; check that the path names the right file.");

    /// <summary>The file exists and cannot be read.</summary>
    public static readonly DiagnosticKind RegistryUnreadable = new("HFR4006", Severity.Error, "The registry file cannot be read",
        "Check its permissions.");

    /// <summary>The file cannot be replaced.</summary>
    public static readonly DiagnosticKind RegistryNotWritten = new("HFR4007", Severity.Error, "The registry file cannot be written",
        "Check the folder's permissions and the free space; the old file is untouched.");

    /// <summary>Another process holds the file's lock, or changed it meanwhile.</summary>
    public static readonly DiagnosticKind RegistryBusy = new("HFR4008", Severity.Error, "Another process is writing the registry file",
        "Run again when it has finished; the file is untouched.");

    /// <summary>The Hub cannot be reached, or answers with errors.</summary>
    public static readonly DiagnosticKind HubUnavailable = new("HFR4101", Severity.Error, "The Hub cannot be reached",
        "Check the network and HF_ENDPOINT, then run again: what was learnt is kept.");

    /// <summary>The Hub's rate limit is used up.</summary>
    public static readonly DiagnosticKind HubRateLimited = new("HFR4102", Severity.Error, "The Hub's rate limit is used up",
        "Wait for the window to end, or set HF_TOKEN: signed-in users have a larger quota.");

    /// <summary>The Hub does not know the model, or hides it.</summary>
    public static readonly DiagnosticKind HubNotFound = new("HFR4103", Severity.Error, "The Hub does not know the model",
        "Check the spelling; for a private model set HF_TOKEN.");

    /// <summary>The Hub refused the token.</summary>
    public static readonly DiagnosticKind HubBadToken = new("HFR4104", Severity.Error, "The Hub refused the token",
        "Replace the token in HF_TOKEN or the token file; a wrong token closes public models too.");

    /// <summary>The Hub's answer makes no sense.</summary>
    public static readonly DiagnosticKind HubMalformed = new("HFR4105", Severity.Error, "The Hub's answer cannot be read",
        "Run again; if it persists, a proxy or HF_ENDPOINT may stand in the way.");

    /// <summary>Some types could not be refreshed.</summary>
    public static readonly DiagnosticKind RefreshPartial = new("HFR4106", Severity.Warning, "The refresh is partial",
        "Run again: what was learnt is kept, and no entry was made worse.");

    /// <summary>A network command under a switch that forbids the network.</summary>
    public static readonly DiagnosticKind NetworkBanned = new("HFR4107", Severity.Error, "The network is forbidden",
        "Unset the switch that the message names.");

    /// <summary>A model of the answer was left out.</summary>
    public static readonly DiagnosticKind HubModelSkipped = new("HFR4108", Severity.Warning, "A model of the Hub's answer was left out",
        "Nothing; its facts break the Hub's own rules.");

    /// <summary>The Hub lists nothing for a type that the registry knows models of.</summary>
    public static readonly DiagnosticKind HubListsNothing = new("HFR4109", Severity.Warning, "The Hub lists no model of a known type",
        "Check HF_ENDPOINT; if the type is really gone, remove its entry from the registry file.");

    /// <summary>An id names another repository than it did.</summary>
    public static readonly DiagnosticKind ModelReplaced = new("HFR4110", Severity.Warning, "An id names another repository now",
        "Look at the new repository. To accept it, remove its record from the registry file and refresh; else pin another default in hfregistry.json.");

    /// <summary>hfregistry.json is no JSON.</summary>
    public static readonly DiagnosticKind ConfigurationSyntax = new("HFR5001", Severity.Error, "hfregistry.json is no valid JSON",
        "Correct the place that the message names.");

    /// <summary>hfregistry.json has a member that nobody reads.</summary>
    public static readonly DiagnosticKind ConfigurationMember = new("HFR5002", Severity.Error, "hfregistry.json has an unknown member",
        "Correct its name; the schema hfregistry.schema.json lists them all.");

    /// <summary>hfregistry.json has a value of the wrong kind or out of its range.</summary>
    public static readonly DiagnosticKind ConfigurationValue = new("HFR5003", Severity.Error, "hfregistry.json has a wrong value",
        "Correct the value; the schema hfregistry.schema.json describes it.");

    /// <summary>hfregistry.json cannot be read.</summary>
    public static readonly DiagnosticKind ConfigurationUnreadable = new("HFR5004", Severity.Error, "hfregistry.json cannot be read",
        "Check its permissions and that it is smaller than 1 MB.");

    /// <summary>A switch of the environment or a property has an unusable value.</summary>
    public static readonly DiagnosticKind SwitchValue = new("HFR5005", Severity.Error, "A switch has an unusable value",
        "Correct the variable, property or flag that the message names.");

    /// <summary>A command line that cannot be read.</summary>
    public static readonly DiagnosticKind Usage = new("HFR5006", Severity.Error, "The command line cannot be read",
        "Correct the word that the message names; `hfregistry VERB --help` lists what there is.");

    /// <summary>Every code, in order.</summary>
    public static IReadOnlyList<DiagnosticKind> All { get; } =
        [.. typeof(DiagnosticCatalogue).GetFields().Where(field => field.FieldType == typeof(DiagnosticKind))
            .Select(field => (DiagnosticKind)field.GetValue(null)!).OrderBy(kind => kind.Code, StringComparer.Ordinal)];

    private static readonly FrozenSet<string> Codes = All.Select(kind => kind.Code).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The address of the page that explains a code.</summary>
    /// <exception cref="ArgumentException">No such code exists.</exception>
    public static string HelpLink(string code) =>
        Codes.Contains(code) ? $"{HelpPage}#{code.ToLowerInvariant()}" : throw new ArgumentException($"No diagnostic has the code {code}.", nameof(code));
}
