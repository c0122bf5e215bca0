using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Stores;
using Microsoft.EntityFrameworkCore;

namespace HfRegistry.Ingestion.Catalog;

internal sealed partial class EfCatalog
{
    public Task<Outcome<IngestionRun>> BeginAsync(RunRequest request, CancellationToken cancellationToken) => AnswerAsync(async context =>
    {
        var row = CatalogRows.NewRun(request, clock.GetUtcNow());
        for (var attempt = 0; ; attempt++)
        {
            if (await context.Runs.AsNoTracking().SingleOrDefaultAsync(open => open.OpenKey == row.OpenKey, cancellationToken) is { } open)
                return await ReadRunAsync(context, open, cancellationToken);
            try
            {
                context.Runs.Add(row);
                await context.SaveChangesAsync(cancellationToken);
                return CatalogRows.Read(row, []);
            }
            catch (DbUpdateException refused) when (context.IsDuplicate(refused) && attempt < 3)
            {
                // Somebody began an equal run just now; it may even be over by the next look.
                context.ChangeTracker.Clear();
            }
        }
    }, cancellationToken);

    public Task<Lookup<IngestionRun>> FindRunAsync(TenantName tenant, Guid runId, CancellationToken cancellationToken)
    {
        var name = tenant.ToString();
        return LookUpAsync(
            async context => await context.Runs.AsNoTracking().SingleOrDefaultAsync(row => row.Tenant == name && row.RunId == runId, cancellationToken) is { } row
                ? await ReadRunAsync(context, row, cancellationToken)
                : null,
            static run => run, cancellationToken);
    }

    public Task<Outcome<IReadOnlyList<IngestionRun>>> ListRunsAsync(TenantName tenant, int offset, int limit, CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<IngestionRun>>(async context =>
        {
            var name = tenant.ToString();
            var rows = await context.Runs.AsNoTracking().Where(row => row.Tenant == name)
                .OrderByDescending(static row => row.CreatedAt).ThenByDescending(static row => row.RunId).Skip(offset).Take(limit).ToListAsync(cancellationToken);
            return [.. rows.Select(static row => CatalogRows.Read(row, []))];
        }, cancellationToken);

    public Task<Outcome<IReadOnlyList<IngestionRun>>> ListOpenRunsAsync(CancellationToken cancellationToken) =>
        AnswerAsync<IReadOnlyList<IngestionRun>>(
            async context => [.. (await context.Runs.AsNoTracking().Where(static row => row.OpenKey != null).ToListAsync(cancellationToken)).Select(static row => CatalogRows.Read(row, []))],
            cancellationToken);

    public async Task<Diagnostic?> RecordAsync(Guid runId, RunStep step, CancellationToken cancellationToken)
    {
        string? ended = null;
        var failed = await DoAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var now = clock.GetUtcNow();

            // A run that was canceled, on whatever node, goes no further.
            if (await context.Runs.Where(row => row.RunId == runId && row.OpenKey != null).ExecuteUpdateAsync(set => set.SetProperty(static row => row.UpdatedAt, now), cancellationToken) == 0)
            {
                ended = await context.Runs.Where(row => row.RunId == runId).Select(static row => row.ModelId).SingleOrDefaultAsync(cancellationToken) ?? "";
                return;
            }

            var replaced = await context.RunSteps.Where(row => row.RunId == runId && row.Name == step.Name)
                .ExecuteUpdateAsync(set => set.SetProperty(static row => row.Produced, step.Produced), cancellationToken);
            if (replaced == 0)
            {
                var position = await context.RunSteps.CountAsync(row => row.RunId == runId, cancellationToken);
                context.RunSteps.Add(new RunStepRow { RunId = runId, Name = step.Name, Position = position, Produced = step.Produced });
                await context.SaveChangesAsync(cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
        }, cancellationToken);
        return failed ?? (ended is null ? null : DiagnosticCatalog.RunEnded.Create(ended));
    }

    public Task<Diagnostic?> ReportAsync(Guid runId, string progress, CancellationToken cancellationToken) => DoAsync(
        context => context.Runs.Where(row => row.RunId == runId && row.OpenKey != null).ExecuteUpdateAsync(
            set => set.SetProperty(static row => row.Progress, progress).SetProperty(static row => row.UpdatedAt, clock.GetUtcNow()), cancellationToken),
        cancellationToken);

    public Task<Diagnostic?> ClaimAsync(Guid runId, IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken) => DoAsync(async context =>
    {
        var known = await context.RunClaims.Where(row => row.RunId == runId).Select(static row => row.ObjectKey).ToListAsync(cancellationToken);
        context.RunClaims.AddRange(objects.Select(static key => key.ToString()).Except(known, StringComparer.Ordinal).Select(key => new RunClaimRow { RunId = runId, ObjectKey = key }));
        await context.SaveChangesAsync(cancellationToken);
    }, cancellationToken);

    public async Task<Completion> CompleteAsync(Guid runId, CatalogPackage package, IReadOnlyCollection<StoreKey> objects, CancellationToken cancellationToken)
    {
        var completed = await AnswerAsync<Completion>(async context =>
        {
            await context.MakeDurableAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            var now = clock.GetUtcNow();
            context.Packages.Add(CatalogRows.Write(package with { CreatedAt = now }));
            context.PackageObjects.AddRange(objects.Distinct().Select(key => new PackageObjectRow { PackageId = package.PackageId, ObjectKey = key.ToString() }));
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException refused) when (context.IsDuplicate(refused))
            {
                await transaction.RollbackAsync(cancellationToken);
                return await FindRowAsync(context, package.Key, cancellationToken) is { } existing
                    ? new Completion.Duplicate(CatalogRows.Read(existing))
                    : new Completion.Failed(database.Failed(refused));
            }

            if (await CloseAsync(context, runId, RunState.Done, failure: null, package.PackageId, now, cancellationToken) == 0)
            {
                await transaction.RollbackAsync(cancellationToken);
                return new Completion.Failed(DiagnosticCatalog.RunEnded.Create(package.Key.Id));
            }

            await transaction.CommitAsync(cancellationToken);
            return new Completion.Entered();
        }, cancellationToken);
        return completed.Value ?? new Completion.Failed(completed.Diagnostics[0]);
    }

