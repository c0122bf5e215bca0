using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Tests.Steps;

/// <summary>A catalog that is locked when a test wants it to be.</summary>
internal sealed class FaultyCatalog(ICatalog inner) : ICatalog
{
    private static readonly Diagnostic Locked = DiagnosticCatalog.CatalogFailed.Create("the catalog", "database is locked");

    /// <summary>Whether a step cannot be recorded.</summary>
    public Func<string, bool> RefusesStep { get; set; } = static _ => false;

    /// <summary>Whether no package can be entered.</summary>
    public bool RefusesPackages { get; set; }

    public Task<Lookup<CatalogPackage>> FindAsync(PackageKey key, CancellationToken cancellationToken) => inner.FindAsync(key, cancellationToken);

    public Task<Lookup<CatalogPackage>> FindAsync(TenantName tenant, Guid packageId, CancellationToken cancellationToken) => inner.FindAsync(tenant, packageId, cancellationToken);

    public Task<Lookup<CatalogPackage>> FindNewestAsync(TenantName tenant, PackageKind kind, ModelId id, CancellationToken cancellationToken) =>
        inner.FindNewestAsync(tenant, kind, id, cancellationToken);

    public Task<Outcome<PackagePage>> ListAsync(PackageQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public Task<Outcome<TenantUsage>> UsageAsync(TenantName tenant, CancellationToken cancellationToken) => inner.UsageAsync(tenant, cancellationToken);

    public Task<Outcome<IngestionRun>> BeginAsync(RunRequest request, CancellationToken cancellationToken) => inner.BeginAsync(request, cancellationToken);

    public Task<Lookup<IngestionRun>> FindRunAsync(TenantName tenant, Guid runId, CancellationToken cancellationToken) => inner.FindRunAsync(tenant, runId, cancellationToken);

    public Task<Outcome<IReadOnlyList<IngestionRun>>> ListRunsAsync(TenantName tenant, int offset, int limit, CancellationToken cancellationToken) =>
        inner.ListRunsAsync(tenant, offset, limit, cancellationToken);

    public Task<Outcome<IReadOnlyList<IngestionRun>>> ListOpenRunsAsync(CancellationToken cancellationToken) => inner.ListOpenRunsAsync(cancellationToken);

    public Task<Outcome<IReadOnlyList<IngestionRun>>> ListOpenRunsAsync(TenantName tenant, string requestedBy, CancellationToken cancellationToken) =>
        inner.ListOpenRunsAsync(tenant, requestedBy, cancellationToken);

    public Task<Diagnostic?> RecordAsync(Guid runId, RunStep step, CancellationToken cancellationToken) =>
        RefusesStep(step.Name) ? Task.FromResult<Diagnostic?>(Locked) : inner.RecordAsync(runId, step, cancellationToken);

    public Task<Diagnostic?> ReportAsync(Guid runId, string progress, CancellationToken cancellationToken) => inner.ReportAsync(runId, progress, cancellationToken);

    public Task<Diagnostic?> ClaimAsync(Guid runId, IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken) => inner.ClaimAsync(runId, objects, cancellationToken);

    public Task<Completion> CompleteAsync(Guid runId, CatalogPackage package, IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken) =>
        RefusesPackages ? Task.FromResult<Completion>(new Completion.Failed(Locked)) : inner.CompleteAsync(runId, package, objects, cancellationToken);

    public Task<Diagnostic?> EndAsync(Guid runId, RunState state, string? failure, CancellationToken cancellationToken) => inner.EndAsync(runId, state, failure, cancellationToken);

    public Task<Lookup<RemovedPackage>> RemoveAsync(PackageKey key, CancellationToken cancellationToken) => inner.RemoveAsync(key, cancellationToken);

    public Task<Outcome<IReadOnlyList<StoreKey>>> FindOrphansAsync(IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken) => inner.FindOrphansAsync(objects, cancellationToken);

    public Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken) => inner.CheckAsync(cancellationToken);
}
