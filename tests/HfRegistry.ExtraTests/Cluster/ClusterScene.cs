using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using HfRegistry.ExtraTests.Databases;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Tests.Stores;
using HfRegistry.Testing;
using Npgsql;

namespace HfRegistry.ExtraTests.Cluster;

/// <summary>Two nodes that share a database of PostgreSQL and a bucket. Database, bucket and Hub outlive them.</summary>
internal sealed class ClusterScene : IAsyncDisposable
{
    private const string User = "alice";

    private readonly string _root;
    private readonly string _password;

    private ClusterScene(string root, string password, string database, LocalHub hub, LocalS3 s3, IReadOnlyList<ServerNode> nodes)
    {
        (_root, _password, Hub, S3, Nodes) = (root, password, hub, s3, nodes);
        DatabaseName = new NpgsqlConnectionStringBuilder(database).Database!;
        Catalog = new EfCatalog(CatalogDatabase.At(database, root).Value!, TimeProvider.System);
    }

    public LocalHub Hub { get; }

    public LocalS3 S3 { get; }

    public IReadOnlyList<ServerNode> Nodes { get; }

    public string DatabaseName { get; }

    /// <summary>The catalog, without a node between.</summary>
    public EfCatalog Catalog { get; }

    public static LocalModel Model(int number)
    {
        var bytes = new byte[50_000 + number];
        new Random(number).NextBytes(bytes);
        return (LocalModel.Of(NameOf(number), "bert") with { Tags = ["license:apache-2.0"], CardData = """{"license":"apache-2.0"}""" })
            .With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", bytes);
    }

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"garden/bird-{number}");

    /// <summary>Prepares everything; the nodes are not started.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The scene disposes of it.")]
    public static async Task<ClusterScene> CreateAsync(int models, CancellationToken cancellationToken)
    {
        var root = Directory.CreateTempSubdirectory("hfregistry-cluster-").FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "hfregistry.json"), """{"gate":{"preset":"license-only"}}""", cancellationToken);
        var database = await PostgresServer.CreateDatabaseAsync(cancellationToken);
        var hub = await LocalHub.StartAsync([.. Enumerable.Range(0, models).Select(Model)]);
        var s3 = await new LocalS3().StartAsync();
        ServerNode[] nodes = [.. Enumerable.Range(0, 2).Select(number => Node(root, number, database, hub, s3))];
        await nodes[0].RunAsync(cancellationToken, "migrate");
        var password = await nodes[0].RunAsync(cancellationToken, "user", "add", User, "--Right", "search,download,upload");
        return new ClusterScene(root, password.Trim(), database, hub, s3, nodes);
    }

    /// <summary>Starts both nodes at once, and signs in at each.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var node in Nodes)
            node.Start();
        foreach (var node in Nodes)
            await SignInAsync(node, cancellationToken);
    }

    public async Task SignInAsync(ServerNode node, CancellationToken cancellationToken)
    {
        await node.WaitUntilReadyAsync(cancellationToken);
        await node.SignInAsync(User, _password, cancellationToken);
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        while (!await isSo())
            await Task.Delay(200, cancellationToken);
    }

    public async Task<IReadOnlyList<IngestionRun>> RunsAsync(CancellationToken cancellationToken) => (await Catalog.ListRunsAsync(TenantName.Default, 0, 1000, cancellationToken)).Value!;

    /// <summary>Fails unless catalog and bucket hold the same packages, each with the bytes that its checksum is of.</summary>
    public async Task AssertAgreementAsync(CancellationToken cancellationToken)
    {
        var packages = (await Catalog.ListAsync(new PackageQuery(TenantName.Default) { Limit = 1000 }, cancellationToken)).Value!.Packages;
        CollectionAssert.AreEqual(packages.Select(static package => package.Object.ToString()).Order(StringComparer.Ordinal).ToList(), S3.Keys.ToList());
        using var store = S3.Open();
        foreach (var package in packages)
        {
            await using var content = (await store.OpenAsync(package.Object, range: null, cancellationToken)).Value!;
            Assert.AreEqual(package.Digest, Convert.ToHexStringLower(await SHA256.HashDataAsync(content.Stream, cancellationToken)), package.Key.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            await node.DisposeAsync();
        await Hub.DisposeAsync();
        await S3.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }

    // Each on a machine of its own: they share no cache.
    private static ServerNode Node(string root, int number, string database, LocalHub hub, LocalS3 s3) => new(
        ["--Folder", root, "--Store", $"s3://{LocalS3.Bucket}", "--Catalog", database, "--MaxIngestions", "4", "--RetryDelay", "00:00:01", "--AuthenticationsPerMinute", "1000"],
        new Dictionary<string, string>
        {
            ["HF_ENDPOINT"] = hub.Endpoint.ToString(),
            ["HF_HUB_CACHE"] = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"cache-{number}")),
            ["AWS_ACCESS_KEY_ID"] = LocalS3.AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = LocalS3.SecretKey,
            ["AWS_ENDPOINT_URL_S3"] = s3.Address,
            ["AWS_REGION"] = "us-east-1",
        });
}
