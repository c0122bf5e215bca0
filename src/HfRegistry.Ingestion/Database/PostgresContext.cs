using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace HfRegistry.Ingestion.Database;

/// <summary>The tables in PostgreSQL.</summary>
internal sealed class PostgresContext(DbContextOptions<PostgresContext> options) : CatalogContext(options)
{
    /// <summary>Returns the options for a connection string.</summary>
    public static DbContextOptions<PostgresContext> OptionsFor(string connection) => new DbContextOptionsBuilder<PostgresContext>().UseNpgsql(connection).Options;

    public override bool IsDuplicate(DbUpdateException refused) =>
        refused.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>Creates contexts for <c>dotnet ef</c>, which writes the migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresContext>
    {
        public PostgresContext CreateDbContext(string[] args) => new(OptionsFor("Host=design"));
    }
}
