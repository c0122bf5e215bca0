namespace HfRegistry.Diagnostics;

// Configuration and command lines: HFR5xxx.
internal static partial class DiagnosticCatalog
{
    /// <summary>hfregistry.json is not valid JSON.</summary>
    public static readonly DiagnosticDescriptor ConfigurationSyntax = new("HFR5001", Severity.Error, "hfregistry.json is not valid JSON",
        "The file is not valid JSON: {problem}.",
        "Correct it at this position.");

    /// <summary>hfregistry.json has a member that the schema does not define.</summary>
    public static readonly DiagnosticDescriptor ConfigurationMember = new("HFR5002", Severity.Error, "hfregistry.json has an unknown member",
        "Unknown member: {problem}.",
        "Correct the name; hfregistry.schema.json lists all members.");

    /// <summary>hfregistry.json has a value of the wrong kind or out of its range.</summary>
    public static readonly DiagnosticDescriptor ConfigurationValue = new("HFR5003", Severity.Error, "hfregistry.json has an invalid value",
        "Invalid value: {problem}.",
        "Correct it; hfregistry.schema.json describes the allowed values.");

    /// <summary>hfregistry.json cannot be read.</summary>
    public static readonly DiagnosticDescriptor ConfigurationUnreadable = new("HFR5004", Severity.Error, "hfregistry.json cannot be read",
        "{path} cannot be read: {reason}.",
        "Check the path, its permissions, and that the file is smaller than 1 MB.");

    /// <summary>A variable or property has an invalid value.</summary>
    public static readonly DiagnosticDescriptor SwitchValue = new("HFR5005", Severity.Error, "A switch has an invalid value",
        "{name} '{value}' is not valid.",
        "Use {expected}.");

    /// <summary>Locked mode without a lock file.</summary>
    public static readonly DiagnosticDescriptor LockedModeWithoutLock = SwitchValue.Variant(
        "HfLockedMode requires a lock file, but HfUseLockFile=\"false\" ignores it.",
        "Remove one of the two.");

    /// <summary>A property of the gate has an invalid value.</summary>
    public static readonly DiagnosticDescriptor GatePropertyInvalid = SwitchValue.Variant(
        "The gate settings are not valid: {problem}.",
        "Correct the property.");

    /// <summary>An environment variable has an invalid value.</summary>
    public static readonly DiagnosticDescriptor EnvironmentValue = SwitchValue.Variant(
        "{problem}.",
        "Correct it, or unset it.");

    /// <summary>The command line is not valid.</summary>
    public static readonly DiagnosticDescriptor Usage = new("HFR5006", Severity.Error, "The command line is not valid",
        "{problem}.",
        "`{command} --help` lists the commands and options.");

    /// <summary>A command that other package managers have.</summary>
    public static readonly DiagnosticDescriptor CommandOfOtherTool = Usage.Variant(
        "hfregistry has no command '{word}'.",
        "{hint} `hfregistry --help` lists the commands.");

    /// <summary>A listing of all types with --online.</summary>
    public static readonly DiagnosticDescriptor OnlineWithoutRequest = Usage.Variant(
        "--online resolves one request, but none is given.",
        "Add --type or --task; `hfregistry refresh` updates all types.");

    /// <summary>A confirmation without a terminal.</summary>
    public static readonly DiagnosticDescriptor DraftWithoutTerminal = Usage.Variant(
        "--draft asks for confirmation, but standard input is not a terminal.",
        "Add --yes.");

    /// <summary>Questions without a terminal.</summary>
    public static readonly DiagnosticDescriptor InteractiveWithoutTerminal = Usage.Variant(
        "--interactive needs a terminal.",
        "Remove it.");

    /// <summary>An option of the gate has an invalid value.</summary>
    public static readonly DiagnosticDescriptor GateOptionInvalid = Usage.Variant(
        "The gate options are not valid: {problem}.",
        "`hfregistry gate --help` lists the allowed values.");

    /// <summary>A configuration or registry in a folder such as /tmp is ignored.</summary>
    public static readonly DiagnosticDescriptor SharedFolder = new("HFR5007", Severity.Warning, "A file in a shared folder is ignored",
        "{path} is ignored because every user can write to its folder.",
        "Move it into the repository, or name it with HfConfigurationFile, HfRegistryFile or --registry.");

    /// <summary>A configuration or registry lies above the folder with .git, so that other clones of the repository do not have it.</summary>
    public static readonly DiagnosticDescriptor AboveRepository = new("HFR5008", Severity.Warning, "A file above the repository is used",
        "{path} is used, although it lies above the repository {repository}.",
        "Commit an hfregistry.json with \"root\": true at the root of the repository to end the search there, or name the file with HfConfigurationFile, HfRegistryFile or --registry.");
}
