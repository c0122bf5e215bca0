namespace HfRegistry.Diagnostics;

// Drafts of MOF documents: HFR22xx.
internal static partial class DiagnosticCatalog
{
    /// <summary>A draft cannot be written.</summary>
    public static readonly DiagnosticDescriptor MofDraftNotWritten = new("HFR2201", Severity.Error, "A draft cannot be written",
        CannotBeWritten, CheckFolder);

    /// <summary>The file in the place of a draft cannot be read.</summary>
    public static readonly DiagnosticDescriptor MofDraftUnreadable = MofDraftNotWritten.Variant(
        "{path} exists and cannot be read: {reason}.",
        "Check its permissions.");

    /// <summary>A document has the path of a draft.</summary>
    public static readonly DiagnosticDescriptor MofDraftKept = new("HFR2202", Severity.Warning, "A document was kept instead of a new draft",
        "{path} is not a draft; it was kept, and {model} was not drafted.",
        "To overwrite it, use --force; to keep both, use another --output-dir.");

    /// <summary>An edited draft has the path of a new one.</summary>
    public static readonly DiagnosticDescriptor MofDraftEdited = MofDraftKept.Variant(
        "{path} is an edited draft; it was kept, and {model} was not drafted again.");

    /// <summary>Some models have no draft.</summary>
    public static readonly DiagnosticDescriptor MofDraftPartial = new("HFR2203", Severity.Warning, "Some models have no draft",
        "{count:# model has|# models have} no draft: {models}.",
        "Run again; drafts of the same revision are not repeated.");

    /// <summary>A secret was given as an argument.</summary>
    public static readonly DiagnosticDescriptor MofDraftToken = new("HFR2204", Severity.Error, "A token was given as an argument",
        "A token was given as an argument, where other users and logs can read it.",
        "Set HF_TOKEN (or GITHUB_TOKEN for GitHub), or use --hf-token-file PATH with `mof draft` (- for standard input). Revoke the token if others may have seen it.");

    /// <summary>The list of models cannot be used.</summary>
    public static readonly DiagnosticDescriptor MofDraftList = new("HFR2205", Severity.Error, "The list of models cannot be read",
        "The list of models {path} cannot be read: {reason}.",
        "Use a UTF-8 file under 1 MB with one owner/name per line; # starts a comment.");

    /// <summary>The list of models is empty.</summary>
    public static readonly DiagnosticDescriptor MofDraftListEmpty = MofDraftList.Variant(
        "No model is named.",
        "Write owner/name, or name a file of them with --from-file.");

    /// <summary>The Hub shows no component of a model.</summary>
    public static readonly DiagnosticDescriptor MofDraftEmpty = new("HFR2206", Severity.Warning, "A model has no evidence of any component",
        "{model} has no draft because the Hub shows no evidence of any component.",
        "Write its document by hand if its components are published elsewhere.");
}