    public Task<Diagnostic?> EndAsync(Guid runId, RunState state, string? failure, CancellationToken cancellationToken) => DoAsync(async context =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await CloseAsync(context, runId, state, failure, packageId: null, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }, cancellationToken);

    // A run that is closed stays as it is: whoever lost it to another process must not change its result.
    private static async Task<int> CloseAsync(CatalogContext context, Guid runId, RunState state, string? failure, Guid? packageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (name, none) = (CatalogRows.NameOf(state), (string?)null);
        var closed = await context.Runs.Where(row => row.RunId == runId && row.OpenKey != null).ExecuteUpdateAsync(set => set
            .SetProperty(static row => row.State, name)
            .SetProperty(static row => row.OpenKey, none)
            .SetProperty(static row => row.Failure, failure)
            .SetProperty(static row => row.PackageId, packageId)
            .SetProperty(static row => row.UpdatedAt, now), cancellationToken);
        await context.RunClaims.Where(row => row.RunId == runId).ExecuteDeleteAsync(cancellationToken);
        if (closed > 0)
            await AuditAsync(context, await context.Runs.AsNoTracking().SingleAsync(row => row.RunId == runId, cancellationToken), cancellationToken);
        return closed;
    }

    // In the transaction that ends the run: no kill loses it.
    private static async Task AuditAsync(CatalogContext context, RunRow run, CancellationToken cancellationToken)
    {
        context.Audit.Add(new AuditRow
        {
            At = run.UpdatedAt,
            Tenant = run.Tenant,
            Actor = run.RequestedBy,
            Action = "ingest",
            Subject = $"{run.ModelId}@{run.Version}",
            Result = run.State,
            Detail = run.RunId.ToString(),
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    private static async Task<IngestionRun> ReadRunAsync(CatalogContext context, RunRow row, CancellationToken cancellationToken) =>
        CatalogRows.Read(row, await context.RunSteps.AsNoTracking().Where(step => step.RunId == row.RunId).OrderBy(static step => step.Position).ToListAsync(cancellationToken));

    private async Task<Diagnostic?> DoAsync(Func<CatalogContext, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = database.Open();
            await work(context);
            return null;
        }
        catch (Exception failed) when (CatalogDatabase.IsFailure(failed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            return database.Failed(failed);
        }
    }
}
