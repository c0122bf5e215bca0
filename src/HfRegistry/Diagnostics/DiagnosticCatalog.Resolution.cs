namespace HfRegistry.Diagnostics;

// Resolution: HFR1xxx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A model type that is in neither the registry nor the transformers catalog.</summary>
    public static readonly DiagnosticDescriptor UnknownType = new("HFR1001", Severity.Error, "Unknown model type",
        "No model type is named '{name}'{suggestion}.",
        "Use the Hub's config.model_type (`hfregistry types` lists them), a model id with its owner, or refresh the registry (`dotnet build -t:HfRefreshRegistry`, or `hfregistry refresh`).");

    /// <summary>A model id where a type belongs.</summary>
    public static readonly DiagnosticDescriptor ModelInPlaceOfType = UnknownType.Variant(
        "'{name}' is a model, not a model type.",
        "Use its type.");

    /// <summary>A model type that is in neither the transformers catalog nor the Hub.</summary>
    public static readonly DiagnosticDescriptor UnknownTypeOnHub = UnknownType.Variant(
        "Neither transformers nor the Hub has a model type named '{name}'{suggestion}.");

    /// <summary>A type of the registry without models.</summary>
    public static readonly DiagnosticDescriptor TypeWithoutModels = UnknownType.Variant(
        "The registry has no model of the type '{type}', and no other source knows the type.");

    /// <summary>A task that is neither a pipeline_tag of the Hub nor in the configuration.</summary>
    public static readonly DiagnosticDescriptor UnknownTask = new("HFR1002", Severity.Error, "Unknown task",
        "No task is named '{name}'{suggestion}.",
        "Use a pipeline_tag of the Hub (`hfregistry tasks` lists them), or define the task in hfregistry.json.");

    /// <summary>A hardware profile that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownHardware = new("HFR1003", Severity.Error, "Unknown hardware profile",
        "No hardware profile is named '{name}'{suggestion}.",
        "Use a profile that `hfregistry hardware` lists, or define it in hfregistry.json.");

    /// <summary>A framework or weight format that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownFramework = new("HFR1004", Severity.Error, "Unknown framework",
        "No framework is named '{name}'{suggestion}.",
        "Use one of pytorch, tensorflow, jax, onnx, openvino, gguf, safetensors, coreml, transformers.js.");

    /// <summary>A value that cannot be read: a size, a revision, a flag, a name.</summary>
    public static readonly DiagnosticDescriptor InvalidValue = new("HFR1005", Severity.Error, "Invalid value in a request",
        "{name} '{value}' is not valid.",
        "Use {expected}.");

    /// <summary>A snapshot file has no facts of the model.</summary>
    public static readonly DiagnosticDescriptor SnapshotLacksModel = InvalidValue.Variant(
        "{path} has no facts of {model}.",
        "Add them with --save-snapshot.");

    /// <summary>A token file cannot be read.</summary>
    public static readonly DiagnosticDescriptor TokenFileUnreadable = InvalidValue.Variant(
        "The file of --hf-token-file cannot be read: {reason}.",
        "Check the path and its permissions.");

    /// <summary>A token file has no usable token.</summary>
    public static readonly DiagnosticDescriptor TokenFileInvalid = InvalidValue.Variant(
        "The file of --hf-token-file has no usable token: {problem}.",
        "Store the token alone in the file.");

    /// <summary>Metadata of the gate has an invalid value.</summary>
    public static readonly DiagnosticDescriptor GateMetadataInvalid = InvalidValue.Variant(
        "The gate settings of {item} are not valid: {problem}.",
        "Correct the metadata.");

    /// <summary>Two options that exclude each other.</summary>
    public static readonly DiagnosticDescriptor ConflictingOptions = InvalidValue.Variant(
        "{option} and {other} exclude each other.",
        "Remove one of them.");

    /// <summary>A request without a type, an id and a task.</summary>
    public static readonly DiagnosticDescriptor SubjectMissing = InvalidValue.Variant(
        "The request names no type, id or task.",
        "Name one of the three.");

    /// <summary>An address of the Hub or an id with a revision in place of a model id.</summary>
    public static readonly DiagnosticDescriptor PastedReference = InvalidValue.Variant(
        "'{value}' is neither a model id nor a model type.",
        "Use {instead}.");

    /// <summary>A text that is not a model id.</summary>
    public static readonly DiagnosticDescriptor InvalidModelId = InvalidValue.Variant(
        "'{value}' is not a model id.",
        "Use owner/name, as the Hub does.");

    /// <summary>Requirements that exclude each other for every model.</summary>
    public static readonly DiagnosticDescriptor Contradiction = new("HFR1006", Severity.Error, "Contradictory requirements",
        "{type} has no class for {task}; its tasks are {tasks}.",
        "Use another task or another type.");

    /// <summary>A revision in a request without a model id.</summary>
    public static readonly DiagnosticDescriptor RevisionWithoutId = Contradiction.Variant(
        "Revision belongs to one model, but the request names no model id.",
        "Name the id, or remove Revision.");

    /// <summary>A choice of files in a request that downloads none.</summary>
    public static readonly DiagnosticDescriptor FilesWithoutDownload = Contradiction.Variant(
        "{name} chooses files, but the request does not download any.",
        "Add Download=\"true\", or remove {name}.");

    /// <summary>Two choices of files in one request.</summary>
    public static readonly DiagnosticDescriptor FilesWithQuantization = Contradiction.Variant(
        "Files and Quantization both choose the weights.",
        "Remove one of them.");

    /// <summary>No known model meets every requirement.</summary>
    public static readonly DiagnosticDescriptor Unsatisfiable = new("HFR1007", Severity.Error, "No model meets the requirements",
        "No {subject} model meets the requirements ({requirements}); the nearest: {rejections}.",
        "Relax a requirement, or name a model id.")
    { Failure = FailureKind.Finding };

    /// <summary>The named model does not meet a requirement.</summary>
    public static readonly DiagnosticDescriptor ModelUnsatisfiable = Unsatisfiable.Variant(
        "{model} cannot be used: {reason}.",
        "Relax the requirement, or choose another model.");

    /// <summary>No known model supports the task.</summary>
    public static readonly DiagnosticDescriptor TaskUnsatisfiable = Unsatisfiable.Variant(
        "No model in the registry supports the task {task}.",
        "Name a model id.");

    /// <summary>The type is known, but no model of it is.</summary>
    public static readonly DiagnosticDescriptor NoModelOfType = new("HFR1008", Severity.Error, "No model of this type is known",
        "No {subject} model is available: {reason}.",
        "Refresh the registry (`dotnet build -t:HfRefreshRegistry -p:HfRefreshTypes={type}` or `hfregistry refresh --type {type}`), or name a model id.")
    { Failure = FailureKind.Finding };

    /// <summary>A model id that is not in the registry.</summary>
    public static readonly DiagnosticDescriptor UnknownModel = new("HFR1009", Severity.Error, "Unknown model",
        "{model} is not in the registry.",
        "Check the spelling, add it with `dotnet build -t:HfRefreshRegistry` or `hfregistry refresh --id {model}`, resolve with HfRegistryMode=Auto, or set its commit as Revision.")
    { Failure = FailureKind.Finding };

    /// <summary>A model id that is in neither the registry nor the answer of the Hub.</summary>
    public static readonly DiagnosticDescriptor UnknownModelOnHub = UnknownModel.Variant(
        "{model} is not in the registry, and the Hub did not return it.",
        "Check the spelling; for a private model, set HF_TOKEN.");

    /// <summary>The project uses an old id of a renamed model.</summary>
    public static readonly DiagnosticDescriptor Renamed = new("HFR1010", Severity.Warning, "The model was renamed",
        "{old} was renamed to {new}{details}.",
        "Use the new id in the project.");

    /// <summary>The project or the lock file uses an old id of a renamed model.</summary>
    public static readonly DiagnosticDescriptor RenamedInLock = Renamed.Variant(
        "{old} was renamed to {new}{details}.",
        "Use the new id in the project and run `{command}`.");

    /// <summary>The model is gone, disabled, or gated and gated models are not allowed.</summary>
    public static readonly DiagnosticDescriptor NotAvailable = new("HFR1011", Severity.Error, "The model cannot be used",
        "{consequence}: {reason}.",
        "Choose another model; for a gated one accept its terms on the Hub and set AllowGated=\"true\".")
    { Failure = FailureKind.Finding };

    /// <summary>A locked model that the configuration denies.</summary>
    public static readonly DiagnosticDescriptor LockedModelDenied = NotAvailable.Variant(
        "{lock} has {model} for {request}, but hfregistry.json denies that model.",
        "Run `{command}`.");

    /// <summary>The named model is gated.</summary>
    public static readonly DiagnosticDescriptor ModelGated = NotAvailable.Variant(
        "{model} cannot be used: {reason}.",
        "Accept its terms on the Hub and set AllowGated=\"true\", or choose another model.");

    /// <summary>The named model is gone, disabled or denied.</summary>
    public static readonly DiagnosticDescriptor ModelNotAvailable = NotAvailable.Variant(
        "{model} cannot be used: {reason}.",
        "Choose another model.");

    /// <summary>The Hub gave no usable answer, so the registry was used.</summary>
    public static readonly DiagnosticDescriptor FellBack = new("HFR1012", Severity.Warning, "The Hub was not reached; the registry was used",
        "The Hub was not reached ({reason}), so the registry was used.",
        "If the registry is too old, check the network and run again.");

    /// <summary>The facts are older than the maximum age.</summary>
    public static readonly DiagnosticDescriptor Stale = new("HFR1013", Severity.Message, "The registry's facts are old",
        "The registry's facts about {type} were last confirmed on {date}.",
        "Refresh the registry with `dotnet build -t:HfRefreshRegistry` or `hfregistry refresh`, or raise HfRegistryMaxAgeDays.");

    /// <summary>The facts have a date in the future.</summary>
    public static readonly DiagnosticDescriptor StaleFuture = Stale.Variant(
        "The registry's facts about {type} have a date in the future ({date}) and count as stale.");

    /// <summary>The facts have no date.</summary>
    public static readonly DiagnosticDescriptor StaleUndated = Stale.Variant(
        "The registry's facts about {type} have no date.");

    /// <summary>The model id is a guess and was not verified.</summary>
    public static readonly DiagnosticDescriptor Guessed = new("HFR1014", Severity.Warning, "The model id is a guess",
        "{model} is an unverified guess for {subject}: {reason}.",
        "Verify it, then write the id into the project; set HfAllowHeuristic to false to forbid guesses.");

    /// <summary>Two items have the same alias.</summary>
    public static readonly DiagnosticDescriptor DuplicateAlias = new("HFR1015", Severity.Error, "Two models share an alias",
        "{item} and {other} share the alias {alias}.",
        "Give one of them another Alias.");

    /// <summary>An alias is not an identifier.</summary>
    public static readonly DiagnosticDescriptor InvalidAlias = new("HFR1016", Severity.Error, "The alias is not valid",
        "The alias '{alias}' of {item} is not an identifier.",
        "Set Alias to letters, digits and underscores, with a letter first.");

    /// <summary>The generated class itself has a member with the name of the alias.</summary>
    public static readonly DiagnosticDescriptor ReservedAlias = InvalidAlias.Variant(
        "The alias '{alias}' of {item} is reserved by the generated class.",
        "Set another Alias.");

    /// <summary>An optional model was not resolved.</summary>
    public static readonly DiagnosticDescriptor OptionalUnresolved = new("HFR1017", Severity.Message, "An optional model was not resolved",
        "The optional model {model} was not resolved: {reason}.",
        "No action is needed if the project works without it; its Id is null.");

    /// <summary>An item has unknown metadata.</summary>
    public static readonly DiagnosticDescriptor UnknownMetadata = new("HFR1018", Severity.Error, "Unknown metadata",
        "{item} has unknown metadata {name}{suggestion}.",
        "Correct the name or remove it; known names are {known}.");

    /// <summary>A model's card names another model as its new version.</summary>
    public static readonly DiagnosticDescriptor Superseded = new("HFR1019", Severity.Message, "The model has a new version",
        "The card of {model} names {newer} as its new version.",
        "To use it, write {newer} into the project; until then, {model} stays in use.");

    /// <summary>A request is missing from the lock file in locked mode.</summary>
    public static readonly DiagnosticDescriptor LockDiffers = new("HFR1020", Severity.Error, "The lock file does not match the project",
        "{request} is missing from {lock}, which has {locked}.",
        "Run `{command}`, review the difference and commit the file.")
    { Failure = FailureKind.Finding };

    /// <summary>A request resolves to another model than the locked one.</summary>
    public static readonly DiagnosticDescriptor LockChoiceChanged = LockDiffers.Variant(
        "{request} is locked to {old}, but resolves to {new} now.",
        "Run `{command}`, review the difference and commit the file.");

    /// <summary>No project uses an entry of the lock file.</summary>
    public static readonly DiagnosticDescriptor LockEntryUnused = LockDiffers.Variant(
        "The lock file has {request} as {model}, but the project no longer uses it.",
        "Run `{command}` and commit the file.");

    /// <summary>The lock file cannot be read.</summary>
    public static readonly DiagnosticDescriptor LockBroken = new("HFR1021", Severity.Error, "The lock file is broken",
        "{path} cannot be read: {reason}.",
        "Restore it from version control, or delete it and run `dotnet build PROJECT -t:HfUpdateLock`.");

    /// <summary>The lock file has invalid content.</summary>
    public static readonly DiagnosticDescriptor LockInvalid = LockBroken.Variant(
        "The lock file is not valid: {problem}.");

    /// <summary>A request is missing from the lock file outside of locked mode.</summary>
    public static readonly DiagnosticDescriptor LockOutdated = new("HFR1022", Severity.Warning, "A request is not in the lock file",
        "{request} is missing from {lock}.",
        "Run `{command}` and commit the file.");

    /// <summary>A lock file is required, but does not exist.</summary>
    public static readonly DiagnosticDescriptor LockMissing = new("HFR1023", Severity.Error, "The lock file does not exist",
        "The lock file {path} does not exist.",
        "Create it with `dotnet build PROJECT -t:HfUpdateLock` for a project with HfModel items, or name the folder that has one.");

    /// <summary>A guess resolves the request; lock files have no guesses.</summary>
    public static readonly DiagnosticDescriptor GuessNotLocked = new("HFR1024", Severity.Warning, "A guess is not locked",
        "{model} is a guess for {request}, and guesses are not locked.",
        "Write the model id into the project.");

    /// <summary>An output of the build cannot be written.</summary>
    public static readonly DiagnosticDescriptor OutputNotWritten = new("HFR1030", Severity.Error, "An output cannot be written",
        CannotBeWritten, CheckFolder);

    /// <summary>A file that would be overwritten exists.</summary>
    public static readonly DiagnosticDescriptor OutputExists = OutputNotWritten.Variant(
        "{paths} already {count:exists|exist}.",
        "Choose another --output, or overwrite with --force.");

    /// <summary>A generated file of the build cannot be written.</summary>
    public static readonly DiagnosticDescriptor BuildOutputNotWritten = OutputNotWritten.Variant(
        "{path} cannot be written: {reason}.",
        "Make its folder writable, or move the output of the build with BaseIntermediateOutputPath.");

    /// <summary>The MSBuild of the build is too old. The targets file has this message too.</summary>
    public static readonly DiagnosticDescriptor UnsupportedHost = new("HFR1031", Severity.Error, "This MSBuild is too old",
        "HfRegistry.Build needs MSBuild {needed} or later, but this is {version}.",
        "Build with the .NET 10 SDK (10.0.400 or later) or Visual Studio 2026.");

    /// <summary>An item has nearly the name of one of the package's item types.</summary>
    public static readonly DiagnosticDescriptor MisnamedItem = new("HFR1032", Severity.Warning, "The item type is not supported",
        "The item type {type} of {item} is not supported.",
        "Write <{meant} Include=\"{item}\" />.");

    /// <summary>A model that no registry knows is used at the commit that the request names.</summary>
    public static readonly DiagnosticDescriptor FactsUnknown = new("HFR1033", Severity.Message, "The model's facts are unknown",
        "{model} is not in the registry, so it is used at the requested commit without facts.",
        "To record its facts, run `hfregistry refresh --id {model}`.");
}
