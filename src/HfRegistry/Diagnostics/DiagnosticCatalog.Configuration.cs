namespace HfRegistry.Diagnostics;

// Configuration and command lines: HFR5xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>hfregistry.json is no JSON.</summary>
    public static readonly DiagnosticDescriptor ConfigurationSyntax = new("HFR5001", Severity.Error, "hfregistry.json is no valid JSON",
        "Correct the place that the message names.");

    /// <summary>hfregistry.json has a member that nobody reads.</summary>
    public static readonly DiagnosticDescriptor ConfigurationMember = new("HFR5002", Severity.Error, "hfregistry.json has an unknown member",
        "Correct its name; the schema hfregistry.schema.json lists them all.");

    /// <summary>hfregistry.json has a value of the wrong kind or out of its range.</summary>
    public static readonly DiagnosticDescriptor ConfigurationValue = new("HFR5003", Severity.Error, "hfregistry.json has a wrong value",
        "Correct the value; the schema hfregistry.schema.json describes it.");

    /// <summary>hfregistry.json cannot be read.</summary>
    public static readonly DiagnosticDescriptor ConfigurationUnreadable = new("HFR5004", Severity.Error, "hfregistry.json cannot be read",
        "Check its permissions and that it is smaller than 1 MB.");

    /// <summary>A switch of the environment or a property has an unusable value.</summary>
    public static readonly DiagnosticDescriptor SwitchValue = new("HFR5005", Severity.Error, "A switch has an unusable value",
        "Correct the variable, property or flag that the message names.");

    /// <summary>A command line that cannot be read.</summary>
    public static readonly DiagnosticDescriptor Usage = new("HFR5006", Severity.Error, "The command line cannot be read",
        "Correct the word that the message names; `hfregistry VERB --help` lists what there is.");

    /// <summary>A configuration or registry lies in a folder such as /tmp, and is passed over.</summary>
    public static readonly DiagnosticDescriptor SharedFolder = new("HFR5007", Severity.Warning, "A file in a folder that every user can write to is not used",
        "Move it into the repository, or name it with HfConfigurationFile, HfRegistryFile or --registry.");

    /// <summary>A configuration or registry lies above the folder with .git, so that other clones of the repository do not have it.</summary>
    public static readonly DiagnosticDescriptor AboveRepository = new("HFR5008", Severity.Warning, "A file above the repository is used",
        "Commit an hfregistry.json with \"root\": true at the root of the repository to end the search there, or name the file with HfConfigurationFile, HfRegistryFile or --registry.");
}
