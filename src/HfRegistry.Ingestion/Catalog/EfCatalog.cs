using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;
using Microsoft.EntityFrameworkCore;

namespace HfRegistry.Ingestion.Catalog;

/// <summary>The catalog in a database.</summary>
internal sealed partial class EfCatalog(CatalogDatabase database, TimeProvider clock) : ICatalog
{
    /// <summary>Databases take so many parameters in one statement.</summary>
    private const int BatchSize = 500;

    private static readonly TimeSpan ClaimLifetime = TimeSpan.FromDays(1);

    public Task<Lookup<CatalogPackage>> FindAsync(PackageKey key, CancellationToken cancellationToken) =>
        LookUpAsync(context => FindRowAsync(context, key, cancellationToken), CatalogRows.Read, cancellationToken);

    public Task<Lookup<CatalogPackage>> FindAsync(TenantName tenant, Guid packageId, CancellationToken cancellationToken)
    {
        var name = tenant.ToString();
        return LookUpAsync(context => context.Packages.AsNoTracking().SingleOrDefaultAsync(row => row.Tenant == name && row.PackageId == packageId, cancellationToken), CatalogRows.Read, cancellationToken);
    }

    public Task<Lookup<CatalogPackage>> FindNewestAsync(TenantName tenant, PackageKind kind, ModelId id, CancellationToken cancellationToken)
    {
        var (name, kindName, folded) = (tenant.ToString(), CatalogRows.NameOf(kind), CatalogRows.Fold(id));
        return LookUpAsync(
            context => context.Packages.AsNoTracking().Where(row => row.Tenant == name && row.Kind == kindName && row.FoldedId == folded)
                .OrderByDescending(static row => row.CreatedAt).ThenByDescending(static row => row.PackageId).FirstOrDefaultAsync(cancellationToken),
            CatalogRows.Read, cancellationToken);
    }

