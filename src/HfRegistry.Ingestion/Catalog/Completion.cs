namespace HfRegistry.Ingestion.Catalog;

/// <summary>The result of entering a package.</summary>
internal abstract record Completion
{
    private Completion()
    {
    }

    /// <summary>The package is in the catalog, and its run is done.</summary>
    public sealed record Entered : Completion;

    /// <summary>The catalog has a package of this key. Nothing was written.</summary>
    /// <param name="Existing">The package that is there.</param>
    public sealed record Duplicate(CatalogPackage Existing) : Completion;

    /// <summary>Nothing was written.</summary>
    /// <param name="Error">The reason.</param>
    public sealed record Failed(Diagnostic Error) : Completion;
}
