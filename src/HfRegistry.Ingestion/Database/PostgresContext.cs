using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace HfRegistry.Ingestion.Database;

/// <summary>The tables in PostgreSQL.</summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : CatalogContext(options)
{
    // "hfregist" in ASCII: other programs in the same database have other numbers.
    private const string MigrationLock = "7522826007421219700";

    /// <summary>Returns the options for a connection string.</summary>
    public static DbContextOptions<PostgresContext> OptionsFor(string connection) => new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(connection).Options;

    public override bool IsDuplicate(DbUpdateException refused) =>
        refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>
    /// Lets nodes that start at once take turns for all migrations: EF's own lock is of one migration, and the list of those to apply was made before it was taken.
    /// </summary>
    public override async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await CreateAsync(Database.GetService<IRelationalDatabaseCreator>(), cancellationToken);
        await Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await Database.ExecuteSqlRawAsync($"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await base.MigrateAsync(cancellationToken);
        }
        finally
        {
            await Database.ExecuteSqlRawAsync("SELECT pg_advisory_unlock_all()", CancellationToken.None);
            await Database.CloseConnectionAsync();
        }
    }

    // The lock is of a database, and there may be none yet.
    private static async Task CreateAsync(IRelationalDatabaseCreator creator, CancellationToken cancellationToken)
    {
        if (await creator.ExistsAsync(cancellationToken))
            return;
        try
        {
            await creator.CreateAsync(cancellationToken);
        }
        catch (PostgresException taken) when (taken.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another node was faster.
        }
    }

    /// <summary>Creates contexts for <c>dotnet ef</c>, which writes the migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresContext>
    {
        public PostgresContext CreateDbContext(string[] args) => new(OptionsFor("Host=design"));
    }
}
