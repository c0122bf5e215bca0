namespace HfRegistry.Ingestion.Database;

/// <summary>A package.</summary>
internal sealed class PackageRow
{
    public Guid PackageId { get; set; }

    public required string Tenant { get; set; }

    public required string Kind { get; set; }

    public required string ModelId { get; set; }

    /// <summary>Gets or sets the id in lowercase: PostgreSQL compares with case, SQLite's LIKE without.</summary>
    public required string FoldedId { get; set; }

    public required string Version { get; set; }

    public required string Revision { get; set; }

    public required string Object { get; set; }

    public required string Digest { get; set; }

    public long Size { get; set; }

    public required string Manifest { get; set; }

    public required string Scores { get; set; }

    public string? License { get; set; }

    public required string Verdict { get; set; }

    public required string BaseModels { get; set; }

    public string? Description { get; set; }

    public required string CreatedBy { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>An object in the store that a package consists of. Packages share objects.</summary>
internal sealed class PackageObjectRow
{
    public Guid PackageId { get; set; }

    public required string ObjectKey { get; set; }
}
