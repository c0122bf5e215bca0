namespace HfRegistry.Diagnostics;

// MOF documents: HFR2xxx. HFR20xx: what cannot be read or breaks the schema. HFR21xx: rules, each with a severity that hfregistry.json can set.
internal static partial class DiagnosticCatalog
{
    /// <summary>The document is not valid YAML.</summary>
    public static readonly DiagnosticDescriptor MofSyntax = new("HFR2001", Severity.Error, "The MOF document is not valid YAML",
        "The file is not valid YAML: {problem}.",
        "Correct it at this position.");

    /// <summary>The document has a control character.</summary>
    public static readonly DiagnosticDescriptor MofCharacter = MofSyntax.Variant(
        "YAML does not allow the character U+{code:X4}.",
        "Remove it.");

    /// <summary>The file is empty.</summary>
    public static readonly DiagnosticDescriptor MofEmpty = MofSyntax.Variant(
        "The file has no document.",
        "Write one, or remove the file.");

    /// <summary>The document is in another encoding.</summary>
    public static readonly DiagnosticDescriptor MofEncoding = MofSyntax.Variant(
        "The file is not valid UTF-8.",
        "Save it as UTF-8.");

    /// <summary>The document ends too early.</summary>
    public static readonly DiagnosticDescriptor MofUnclosed = MofSyntax.Variant(
        "The file is not valid YAML: a bracket or a quote before this position is not closed, or a line is missing.");

    /// <summary>A key appears twice in one mapping.</summary>
    public static readonly DiagnosticDescriptor MofDuplicateKey = new("HFR2002", Severity.Error, "The MOF document has a duplicate key",
        "The key '{key}' already appears at line {line}.",
        "Remove one of the two; a badly resolved merge conflict is the usual cause.");

    /// <summary>The document has anchors or aliases.</summary>
    public static readonly DiagnosticDescriptor MofRefusedYaml = new("HFR2003", Severity.Error, "The MOF document uses unsupported YAML",
        "Anchors and aliases are not supported, because a few lines of them can expand to gigabytes.",
        "Write the value out.");

    /// <summary>The document has a merge key.</summary>
    public static readonly DiagnosticDescriptor MofMergeKey = MofRefusedYaml.Variant(
        "The merge key '{key}' is not supported.",
        "Write the values out.");

    /// <summary>A key is not a string.</summary>
    public static readonly DiagnosticDescriptor MofComplexKey = MofRefusedYaml.Variant(
        "A key must be a string, not a list, a mapping or an alias.",
        "Write a plain key.");

    /// <summary>The document has a tag.</summary>
    public static readonly DiagnosticDescriptor MofTag = MofRefusedYaml.Variant(
        "Tags are not supported, because readers interpret them differently.",
        "Remove the word that starts with '!', and quote the value if it is a string.");

    /// <summary>The file has several documents.</summary>
    public static readonly DiagnosticDescriptor MofSecondDocument = MofRefusedYaml.Variant(
        "A second document starts here, but readers use only the first one.",
        "Move it to a file of its own.");

    /// <summary>The document has a YAML directive.</summary>
    public static readonly DiagnosticDescriptor MofDirective = MofRefusedYaml.Variant(
        "A MOF document has no YAML directives.",
        "Remove the line that starts with '%'.");

    /// <summary>The document is larger than any MOF document.</summary>
    public static readonly DiagnosticDescriptor MofTooLarge = new("HFR2004", Severity.Error, "The MOF document is too large",
        "{path} has {size:N0} bytes, more than the limit of {limit:N0}.",
        "Check that the path names a MOF document.");

    /// <summary>The document has more values than any MOF document.</summary>
    public static readonly DiagnosticDescriptor MofTooManyValues = MofTooLarge.Variant(
        "The document has more than {limit:N0} values.",
        "Remove values; a MOF document needs fewer than 200.");

    /// <summary>The document is nested deeper than any MOF document.</summary>
    public static readonly DiagnosticDescriptor MofTooDeep = MofTooLarge.Variant(
        "The document is nested deeper than {limit} levels.",
        "Remove levels; a MOF document needs five.");

    /// <summary>The file cannot be read.</summary>
    public static readonly DiagnosticDescriptor MofUnreadable = new("HFR2005", Severity.Error, "The MOF document cannot be read",
        "{path} cannot be read: {reason}.",
        "Check the path and the permissions of the file.");

    /// <summary>A path matches too many documents.</summary>
    public static readonly DiagnosticDescriptor MofTooManyFiles = MofUnreadable.Variant(
        "'{path}' matches more than {limit:N0} files.",
        "Use a narrower path.");

    /// <summary>A path matches no document.</summary>
    public static readonly DiagnosticDescriptor MofNoDocuments = MofUnreadable.Variant(
        "'{path}' matches no MOF document.",
        "Name .yml files, a folder that has some, or a glob such as models/**/*.yml.");

