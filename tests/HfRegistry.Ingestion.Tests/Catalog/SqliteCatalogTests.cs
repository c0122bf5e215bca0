using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using Microsoft.Data.Sqlite;

namespace HfRegistry.Ingestion.Tests.Catalog;

/// <summary>The catalog in a file.</summary>
[TestClass]
internal sealed class SqliteCatalogTests : CatalogContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hfr-catalog-").FullName;

    [TestCleanup]
    public void RemoveFolder()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public async Task Migration_goes_on_where_a_killed_one_held_the_lock()
    {
        var path = Path.Combine(_folder, "killed.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync(Canceled);
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL); INSERT INTO __EFMigrationsLock VALUES (1, '2026')";
            await command.ExecuteNonQueryAsync(Canceled);
        }

        Assert.IsNull(await CatalogDatabase.At(path, _folder).Value!.MigrateAsync(TimeProvider.System, Canceled));
    }

    [TestMethod]
    public async Task Writer_does_not_wait_for_a_reader()
    {
        var database = await CreateAsync();
        await using var connection = new SqliteConnection($"Data Source={database.Name};Pooling=False");
        await connection.OpenAsync(Canceled);
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN DEFERRED";
        await command.ExecuteNonQueryAsync(Canceled);
        command.CommandText = "SELECT count(*) FROM runs";
        await command.ExecuteScalarAsync(Canceled);

        Assert.IsNotNull(await BeginAsync(new EfCatalog(database, TimeProvider.System)), "A reader does not keep it from writing.");

        Assert.AreEqual(0L, await command.ExecuteScalarAsync(Canceled), "The reader sees what there was when it began.");
    }

    [TestMethod]
    public async Task Catalog_of_a_newer_version_is_refused()
    {
        var database = await CreateAsync();
        await using (var connection = new SqliteConnection($"Data Source={database.Name};Pooling=False"))
        {
            await connection.OpenAsync(Canceled);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO __EFMigrationsHistory VALUES ('29990101000000_Later', '99.0.0')";
            await command.ExecuteNonQueryAsync(Canceled);
        }

        Assert.Contains("newer version", (await database.MigrateAsync(TimeProvider.System, Canceled))!.Message);
        Assert.Contains("newer version", (await database.CheckAsync(Canceled))!.Message);
    }

    [TestMethod]
    public async Task File_that_is_no_database_is_an_error_with_its_path()
    {
        var path = Path.Combine(_folder, "text.db");
        await File.WriteAllTextAsync(path, new string('x', 5000), Canceled);

        var error = await CatalogDatabase.At(path, _folder).Value!.MigrateAsync(TimeProvider.System, Canceled);

        Assert.AreEqual("HFR7211", error!.Code);
        Assert.Contains(path, error.Message);
    }

    [TestMethod]
    public async Task Catalog_without_tables_is_outdated()
    {
        var database = CatalogDatabase.At("new.db", _folder).Value!;

        Assert.AreEqual("HFR7212", (await database.CheckAsync(Canceled))!.Code);
        Assert.AreEqual("HFR7211", (await new EfCatalog(database, Clock).FindAsync(Package("a/b").Key, Canceled)).Error!.Code);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("postgres://user:secret@host/db")]
    [DataRow("Host=db;Passwort=secret")]
    public void Address_that_cannot_be_read_is_refused_without_being_shown(string address)
    {
        var refused = CatalogDatabase.At(address, _folder);

        Assert.AreEqual("HFR7213", refused.Diagnostics.Single().Code);
        Assert.DoesNotContain("secret", refused.Diagnostics.Single().Message);
    }

    [TestMethod]
    public void Name_of_a_server_holds_no_password() =>
        Assert.AreEqual("db/packages", CatalogDatabase.At("Host=db;Database=packages;Username=u;Password=secret", _folder).Value!.Name);

    protected override async Task<CatalogDatabase> CreateAsync()
    {
        var database = CatalogDatabase.At($"{Guid.NewGuid():N}.db", _folder).Value!;
        Assert.IsNull(await database.MigrateAsync(TimeProvider.System, Canceled));
        return database;
    }
}
