namespace HfRegistry.Diagnostics;

// Resolution: HFR1xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>A model type that neither the registry nor the transformers catalog knows.</summary>
    public static readonly DiagnosticDescriptor UnknownType = new("HFR1001", Severity.Error, "Unknown model type",
        "Use the Hub's config.model_type (`hfregistry types` lists them), a model id with its owner, or refresh the registry (`dotnet build -t:HfRefreshRegistry`, or `hfregistry refresh`).");

    /// <summary>A task that is no pipeline_tag of the Hub and not in the configuration.</summary>
    public static readonly DiagnosticDescriptor UnknownTask = new("HFR1002", Severity.Error, "Unknown task",
        "Use a pipeline_tag of the Hub (`hfregistry tasks` lists them), or define the task in hfregistry.json.");

    /// <summary>A hardware profile that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownHardware = new("HFR1003", Severity.Error, "Unknown hardware profile",
        "Use a profile of `hfregistry hardware`, or define it in hfregistry.json.");

    /// <summary>A framework or weight format that does not exist.</summary>
    public static readonly DiagnosticDescriptor UnknownFramework = new("HFR1004", Severity.Error, "Unknown framework",
        "Use one of pytorch, tensorflow, jax, onnx, openvino, gguf, safetensors, coreml, transformers.js.");

    /// <summary>A value that cannot be read: a size, a revision, a flag, a name.</summary>
    public static readonly DiagnosticDescriptor InvalidValue = new("HFR1005", Severity.Error, "Invalid value in a request",
        "Correct the value that the message names.");

    /// <summary>Demands that exclude each other whatever the models are.</summary>
    public static readonly DiagnosticDescriptor Contradiction = new("HFR1006", Severity.Error, "Contradictory demands",
        "Remove one of the demands that the message names.");

    /// <summary>No known model meets every demand.</summary>
    public static readonly DiagnosticDescriptor Unsatisfiable = new("HFR1007", Severity.Error, "No model meets the demands",
        "Relax the demand that excluded the nearest candidate, name a model id, or set Optional=\"true\".");

    /// <summary>The type is known, but no model of it is.</summary>
    public static readonly DiagnosticDescriptor NoModelOfType = new("HFR1008", Severity.Error, "No model of this type is known",
        "Refresh the registry for this type (`dotnet build -t:HfRefreshRegistry`, or `hfregistry refresh --type TYPE`), or name a model id.");

    /// <summary>A model id that the facts at hand do not hold.</summary>
    public static readonly DiagnosticDescriptor UnknownModel = new("HFR1009", Severity.Error, "Unknown model",
        "Check the spelling; add it with `dotnet build -t:HfRefreshRegistry` in a project that names it, or with `hfregistry refresh --id ID`; or resolve with HfRegistryMode=Auto.");

    /// <summary>An old id was asked for; the Hub moved the model.</summary>
    public static readonly DiagnosticDescriptor Renamed = new("HFR1010", Severity.Warning, "The model was renamed",
        "Write the new id into the project.");

    /// <summary>The model is gone, disabled, or gated and gated models are not allowed.</summary>
    public static readonly DiagnosticDescriptor NotAvailable = new("HFR1011", Severity.Error, "The model cannot be used",
        "Choose another model; for a gated one accept its terms on the Hub and set AllowGated=\"true\".");

    /// <summary>The Hub was asked and gave no usable answer; the facts at hand were used.</summary>
    public static readonly DiagnosticDescriptor FellBack = new("HFR1012", Severity.Warning, "The Hub was not reached; the registry answered",
        "Nothing, if the registry is recent enough for you; else check the network and run again.");

    /// <summary>The facts are older than the maximum age.</summary>
    public static readonly DiagnosticDescriptor Stale = new("HFR1013", Severity.Message, "The registry's facts are old",
        "Run `dotnet build -t:HfRefreshRegistry` or `hfregistry refresh`, or raise HfRegistryMaxAgeDays.");

    /// <summary>A name was guessed and never verified.</summary>
    public static readonly DiagnosticDescriptor Guessed = new("HFR1014", Severity.Warning, "The model id is a guess",
        "Verify it, then name it; or set HfAllowHeuristic to false to forbid guesses.");

    /// <summary>Two items would get one identifier.</summary>
    public static readonly DiagnosticDescriptor DuplicateAlias = new("HFR1015", Severity.Error, "Two models share an alias",
        "Give one of them another Alias.");

    /// <summary>An alias that is no identifier.</summary>
    public static readonly DiagnosticDescriptor InvalidAlias = new("HFR1016", Severity.Error, "The alias is no identifier",
        "Use letters, digits and underscores, with a letter first.");

    /// <summary>An optional model was not resolved.</summary>
    public static readonly DiagnosticDescriptor OptionalUnresolved = new("HFR1017", Severity.Message, "An optional model was not resolved",
        "Nothing, if the project copes without it: its Id is null.");

    /// <summary>An item has metadata that nobody reads.</summary>
    public static readonly DiagnosticDescriptor UnknownMetadata = new("HFR1018", Severity.Error, "Unknown metadata",
        "Correct its name, or remove it.");

    /// <summary>A model's card names another model as its new version.</summary>
    public static readonly DiagnosticDescriptor Superseded = new("HFR1019", Severity.Message, "The model has a new version",
        "Look at the new version; to use it, write its id into the project.");

    /// <summary>The choice differs from the lock file.</summary>
    public static readonly DiagnosticDescriptor LockDiffers = new("HFR1020", Severity.Error, "The lock file does not match the project",
        "Run `dotnet build PROJECT -t:HfUpdateLock` (for a solution `dotnet build SOLUTION -p:HfUpdateLockFile=true`) or `hfregistry lock update FILE`, review the difference and commit the file.");

    /// <summary>The lock file cannot be read as one.</summary>
    public static readonly DiagnosticDescriptor LockBroken = new("HFR1021", Severity.Error, "The lock file is broken",
        "Restore it from version control, or delete it and run `dotnet build PROJECT -t:HfUpdateLock`.");

    /// <summary>Outside of locked mode, a request is not in the lock.</summary>
    public static readonly DiagnosticDescriptor LockOutdated = new("HFR1022", Severity.Warning, "A request is not in the lock file",
        "Run `dotnet build PROJECT -t:HfUpdateLock` (for a solution `dotnet build SOLUTION -p:HfUpdateLockFile=true`) and commit the file.");

    /// <summary>A lock file was named or looked for, and none is there.</summary>
    public static readonly DiagnosticDescriptor LockMissing = new("HFR1023", Severity.Error, "There is no lock file",
        "Make one with `dotnet build PROJECT -t:HfUpdateLock`, or name the folder that holds one.");

    /// <summary>What answers a request is a guess, which no lock file holds.</summary>
    public static readonly DiagnosticDescriptor GuessNotLocked = new("HFR1024", Severity.Warning, "A guess is not locked",
        "Write the model id into the project in place of the type.");

    /// <summary>An output of the build cannot be written.</summary>
    public static readonly DiagnosticDescriptor OutputNotWritten = new("HFR1030", Severity.Error, "An output cannot be written",
        "Make the folder writable, or move the output with the property that the message names.");

    /// <summary>The MSBuild that runs the build is too old.</summary>
    public static readonly DiagnosticDescriptor UnsupportedHost = new("HFR1031", Severity.Error, "This MSBuild is too old",
        "Build with the .NET 10 SDK (10.0.400 or later) or Visual Studio 2026.");

    /// <summary>An item of a type that is nearly one of the package's.</summary>
    public static readonly DiagnosticDescriptor MisnamedItem = new("HFR1032", Severity.Warning, "The item type is not read",
        "Write HfModel for models and HfMofYaml for MOF documents.");
}