    /// <summary>A value does not match the schema.</summary>
    public static readonly DiagnosticDescriptor MofSchema = new("HFR2006", Severity.Error, "The MOF document does not match the schema",
        "The document does not match the schema: {problem}.",
        "Correct it; mof.schema.json describes the allowed values.");

    /// <summary>A key has no value.</summary>
    public static readonly DiagnosticDescriptor MofValueMissing = MofSchema.Variant(
        "{key} has no value.",
        "Write a string ('' for an empty one), or remove the key.");

    /// <summary>A required key is missing.</summary>
    public static readonly DiagnosticDescriptor MofKeyMissing = MofSchema.Variant(
        "{key} is missing.",
        "Add it.");

    /// <summary>A schema has a keyword that would not be checked.</summary>
    public static readonly DiagnosticDescriptor MofSchemaKeyword = new("HFR2007", Severity.Error, "The schema is not supported",
        "The schema is not supported: {problem}.",
        "Use the keywords of JSON Schema draft 4 only, since others would not be checked.");

    /// <summary>A schema cannot be read.</summary>
    public static readonly DiagnosticDescriptor MofSchemaUnreadable = new("HFR2008", Severity.Error, "The schema cannot be read",
        "{path} cannot be used as a schema: {reason}.",
        "Correct the path or the file.");

    /// <summary>A schema is not valid JSON.</summary>
    public static readonly DiagnosticDescriptor MofSchemaInvalid = MofSchemaUnreadable.Variant(
        "The schema is not valid JSON: {problem}.",
        "Correct it at this position.");

    /// <summary>A corrected document cannot be written.</summary>
    public static readonly DiagnosticDescriptor MofNotWritten = new("HFR2009", Severity.Error, "A file cannot be written",
        CannotBeWritten, CheckFolder);

    /// <summary>A value without quotes is a number, a date or a truth value.</summary>
    public static readonly DiagnosticDescriptor MofUnquoted = new("HFR2101", Severity.Error, "A string is not quoted",
        "{key} expects a string, but {value} without quotes is {kind}.",
        "Quote the value: '{text}'.");

    /// <summary>A component is not part of the framework.</summary>
    public static readonly DiagnosticDescriptor MofUnknownComponent = new("HFR2102", Severity.Error, "Unknown component",
        "'{name}' is not a component of the framework, and the Model Openness Tool would count it as Datasets.",
        "Use one of the seventeen exact names that docs/mof.md lists.");

    /// <summary>A component is similar to a known one.</summary>
    public static readonly DiagnosticDescriptor MofSimilarComponent = MofUnknownComponent.Variant(
        "'{name}' is not a component of the framework, and the Model Openness Tool would count it as Datasets.",
        "Use an exact name, such as '{meant}'.");

    /// <summary>A component is another spelling of a known one.</summary>
    public static readonly DiagnosticDescriptor MofMisspelledComponent = MofUnknownComponent.Variant(
        "'{name}' is not a component of the framework, and the Model Openness Tool would count it as Datasets.",
        "Use '{meant}'.");

    /// <summary>A component that is listed twice.</summary>
    public static readonly DiagnosticDescriptor MofRepeatedComponent = new("HFR2103", Severity.Error, "A component is listed twice",
        "'{name}' is already listed at line {line}, and the Model Openness Tool reads only the last entry.",
        "Remove one of the two.");

    /// <summary>A listed component is marked as not released.</summary>
    public static readonly DiagnosticDescriptor MofDeniedComponent = new("HFR2104", Severity.Warning, "A component is listed but marked as not released",
        "'{component}' is listed but marked as not released (license '{license}').",
        "Remove the component from the list.");

    /// <summary>A license is another spelling of an SPDX id.</summary>
    public static readonly DiagnosticDescriptor MofLicenseSpelling = new("HFR2105", Severity.Warning, "A license is not spelled as its SPDX id",
        "'{license}' is not an SPDX id, so it does not count as open.",
        "Use '{id}' (`hfregistry mof validate --fix` does this).");

    /// <summary>A word for no license is not the one that the tool knows.</summary>
    public static readonly DiagnosticDescriptor MofNoLicense = MofLicenseSpelling.Variant(
        "'{license}' counts as a license that is not open.",
        "Use '{id}', the value for no license.");

    /// <summary>A license is similar to an SPDX id.</summary>
    public static readonly DiagnosticDescriptor MofSimilarLicense = MofLicenseSpelling.Variant(
        "'{license}' is not an SPDX id, so it does not count as open.",
        "Use an SPDX id, such as '{id}'.");

    /// <summary>A license is not an SPDX id and is similar to none.</summary>
    public static readonly DiagnosticDescriptor MofUnknownLicense = new("HFR2106", Severity.Message, "A license is not an SPDX id",
        "'{license}' is not an SPDX id, so it does not count as open.",
        "No action is needed if that is its name.");

