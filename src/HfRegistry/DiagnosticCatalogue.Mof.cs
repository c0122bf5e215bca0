namespace HfRegistry;

// MOF documents: HFR2xxx. HFR20xx: what cannot be read or breaks the schema. HFR21xx: rules, each with a severity that hfregistry.json can set.
public static partial class DiagnosticCatalogue
{
    /// <summary>The document is no YAML.</summary>
    public static readonly DiagnosticKind MofSyntax = new("HFR2001", Severity.Error, "The MOF document is no valid YAML",
        "Correct the place that the message names.");

    /// <summary>A key stands twice in one mapping.</summary>
    public static readonly DiagnosticKind MofDuplicateKey = new("HFR2002", Severity.Error, "The MOF document has a key twice",
        "Remove one of the two; a merge conflict that was resolved badly is the usual cause.");

    /// <summary>The document uses YAML that is refused.</summary>
    public static readonly DiagnosticKind MofRefusedYaml = new("HFR2003", Severity.Error, "The MOF document uses YAML that is refused",
        "Write plain mappings, lists and texts: no anchors, aliases, tags, directives, and one document a file.");

    /// <summary>The document is larger or deeper than any.</summary>
    public static readonly DiagnosticKind MofTooLarge = new("HFR2004", Severity.Error, "The MOF document is too large",
        "A document stays under 1 MB, 20,000 values and 16 levels; check that the path names the right file.");

    /// <summary>The file cannot be read, or a path names nothing.</summary>
    public static readonly DiagnosticKind MofUnreadable = new("HFR2005", Severity.Error, "The MOF document cannot be read",
        "Check the path and the file's permissions.");
}
