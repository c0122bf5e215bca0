using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Catalog;

/// <summary>A package in the catalog. It is there only when its objects are stored and verified.</summary>
/// <param name="PackageId">Names it in addresses; never reused.</param>
/// <param name="Key">The tenant, kind, id and version.</param>
/// <param name="Revision">The commit of the repository.</param>
/// <param name="Object">The archive, or the manifest of a package whose files are stored one by one.</param>
/// <param name="Digest">The SHA-256 of the archive in lowercase hexadecimal digits, also where it is put together on demand.</param>
/// <param name="Size">The length of the archive in bytes.</param>
/// <param name="Manifest">The manifest: a JSON text.</param>
internal sealed record CatalogPackage(Guid PackageId, PackageKey Key, Revision Revision, StoreKey Object, string Digest, long Size, string Manifest)
{
    /// <summary>Gets the value of each metric by its name in JSON and of <c>net_score</c>; null where it is unknown. Empty for a dataset.</summary>
    public IReadOnlyDictionary<string, double?> Scores { get; init; } = new Dictionary<string, double?>();

    /// <summary>Gets the license as an SPDX expression or the Hub's name, or null.</summary>
    public string? License { get; init; }

    /// <summary>Gets the verdict of the gate: <c>passed</c>, or <c>waived</c> when an exception let it pass.</summary>
    public required string Verdict { get; init; }

    /// <summary>Gets the models that it was made from, as its card names them.</summary>
    public IReadOnlyList<string> BaseModels { get; init; } = [];

    /// <summary>Gets what the person who asked for it wrote about it.</summary>
    public string? Description { get; init; }

    /// <summary>Gets who asked for it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>Gets the time at which it became available.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The packages that a listing holds.</summary>
/// <param name="Tenant">Whose packages.</param>
internal sealed record PackageQuery(TenantName Tenant)
{
    /// <summary>Gets the kind of repository, or null for all.</summary>
    public PackageKind? Kind { get; init; }

    /// <summary>Gets a part of the id, in any case, or null.</summary>
    public string? IdContains { get; init; }

    /// <summary>Gets a regular expression that the id matches somewhere, or null. It must be one that never backtracks.</summary>
    public System.Text.RegularExpressions.Regex? IdPattern { get; init; }

    /// <summary>Gets the exact version, or null.</summary>
    public PackageVersion? Version { get; init; }

    /// <summary>Gets the number of packages to leave out.</summary>
    public int Offset { get; init; }

    /// <summary>Gets the largest number of packages to return.</summary>
    public int Limit { get; init; } = 100;
}

/// <summary>A part of a listing.</summary>
/// <param name="Packages">The packages, newest first.</param>
/// <param name="Total">The number of packages that fit, on all pages.</param>
internal sealed record PackagePage(IReadOnlyList<CatalogPackage> Packages, int Total);
