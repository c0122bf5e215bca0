using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Tests.Catalog;
using Npgsql;

namespace HfRegistry.ExtraTests.Databases;

/// <summary>The catalog on the PostgreSQL server that <c>.ci/postgres</c> starts.</summary>
[TestClass]
[TestCategory("Postgres")]
internal sealed class PostgresCatalogTests : CatalogContract
{
    private static string Server =>
        Environment.GetEnvironmentVariable("HFREGISTRY_POSTGRES") ?? throw new InvalidOperationException("HFREGISTRY_POSTGRES names no server. Run .ci/postgres dotnet test.");

    [TestMethod]
    public async Task Several_nodes_migrate_one_database_at_once()
    {
        var address = await NewAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => CatalogDatabase.At(address, Path.GetTempPath()).Value!).ToList();

        var refused = await Task.WhenAll(nodes.Select(node => node.MigrateAsync(TimeProvider.System, Canceled)));

        Assert.IsTrue(Array.TrueForAll(refused, static one => one is null), string.Join('\n', refused.Select(static one => one?.Message)));
        Assert.IsNull(await nodes[0].CheckAsync(Canceled));
    }

    [TestMethod]
    public async Task Server_that_cannot_be_reached_is_an_error_without_its_password()
    {
        var database = CatalogDatabase.At("Host=/nowhere;Username=u;Password=secret;Timeout=2", Path.GetTempPath()).Value!;

        var error = await database.CheckAsync(Canceled);

        Assert.AreEqual("HFR7211", error!.Code);
        Assert.DoesNotContain("secret", error.Message);
    }

    protected override async Task<CatalogDatabase> CreateAsync()
    {
        var database = CatalogDatabase.At(await NewAsync(), Path.GetTempPath()).Value!;
        Assert.IsNull(await database.MigrateAsync(TimeProvider.System, Canceled));
        return database;
    }

    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "The name is of digits.")]
    private async Task<string> NewAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Guid.NewGuid():N}");
        await using var connection = new NpgsqlConnection(Server);
        await connection.OpenAsync(Canceled);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}";
        await command.ExecuteNonQueryAsync(Canceled);
        return new NpgsqlConnectionStringBuilder(Server) { Database = name, Pooling = false }.ConnectionString;
    }
}
