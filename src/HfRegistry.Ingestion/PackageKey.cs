namespace HfRegistry.Ingestion;

/// <summary>The kind of repository that a package holds.</summary>
internal enum PackageKind
{
    /// <summary>A model.</summary>
    Model,

    /// <summary>A dataset. Metrics are for models: its gate reads license and card alone.</summary>
    Dataset,
}

/// <summary>Names one package: no two packages of a catalog have equal keys.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Kind">The kind of repository.</param>
/// <param name="Id">The repository, as the Hub spells it.</param>
/// <param name="Version">The version.</param>
internal sealed record PackageKey(TenantName Tenant, PackageKind Kind, ModelId Id, PackageVersion Version)
{
    /// <summary>Returns for people: <c>owner/name 1.0.0</c>.</summary>
    public override string ToString() => $"{Id} {Version}";
}