    public Task<Outcome<PackagePage>> ListAsync(PackageQuery query, CancellationToken cancellationToken) => AnswerAsync(async context =>
    {
        var rows = Restrict(context.Packages.AsNoTracking(), query);
        var newest = rows.OrderByDescending(static row => row.CreatedAt).ThenByDescending(static row => row.PackageId);
        if (query.IdPattern is not { } pattern)
        {
            var page = await newest.Skip(query.Offset).Take(query.Limit).ToListAsync(cancellationToken);
            return new PackagePage([.. page.Select(CatalogRows.Read)], await rows.CountAsync(cancellationToken));
        }

        // No two databases agree on regular expressions.
        var fitting = new List<Guid>();
        await foreach (var row in newest.Select(static row => new { row.PackageId, row.ModelId }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (pattern.IsMatch(row.ModelId))
                fitting.Add(row.PackageId);
        }

        var ids = fitting.Skip(query.Offset).Take(query.Limit).ToList();
        var found = await newest.Where(row => ids.Contains(row.PackageId)).ToListAsync(cancellationToken);
        return new PackagePage([.. found.Select(CatalogRows.Read)], fitting.Count);
    }, cancellationToken);

    public Task<Outcome<TenantUsage>> UsageAsync(TenantName tenant, CancellationToken cancellationToken) => AnswerAsync(async context =>
    {
        var name = tenant.ToString();
        var rows = context.Packages.Where(row => row.Tenant == name);
        return new TenantUsage(await rows.CountAsync(cancellationToken), await rows.SumAsync(static row => row.Size, cancellationToken));
    }, cancellationToken);

    public Task<Lookup<RemovedPackage>> RemoveAsync(PackageKey key, CancellationToken cancellationToken) => LookUpAsync(async context =>
    {
        // Its objects are deleted next: the row must not come back.
        await context.MakeDurableAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await FindRowAsync(context, key, cancellationToken) is not { } row)
            return null;
        var objects = await context.PackageObjects.Where(one => one.PackageId == row.PackageId).Select(static one => one.ObjectKey).ToListAsync(cancellationToken);
        await context.PackageObjects.Where(one => one.PackageId == row.PackageId).ExecuteDeleteAsync(cancellationToken);
        await context.Packages.Where(one => one.PackageId == row.PackageId).ExecuteDeleteAsync(cancellationToken);
        var orphans = await OrphansAsync(context, objects, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RemovedPackage(CatalogRows.Read(row), orphans);
    }, static removed => removed, cancellationToken);

    public Task<Outcome<IReadOnlyList<StoreKey>>> FindOrphansAsync(IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken) =>
        AnswerAsync(context => OrphansAsync(context, [.. objects.Select(static key => key.ToString())], cancellationToken), cancellationToken);

    public Task<Diagnostic?> CheckAsync(CancellationToken cancellationToken) => database.CheckAsync(cancellationToken);

    private static IQueryable<PackageRow> Restrict(IQueryable<PackageRow> rows, PackageQuery query)
    {
        var tenant = query.Tenant.ToString();
        rows = rows.Where(row => row.Tenant == tenant);
        if (query.Kind is { } kind && CatalogRows.NameOf(kind) is var kindName)
            rows = rows.Where(row => row.Kind == kindName);
        if (query.Version?.ToString() is { } version)
            rows = rows.Where(row => row.Version == version);

        // No id has a control character, and PostgreSQL refuses one of them.
        if (query.IdContains?.ToLowerInvariant() is { Length: > 0 } part)
            rows = part.Any(char.IsControl) ? rows.Where(static _ => false) : rows.Where(row => row.FoldedId.Contains(part));
        return rows;
    }

    private static Task<PackageRow?> FindRowAsync(CatalogContext context, PackageKey key, CancellationToken cancellationToken)
    {
        var (tenant, kind, folded, version) = (key.Tenant.ToString(), CatalogRows.NameOf(key.Kind), CatalogRows.Fold(key.Id), key.Version.ToString());
        return context.Packages.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Tenant == tenant && row.Kind == kind && row.FoldedId == folded && row.Version == version, cancellationToken);
    }

    private async Task<IReadOnlyList<StoreKey>> OrphansAsync(CatalogContext context, List<string> objects, CancellationToken cancellationToken)
    {
        // Nobody goes on with a run after that, or it claims again.
        var abandoned = clock.GetUtcNow() - ClaimLifetime;
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var batch in objects.Chunk(BatchSize))
        {
            // In this order: a run that completes turns its claims into objects.
            used.UnionWith(await context.RunClaims
                .Where(row => batch.Contains(row.ObjectKey) && context.Runs.Any(run => run.RunId == row.RunId && run.UpdatedAt > abandoned)).Select(static row => row.ObjectKey).ToListAsync(cancellationToken));
            used.UnionWith(await context.PackageObjects.Where(row => batch.Contains(row.ObjectKey)).Select(static row => row.ObjectKey).ToListAsync(cancellationToken));
        }

        return [.. objects.Where(key => !used.Contains(key)).Select(StoreKey.Parse)];
    }

    private async Task<Lookup<TResult>> LookUpAsync<TRow, TResult>(Func<CatalogContext, Task<TRow?>> find, Func<TRow, TResult> read, CancellationToken cancellationToken)
        where TRow : class
        where TResult : class
    {
        try
        {
            await using var context = database.Open();
            return new Lookup<TResult>(await find(context) is { } row ? read(row) : null);
        }
        catch (Exception failed) when (CatalogDatabase.IsFailure(failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Lookup<TResult>(null, database.Failed(failed));
        }
    }

    private async Task<Outcome<T>> AnswerAsync<T>(Func<CatalogContext, Task<T>> work, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await using var context = database.Open();
            return new Outcome<T>(await work(context));
        }
        catch (Exception failed) when (CatalogDatabase.IsFailure(failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new Outcome<T>(database.Failed(failed));
        }
    }
}