    /// <summary>A license expression where one id belongs.</summary>
    public static readonly DiagnosticDescriptor MofLicenseExpression = new("HFR2107", Severity.Warning, "A license is an expression or a list",
        "'{license}' counts as one unknown license, which is not open.",
        "Use one of its ids: {ids}.");

    /// <summary>A license suits the component, but does not count as open.</summary>
    public static readonly DiagnosticDescriptor MofDeadLicense = new("HFR2108", Severity.Warning, "A license suits the component, but does not count as open",
        "'{license}' is meant for {uses}, but the Model Openness Tool does not count it as open.",
        "Use a license that counts: {licenses}.");

    /// <summary>An SPDX id is deprecated.</summary>
    public static readonly DiagnosticDescriptor MofDeprecatedLicense = new("HFR2109", Severity.Message, "A license's SPDX id is deprecated",
        "'{license}' is a deprecated SPDX id, although it still counts.",
        "Use its replacement on the SPDX list, such as GPL-3.0-only or GPL-3.0-or-later.");

    /// <summary>A file is not named after its model.</summary>
    public static readonly DiagnosticDescriptor MofFileName = new("HFR2110", Severity.Warning, "The file is not named after the model",
        "The file is named '{file}', but the model '{model}'.",
        "Rename the file, or correct the name.");

    /// <summary>Two documents have the same name.</summary>
    public static readonly DiagnosticDescriptor MofNameCollision = new("HFR2111", Severity.Error, "Two documents have the same name",
        "{others} also {count:has|have} the name '{name}', and the Model Openness Tool keeps only the later file.",
        "Correct one of the names.");

    /// <summary>The release date is in the future.</summary>
    public static readonly DiagnosticDescriptor MofFutureDate = new("HFR2112", Severity.Warning, "The release date is in the future",
        "The release date {date} is in the future.",
        "Correct the date.");

    /// <summary>Readers interpret a value without quotes differently.</summary>
    public static readonly DiagnosticDescriptor MofAmbiguousText = new("HFR2113", Severity.Warning, "Readers interpret a value without quotes differently",
        "Some readers interpret {value} without quotes as something other than a string.",
        "Quote the value: '{value}'.");

    /// <summary>The validator and the importer of the Model Openness Tool disagree about an empty license.</summary>
    public static readonly DiagnosticDescriptor MofEmptyCollection = new("HFR2114", Severity.Warning, "The Model Openness Tool's validators disagree about an empty value",
        "The validator of the Model Openness Tool rejects an empty '{key}', but its importer accepts it.",
        "Remove it, or give it a name.");

    /// <summary>The validator and the importer of the Model Openness Tool disagree about an empty list of components.</summary>
    public static readonly DiagnosticDescriptor MofEmptyComponents = MofEmptyCollection.Variant(
        "The validator of the Model Openness Tool accepts an empty list of components, but its importer rejects it.",
        "List at least one component.");

    /// <summary>The document has an unknown key.</summary>
    public static readonly DiagnosticDescriptor MofUnknownKey = new("HFR2115", Severity.Warning, "Unknown key",
        "The key '{key}' is unknown here{suggestion}.",
        "Correct its name, or remove it.");

    /// <summary>A license of the release is of an unknown kind.</summary>
    public static readonly DiagnosticDescriptor MofUnknownLicenseKind = MofUnknownKey.Variant(
        "'{key}' is not a kind of release license and is never evaluated.",
        "Use one of {kinds}; parameters are data.");

    /// <summary>A URL of the Hub names no model.</summary>
    public static readonly DiagnosticDescriptor MofHubAddress = new("HFR2116", Severity.Warning, "The URL names no model on the Hub",
        "'{url}' is not the URL of a model on the Hub.",
        "Write {expected}.");

    /// <summary>An open license was written for another kind of component.</summary>
    public static readonly DiagnosticDescriptor MofUnusualLicense = new("HFR2117", Severity.Message, "An open license of another kind",
        "{license} is open, but was not written for {kind}; '{component}' still counts in full.",
        "No action is needed; the Model Openness Tool shows a notice.");

    /// <summary>The importer of the Model Openness Tool ignores the document because of its extension.</summary>
    public static readonly DiagnosticDescriptor MofFileUnread = new("HFR2118", Severity.Message, "The Model Openness Tool ignores this file",
        "The Model Openness Tool ignores '{file}', because it reads only .yml files.",
        "Rename the file to .yml.");

    /// <summary>The importer of the Model Openness Tool ignores the document because of its folder.</summary>
    public static readonly DiagnosticDescriptor MofFolderUnread = MofFileUnread.Variant(
        "The Model Openness Tool ignores '{file}', because it reads no folders within '{folder}'.",
        "Move the file to the other documents.");

    private const string MofRuleGroup = "HFR21";

    /// <summary>Returns whether a code is that of a rule about MOF documents, whose severity <c>hfregistry.json</c> can set.</summary>
    public static bool IsMofRule(string code) => code.StartsWith(MofRuleGroup, StringComparison.Ordinal) && Index.Codes.Contains(code);
}
