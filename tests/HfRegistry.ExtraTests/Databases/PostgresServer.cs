using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Npgsql;

namespace HfRegistry.ExtraTests.Databases;

/// <summary>The PostgreSQL server that <c>.ci/postgres</c> starts.</summary>
internal static class PostgresServer
{
    private static string Address =>
        Environment.GetEnvironmentVariable("HFREGISTRY_POSTGRES") ?? throw new InvalidOperationException("HFREGISTRY_POSTGRES names no server. Run .ci/postgres dotnet test.");

    /// <summary>Creates an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var address = NewDatabase();
        await RunAsync($"CREATE DATABASE {new NpgsqlConnectionStringBuilder(address).Database}", cancellationToken);
        return address;
    }

    /// <summary>Returns the connection string of a database that does not exist.</summary>
    public static string NewDatabase() => new NpgsqlConnectionStringBuilder(Address) { Database = NewName() }.ConnectionString;

    /// <summary>Creates a user who may create nothing.</summary>
    /// <returns>The connection string for that user.</returns>
    public static async Task<string> WithUserWithoutRightsAsync(string address, CancellationToken cancellationToken)
    {
        var name = NewName();
        await RunAsync($"CREATE ROLE {name} LOGIN", cancellationToken);
        return new NpgsqlConnectionStringBuilder(address) { Username = name }.ConnectionString;
    }

    /// <summary>Ends all connections to a database, and admits no new ones.</summary>
    public static async Task CloseAsync(string database, CancellationToken cancellationToken)
    {
        await RunAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS false", cancellationToken);
        await RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'", cancellationToken);
    }

    /// <summary>Admits connections to a database again.</summary>
    public static Task OpenAsync(string database, CancellationToken cancellationToken) => RunAsync($"ALTER DATABASE {database} ALLOW_CONNECTIONS true", cancellationToken);

    private static string NewName() => string.Create(CultureInfo.InvariantCulture, $"test_{Guid.NewGuid():N}");

    /// <summary>Runs a statement in the server's own database.</summary>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Tests write them.")]
    private static async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Address);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
