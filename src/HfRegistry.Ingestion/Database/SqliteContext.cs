using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace HfRegistry.Ingestion.Database;

/// <summary>The tables in a file.</summary>
internal sealed class SqliteContext(DbContextOptions<SqliteContext> options) : CatalogContext(options)
{
    /// <summary>SQLite's SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY.</summary>
    private static readonly int[] UniqueViolations = [2067, 1555];

    /// <summary>Returns the options for a file.</summary>
    public static DbContextOptions<SqliteContext> OptionsFor(string path) => new DbContextOptionsBuilder<SqliteContext>()
        .UseSqlite(new SqliteConnectionStringBuilder { DataSource = path }.ToString())
        .AddInterceptors(FastCommits.Instance)
        .Options;

    public override bool IsDuplicate(DbUpdateException refused) =>
        refused.InnerException is SqliteException { SqliteExtendedErrorCode: var code } && UniqueViolations.Contains(code);

    public override async Task MakeDurableAsync(CancellationToken cancellationToken)
    {
        await Database.OpenConnectionAsync(cancellationToken);
        await Database.ExecuteSqlRawAsync("PRAGMA synchronous=FULL", cancellationToken);
    }

    /// <summary>
    /// Lets a commit return before the disk has it: the file stays whole after a power cut, and the last steps of a run may be
    /// done again. Waiting would take most of the time of a small package.
    /// </summary>
    private sealed class FastCommits : DbConnectionInterceptor
    {
        public static readonly FastCommits Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = Command(connection);
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = Command(connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private static DbCommand Command(DbConnection connection)
        {
            var command = connection.CreateCommand();
            command.CommandText = "PRAGMA synchronous=NORMAL";
            return command;
        }
    }

    /// <summary>Creates contexts for <c>dotnet ef</c>, which writes the migrations.</summary>
    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteContext>
    {
        public SqliteContext CreateDbContext(string[] args) => new(OptionsFor("design.db"));
    }
}
