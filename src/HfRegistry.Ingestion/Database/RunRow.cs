namespace HfRegistry.Ingestion.Database;

/// <summary>A run.</summary>
internal sealed class RunRow
{
    public Guid RunId { get; set; }

    public required string Tenant { get; set; }

    public required string Kind { get; set; }

    public required string ModelId { get; set; }

    public required string Version { get; set; }

    public required string RequestedBy { get; set; }

    public required string Options { get; set; }

    public required string State { get; set; }

    /// <summary>Gets or sets what is unique among open runs; null afterwards, and any number of rows may have null.</summary>
    public string? OpenKey { get; set; }

    public string? Progress { get; set; }

    public string? Failure { get; set; }

    public Guid? PackageId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>A step that a run finished.</summary>
internal sealed class RunStepRow
{
    public Guid RunId { get; set; }

    public required string Name { get; set; }

    public int Position { get; set; }

    public required string Produced { get; set; }
}

/// <summary>An object that an open run is about to store or to use.</summary>
internal sealed class RunClaimRow
{
    public Guid RunId { get; set; }

    public required string ObjectKey { get; set; }
}
