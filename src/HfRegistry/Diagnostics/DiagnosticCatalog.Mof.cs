namespace HfRegistry.Diagnostics;

// MOF documents: HFR2xxx. HFR20xx: what cannot be read or breaks the schema. HFR21xx: rules, each with a severity that hfregistry.json can set.
public static partial class DiagnosticCatalog
{
    /// <summary>The document is no YAML.</summary>
    public static readonly DiagnosticDescriptor MofSyntax = new("HFR2001", Severity.Error, "The MOF document is no valid YAML",
        "Correct the place that the message names.");

    /// <summary>A key stands twice in one mapping.</summary>
    public static readonly DiagnosticDescriptor MofDuplicateKey = new("HFR2002", Severity.Error, "The MOF document has a key twice",
        "Remove one of the two; a merge conflict that was resolved badly is the usual cause.");

    /// <summary>The document uses YAML that is refused.</summary>
    public static readonly DiagnosticDescriptor MofRefusedYaml = new("HFR2003", Severity.Error, "The MOF document uses YAML that is refused",
        "Write plain mappings, lists and texts: no anchors, aliases, tags, directives, and one document a file.");

    /// <summary>The document is larger or deeper than any.</summary>
    public static readonly DiagnosticDescriptor MofTooLarge = new("HFR2004", Severity.Error, "The MOF document is too large",
        "A document stays under 1 MB, 5,000 values and 16 levels; check that the path names the right file.");

    /// <summary>The file cannot be read, or a path names nothing.</summary>
    public static readonly DiagnosticDescriptor MofUnreadable = new("HFR2005", Severity.Error, "The MOF document cannot be read",
        "Check the path and the file's permissions.");

    /// <summary>A value breaks the schema.</summary>
    public static readonly DiagnosticDescriptor MofSchema = new("HFR2006", Severity.Error, "The MOF document breaks the schema",
        "Correct the value that the message names; the schema mof.schema.json describes it.");

    /// <summary>A schema demands what nobody would check.</summary>
    public static readonly DiagnosticDescriptor MofSchemaKeyword = new("HFR2007", Severity.Error, "The schema uses a keyword that is not supported",
        "Say it with the keywords of JSON Schema draft 4, or remove it: a demand that nobody checks is worse than none.");

    /// <summary>A schema cannot be read.</summary>
    public static readonly DiagnosticDescriptor MofSchemaUnreadable = new("HFR2008", Severity.Error, "The schema cannot be read",
        "Correct the path or the place that the message names.");

    /// <summary>A corrected document cannot be written.</summary>
    public static readonly DiagnosticDescriptor MofNotWritten = new("HFR2009", Severity.Error, "A file cannot be written",
        "Check the folder's permissions and the free space; the old file is untouched.");

    /// <summary>A text without quotes that is read as a number, a date or a truth value.</summary>
    public static readonly DiagnosticDescriptor MofUnquoted = new("HFR2101", Severity.Error, "A value without quotes is no text",
        "Put it in single quotes.");

    /// <summary>A component that the framework does not know.</summary>
    public static readonly DiagnosticDescriptor MofUnknownComponent = new("HFR2102", Severity.Error, "Unknown component",
        "Use the exact name of one of the seventeen components (docs/mof.md lists them): the Model Openness Tool takes every other name for Datasets.");

    /// <summary>A component that is listed twice.</summary>
    public static readonly DiagnosticDescriptor MofRepeatedComponent = new("HFR2103", Severity.Error, "A component is listed twice",
        "Remove one of the two: the Model Openness Tool keeps the last one only.");

    /// <summary>A component whose license says that it is not there.</summary>
    public static readonly DiagnosticDescriptor MofDeniedComponent = new("HFR2104", Severity.Warning, "A listed component says that it is not there",
        "Remove the component: what was not released is not listed.");

    /// <summary>A license that is no SPDX id, but means one.</summary>
    public static readonly DiagnosticDescriptor MofLicenseSpelling = new("HFR2105", Severity.Warning, "A license is not spelt as its SPDX id",
        "Write the id that the message names (`hfregistry mof validate --fix` does): ids are compared exactly, and any other spelling counts as not open.");

    /// <summary>A license that is no SPDX id and means none.</summary>
    public static readonly DiagnosticDescriptor MofUnknownLicense = new("HFR2106", Severity.Message, "A license is no SPDX id",
        "Nothing, if that is its name; it counts as not open.");

    /// <summary>A license expression where one id belongs.</summary>
    public static readonly DiagnosticDescriptor MofLicenseExpression = new("HFR2107", Severity.Warning, "A license is an expression or a list",
        "Choose one of its ids: the Model Openness Tool takes the whole for one unknown id, which is not open.");

    /// <summary>A license that suits the component and yet does not count as open.</summary>
    public static readonly DiagnosticDescriptor MofDeadLicense = new("HFR2108", Severity.Warning, "A license suits the component, but does not count as open",
        "Use a license that counts; the Model Openness Tool knows this one as suitable and forgets to count it.");

    /// <summary>An SPDX id that SPDX has replaced.</summary>
    public static readonly DiagnosticDescriptor MofDeprecatedLicense = new("HFR2109", Severity.Message, "A license's SPDX id is deprecated",
        "Write the id that replaced it, such as GPL-3.0-only or GPL-3.0-or-later; the old one still counts.");

    /// <summary>A file that is not named after its model.</summary>
    public static readonly DiagnosticDescriptor MofFileName = new("HFR2110", Severity.Warning, "The file is not named after the model",
        "Rename the file, or correct the name.");

    /// <summary>Two documents with one name.</summary>
    public static readonly DiagnosticDescriptor MofNameCollision = new("HFR2111", Severity.Error, "Two documents have one name",
        "Correct one of the names: the Model Openness Tool tells models apart by it, and the later file overwrites the earlier.");

    /// <summary>A release that has not happened yet.</summary>
    public static readonly DiagnosticDescriptor MofFutureDate = new("HFR2112", Severity.Warning, "The release lies in the future",
        "Correct the date.");

    /// <summary>A text without quotes that readers take differently.</summary>
    public static readonly DiagnosticDescriptor MofAmbiguousText = new("HFR2113", Severity.Warning, "Readers take a value without quotes differently",
        "Put it in single quotes.");

    /// <summary>An empty list or mapping that the tool's two validators take differently.</summary>
    public static readonly DiagnosticDescriptor MofEmptyCollection = new("HFR2114", Severity.Warning, "The Model Openness Tool's validators disagree about an empty value",
        "Remove it or fill it.");

    /// <summary>A key that nobody reads.</summary>
    public static readonly DiagnosticDescriptor MofUnknownKey = new("HFR2115", Severity.Warning, "Nobody reads this key",
        "Correct its name, or remove it.");

    /// <summary>An address of the Hub that names no model.</summary>
    public static readonly DiagnosticDescriptor MofHubAddress = new("HFR2116", Severity.Warning, "The address names no model on the Hub",
        "Write https://huggingface.co/OWNER/NAME.");

    /// <summary>An open license that is meant for something else than the component.</summary>
    public static readonly DiagnosticDescriptor MofUnusualLicense = new("HFR2117", Severity.Message, "An open license of another kind",
        "Nothing: it counts in full. The Model Openness Tool shows a notice, since the license was written for something else.");

    private const string MofRuleGroup = "HFR21";

    /// <summary>Whether a code is that of a rule about MOF documents, whose severity <c>hfregistry.json</c> can set.</summary>
    public static bool IsMofRule(string code) => code.StartsWith(MofRuleGroup, StringComparison.Ordinal) && Index.Codes.Contains(code);
}
