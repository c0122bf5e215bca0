namespace HfRegistry.Mof.Classification;

/// <summary>The notices of a classification: open licenses that were written for another kind of thing.</summary>
internal static class MofNotices
{
    /// <summary>Returns one message for each such component; the class is the same without them.</summary>
    /// <param name="classification">The classification.</param>
    /// <param name="path">The document's absolute path.</param>
    public static IEnumerable<Diagnostic> Of(MofClassification classification, string path) =>
        classification.Components.Where(static verdict => verdict.IsUnusual).Select(verdict => DiagnosticCatalog.MofUnusualLicense.Create(
            verdict.Written!.Place.In(path), verdict.License, Words(verdict.Component.Kind), verdict.Component.Name));

    private static string Words(MofKind kind) => kind switch
    {
        MofKind.Code => "code",
        MofKind.Data => "data",
        _ => "documents",
    };
}
