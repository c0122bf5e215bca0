using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Catalog;

/// <summary>Knows all packages, and the runs that make them. Errors are HFR72xx. All processes and machines that use one catalog see the same.</summary>
internal interface ICatalog
{
    /// <summary>Looks for a package. Ids compare without case.</summary>
    Task<Lookup<CatalogPackage>> FindAsync(PackageKey key, CancellationToken cancellationToken);

    /// <summary>Looks for a package.</summary>
    Task<Lookup<CatalogPackage>> FindAsync(TenantName tenant, Guid packageId, CancellationToken cancellationToken);

    /// <summary>Looks for the package of a repository that was entered last.</summary>
    Task<Lookup<CatalogPackage>> FindNewestAsync(TenantName tenant, PackageKind kind, ModelId id, CancellationToken cancellationToken);

    /// <summary>Lists packages, newest first.</summary>
    Task<Outcome<PackagePage>> ListAsync(PackageQuery query, CancellationToken cancellationToken);

    /// <summary>Returns the number of bytes of all packages of a tenant.</summary>
    Task<Outcome<TenantUsage>> UsageAsync(TenantName tenant, CancellationToken cancellationToken);

    /// <summary>Begins a run, or finds the open one of an equal request, which is to go on.</summary>
    Task<Outcome<IngestionRun>> BeginAsync(RunRequest request, CancellationToken cancellationToken);

    /// <summary>Looks for a run.</summary>
    Task<Lookup<IngestionRun>> FindRunAsync(TenantName tenant, Guid runId, CancellationToken cancellationToken);

    /// <summary>Lists runs without their steps, newest first.</summary>
    Task<Outcome<IReadOnlyList<IngestionRun>>> ListRunsAsync(TenantName tenant, int offset, int limit, CancellationToken cancellationToken);

    /// <summary>Lists the open runs of all tenants without their steps.</summary>
    Task<Outcome<IReadOnlyList<IngestionRun>>> ListOpenRunsAsync(CancellationToken cancellationToken);

    /// <summary>Lists the open runs of a user without their steps.</summary>
    Task<Outcome<IReadOnlyList<IngestionRun>>> ListOpenRunsAsync(TenantName tenant, string requestedBy, CancellationToken cancellationToken);

    /// <summary>Records that a step is done. A step that is recorded already is replaced.</summary>
    Task<Diagnostic?> RecordAsync(Guid runId, RunStep step, CancellationToken cancellationToken);

    /// <summary>Records what a run is doing, for those who watch it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="progress">A JSON text.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Diagnostic?> ReportAsync(Guid runId, string progress, CancellationToken cancellationToken);

    /// <summary>Records which objects a run is about to store or to use, so that no sweep takes them away.</summary>
    Task<Diagnostic?> ClaimAsync(Guid runId, IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken);

    /// <summary>Enters the package of a run, which is done then: all in one transaction.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="package">The package.</param>
    /// <param name="objects">Everything in the store that it consists of.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Completion> CompleteAsync(Guid runId, CatalogPackage package, IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken);

    /// <summary>Ends a run without a package. Its claims end too.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="state"><see cref="RunState.Failed"/> or <see cref="RunState.Canceled"/>.</param>
    /// <param name="failure">Why: a JSON text.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<Diagnostic?> EndAsync(Guid runId, RunState state, string? failure, CancellationToken cancellationToken);

    /// <summary>Removes a package. Its objects remain until a sweep.</summary>
    /// <returns>The objects that no other package and no open run uses; nothing when there is no such package.</returns>
    Task<Lookup<RemovedPackage>> RemoveAsync(PackageKey key, CancellationToken cancellationToken);

    /// <summary>Returns which of some objects neither a package nor an open run uses.</summary>
    Task<Outcome<IReadOnlyList<StoreKey>>> FindOrphansAsync(IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken);

    /// <summary>Checks that the catalog can be reached and has the tables that this version expects.</summary>
    Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken);
}

/// <summary>The packages of a tenant in figures.</summary>
/// <param name="Packages">Their number.</param>
/// <param name="Bytes">The sum of their sizes.</param>
internal sealed record TenantUsage(int Packages, long Bytes);

/// <summary>A package that was removed.</summary>
/// <param name="Package">The package.</param>
/// <param name="Orphans">The objects that nothing uses any more.</param>
internal sealed record RemovedPackage(CatalogPackage Package, IReadOnlyList<StoreKey> Orphans);
