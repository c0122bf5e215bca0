namespace HfRegistry;

// Configuration and command lines: HFR5xxx.
public static partial class DiagnosticCatalogue
{
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
}
