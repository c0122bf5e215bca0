using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Stores;

namespace HfRegistry.Ingestion.Steps;

/// <summary>The result of a sweep.</summary>
/// <param name="Objects">The objects that no package and no open run uses.</param>
/// <param name="Runs">The number of runs that nobody went on with.</param>
internal sealed record SweptStore(ImmutableArray<StoredObject> Objects, int Runs);

/// <summary>Removes what ingestions left in a store that ended without a package, and what removed packages consisted of.</summary>
internal sealed class PackageSweep(IPackageStore store, ICatalog catalog, TimeProvider clock)
{
    private const int PageSize = 500;

    private static readonly string Abandoned = JsonSerializer.Serialize(new FailureProduct("", "", "nobody went on with it"), StepJson.Default.FailureProduct);

    /// <summary>Sweeps a store.</summary>
    /// <param name="tenant">Whose runs are ended.</param>
    /// <param name="minAge">What is younger may belong to a run that is still going on.</param>
    /// <param name="isDryRun">Whether to remove nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<SweptStore>> RunAsync(TenantName tenant, TimeSpan minAge, bool isDryRun, CancellationToken cancellationToken)
    {
        if (await CheckCatalogAsync(tenant, cancellationToken) is { } other)
            return new(other);
        var before = clock.GetUtcNow() - minAge;
        var (runs, failed) = isDryRun ? (0, null) : await EndRunsAsync(tenant, before, cancellationToken);
        failed ??= isDryRun ? null : await store.RemoveUnfinishedAsync(before, catalog.FindOrphansAsync, cancellationToken);
        if (failed is not null)
            return new(failed);
        var removed = ImmutableArray.CreateBuilder<StoredObject>();
        string? next = null;
        do
        {
            var listed = await store.ListAsync(StoreKey.PrefixOf(tenant), next, cancellationToken);
            if (listed.Value is not { } page)
                return new(null, listed.Diagnostics);
            foreach (var batch in page.Objects.Where(one => one.StoredAt <= before && one.Key.IsOfPackage).Chunk(PageSize))
            {
                if (await RemoveOrphansAsync(batch, isDryRun, removed, cancellationToken) is { } refused)
                    return new(refused);
            }

            next = page.Next;
        }
        while (next is not null);
        return new(new SweptStore(removed.ToImmutable(), runs));
    }

    // To the catalog of another store, every package of this one is an orphan.
    private async Task<Diagnostic?> CheckCatalogAsync(TenantName tenant, CancellationToken cancellationToken)
    {
        var usage = await catalog.UsageAsync(tenant, cancellationToken);
        if (usage.Value is not { } used)
            return usage.Diagnostics[0];
        var runs = await catalog.ListRunsAsync(tenant, 0, 1, cancellationToken);
        if (runs.Value is not { } begun)
            return runs.Diagnostics[0];

        // All its packages were removed, or never made.
        if (used.Packages == 0 && begun.Count > 0)
            return null;
        var (count, next) = (0, (string?)null);
        do
        {
            var listed = await store.ListAsync(StoreKey.PrefixOf(tenant), next, cancellationToken);
            if (listed.Value is not { } page)
                return listed.Diagnostics[0];
            foreach (var batch in page.Objects.Where(static one => one.Key.IsOfPackage).Select(static one => one.Key).Chunk(PageSize))
            {
                var orphans = await catalog.FindOrphansAsync(batch, cancellationToken);
                if (orphans.Value is not { } unknown)
                    return orphans.Diagnostics[0];
                if (unknown.Count < batch.Length)
                    return null;
                count += batch.Length;
            }

            next = page.Next;
        }
        while (next is not null);
        return count == 0 ? null : DiagnosticCatalog.CatalogOfOtherStore.Create(count);
    }

    private async Task<Diagnostic?> RemoveOrphansAsync(StoredObject[] batch, bool isDryRun, ImmutableArray<StoredObject>.Builder removed, CancellationToken cancellationToken)
    {
        var orphans = await catalog.FindOrphansAsync([.. batch.Select(static one => one.Key)], cancellationToken);
        if (orphans.Value is not { } keys)
            return orphans.Diagnostics[0];
        foreach (var one in batch.Where(one => keys.Contains(one.Key)))
        {
            // A run may have claimed it while those before were deleted.
            var still = await catalog.FindOrphansAsync([one.Key], cancellationToken);
            if (still.Value is not { } free)
                return still.Diagnostics[0];
            if (free.Count == 0)
                continue;
            if (!isDryRun && await store.DeleteAsync(one.Key, cancellationToken) is { } refused)
                return refused;
            removed.Add(one);
        }

        return null;
    }

    // A run that was killed claims its objects for as long as it is open.
    private async Task<(int Ended, Diagnostic? Failed)> EndRunsAsync(TenantName tenant, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var ended = 0;
        for (var offset = 0; ; offset += PageSize)
        {
            var listed = await catalog.ListRunsAsync(tenant, offset, PageSize, cancellationToken);
            if (listed.Value is not { } runs)
                return (ended, listed.Diagnostics[0]);
            foreach (var run in runs.Where(run => run.State == RunState.Open && run.UpdatedAt <= before))
            {
                if (await catalog.EndAsync(run.RunId, RunState.Failed, Abandoned, cancellationToken) is { } refused)
                    return (ended, refused);
                ended++;
            }

            if (runs.Count < PageSize)
                return (ended, null);
        }
    }
}
