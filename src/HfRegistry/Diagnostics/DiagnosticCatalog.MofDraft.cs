namespace HfRegistry.Diagnostics;

// Drafts of MOF documents: HFR22xx.
public static partial class DiagnosticCatalog
{
    /// <summary>A draft cannot be written.</summary>
    public static readonly DiagnosticDescriptor MofDraftNotWritten = new("HFR2201", Severity.Error, "A draft cannot be written",
        "Check the folder's permissions and the free space; the old file is untouched.");

    /// <summary>A document stands where a draft would go.</summary>
    public static readonly DiagnosticDescriptor MofDraftKept = new("HFR2202", Severity.Warning, "A document was kept, and no draft written over it",
        "Compare it with the model yourself, name another folder with --output-dir, or give --force to write over it.");

    /// <summary>Some models have no draft.</summary>
    public static readonly DiagnosticDescriptor MofDraftPartial = new("HFR2203", Severity.Warning, "Some models have no draft",
        "Run again: drafts of the same revision are not asked for twice.");

    /// <summary>A secret was given as an argument.</summary>
    public static readonly DiagnosticDescriptor MofDraftToken = new("HFR2204", Severity.Error, "A token was given as an argument",
        "Set HF_TOKEN, or name a file with --hf-token-file (- for standard input). Revoke the token if others can read your shell's history.");

    /// <summary>The list of models cannot be used.</summary>
    public static readonly DiagnosticDescriptor MofDraftList = new("HFR2205", Severity.Error, "The list of models cannot be used",
        "Write one owner/name a line in a file under 1 MB; what follows a # is a comment.");

    /// <summary>The Hub shows no component of a model.</summary>
    public static readonly DiagnosticDescriptor MofDraftEmpty = new("HFR2206", Severity.Warning, "Nothing speaks for any component of a model",
        "Write its document by hand, if somebody publishes more of it elsewhere.");
}
