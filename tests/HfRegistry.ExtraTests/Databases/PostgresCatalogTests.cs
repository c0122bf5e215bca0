using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Tests.Catalog;

namespace HfRegistry.ExtraTests.Databases;

/// <summary>The catalog on PostgreSQL.</summary>
[TestClass]
[TestCategory("Postgres")]
internal sealed class PostgresCatalogTests : CatalogContract
{
    [TestMethod]
    public async Task Several_nodes_migrate_one_database_at_once()
    {
        var address = await PostgresServer.CreateDatabaseAsync(Canceled);
        var nodes = Enumerable.Range(0, 4).Select(_ => CatalogDatabase.At(address, Path.GetTempPath()).Value!).ToList();

        var refused = await Task.WhenAll(nodes.Select(node => node.MigrateAsync(TimeProvider.System, Canceled)));

        Assert.IsTrue(Array.TrueForAll(refused, static one => one is null), string.Join('\n', refused.Select(static one => one?.Message)));
        Assert.IsNull(await nodes[0].CheckAsync(Canceled));
    }

    [TestMethod]
    public async Task Several_nodes_create_a_database_that_does_not_exist_once()
    {
        var address = PostgresServer.NewDatabase();
        var nodes = Enumerable.Range(0, 8).Select(_ => CatalogDatabase.At(address, Path.GetTempPath()).Value!).ToList();
        Assert.AreEqual("HFR7212", (await nodes[0].CheckAsync(Canceled))!.Code);

        var refused = await Task.WhenAll(nodes.Select(node => node.MigrateAsync(TimeProvider.System, Canceled)));

        Assert.IsTrue(Array.TrueForAll(refused, static one => one is null), string.Join('\n', refused.Select(static one => one?.Message)));
        Assert.IsNull(await nodes[0].CheckAsync(Canceled));
    }

    [TestMethod]
    public async Task Database_that_a_user_may_not_create_is_an_error_with_its_name()
    {
        var address = await PostgresServer.WithUserWithoutRightsAsync(PostgresServer.NewDatabase(), Canceled);

        var error = await CatalogDatabase.At(address, Path.GetTempPath()).Value!.MigrateAsync(TimeProvider.System, Canceled);

        Assert.AreEqual("HFR7211", error!.Code);
        Assert.Contains("permission denied to create database", error.Message);
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
        // Each test has a database of its own, and the server has a limited number of connections.
        var database = CatalogDatabase.At($"{await PostgresServer.CreateDatabaseAsync(Canceled)};Pooling=false", Path.GetTempPath()).Value!;
        Assert.IsNull(await database.MigrateAsync(TimeProvider.System, Canceled));
        return database;
    }
}
