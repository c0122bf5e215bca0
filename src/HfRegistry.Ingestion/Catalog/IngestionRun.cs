namespace HfRegistry.Ingestion.Catalog;

/// <summary>A repository to ingest.</summary>
/// <param name="Tenant">For whom.</param>
/// <param name="Kind">The kind of repository.</param>
/// <param name="Id">The repository.</param>
/// <param name="Version">The version as it was requested: a version, or <c>auto</c>.</param>
internal sealed record RunRequest(TenantName Tenant, PackageKind Kind, ModelId Id, string Version)
{
    /// <summary>Gets who asks.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Gets the other options as a JSON text; a run that goes on uses those with which it began.</summary>
    public string Options { get; init; } = "{}";
}

/// <summary>The state of a run.</summary>
internal enum RunState
{
    /// <summary>It is not finished. Whether somebody works on it, the catalog does not know.</summary>
    Open,

    /// <summary>Its package is in the catalog.</summary>
    Done,

    /// <summary>It ended without a package.</summary>
    Failed,

    /// <summary>Somebody canceled it.</summary>
    Canceled,
}

/// <summary>A step that a run finished.</summary>
/// <param name="Name">The step.</param>
/// <param name="Produced">What it produced: a JSON text, enough to go on from there.</param>
internal sealed record RunStep(string Name, string Produced);

/// <summary>One ingestion, from the request to the package. Of equal requests one is open at a time.</summary>
/// <param name="RunId">Names it.</param>
/// <param name="Request">What is to be ingested.</param>
/// <param name="State">The state.</param>
/// <param name="Steps">The steps that are done, in their order.</param>
internal sealed record IngestionRun(Guid RunId, RunRequest Request, RunState State, IReadOnlyList<RunStep> Steps)
{
    /// <summary>Gets what the run is doing: a JSON text for those who watch it, or null.</summary>
    public string? Progress { get; init; }

    /// <summary>Gets why it failed: a JSON text, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>Gets the package, once the run is done.</summary>
    public Guid? PackageId { get; init; }

    /// <summary>Gets the time at which it began.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets the time of its last change.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
