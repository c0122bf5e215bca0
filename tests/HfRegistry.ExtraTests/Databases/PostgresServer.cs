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
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Guid.NewGuid():N}");
        await RunAsync($"CREATE DATABASE {name}", cancellationToken);
        return new NpgsqlConnectionStringBuilder(Address) { Database = name }.ConnectionString;
    }

    /// <summary>Runs a statement in the server's own database.</summary>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "Tests write them.")]
    public static async Task RunAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(Address);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
