using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using HfRegistry.Cache;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Packaging;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Ingestion.Tests.Steps;

/// <summary>A local Hub, an empty cache, a store in a folder and a catalog in a file.</summary>
internal sealed class IngestScene : IAsyncDisposable
{
    public const string Bird = "garden/bird";
    public const string Songs = "garden/songs";

    public static readonly string Commit = new('a', 40);
    public static readonly string NextCommit = new('b', 40);

    public static readonly byte[] Weights = [.. Enumerable.Range(0, 100_000).Select(static i => (byte)(i * 7))];

    private readonly string _root = Directory.CreateTempSubdirectory("hfregistry-ingest-").FullName;

    private IngestScene(LocalHub hub, IPackageStore? store)
    {
        Hub = hub;
        Database = CatalogDatabase.At(Path.Combine(_root, "catalog.db"), _root).Value!;
        Store = new FaultyStore(store ?? StoreAddress.Open(StoreFolder, _root).Value!);
        Catalog = new FaultyCatalog(new EfCatalog(Database, Clock));
    }

    public static LocalModel Model => ModelOf(Weights);

    public static LocalModel ModelOf(byte[] weights) => (LocalModel.Of(Bird, "bert") with
    {
        Sha = Commit,
        Tags = ["license:apache-2.0"],
        CardData = """{"license":"apache-2.0"}""",
    }).With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", weights);

    public static LocalModel Dataset => (LocalModel.Of(Songs) with { Tags = ["license:cc-by-4.0"], CardData = """{"license":"cc-by-4.0"}""", LargeFiles = ["songs.parquet"] })
        .With("README.md", "# Songs"u8.ToArray()).With("songs.parquet", [1, 2, 3]);

    public LocalHub Hub { get; }

    public FaultyStore Store { get; }

    public FaultyCatalog Catalog { get; }

    public CatalogDatabase Database { get; }

    /// <summary>A clock that runs before that of the file system: whatever was written is old.</summary>
    public FakeClock Clock { get; } = new(DateTimeOffset.UtcNow.AddMinutes(1)) { SkipsWaits = true };

    public string Root => _root;

    public string Cache => Path.Combine(_root, "cache");

    public string StoreFolder => Path.Combine(_root, "store");

    /// <summary>The policy; by default the license alone counts.</summary>
    public GateSettings Policy { get; set; } = GateSettings.None with { General = new GateDemands { Preset = GatePreset.LicenseOnly } };

    public PackageLayout Layout { get; set; }

    public IngestLimits Limits { get; set; } = new();

    public static async Task<IngestScene> StartAsync(LocalModel? model = null, LocalModel? dataset = null, IPackageStore? store = null)
    {
        var scene = new IngestScene(await LocalHub.StartAsync([model ?? Model], new LocalHubOptions { Datasets = [dataset ?? Dataset] }), store);
        Assert.IsNull(await scene.Database.MigrateAsync(scene.Clock, CancellationToken.None));
        return scene;
    }

    public static IngestRequest Request(string id = Bird, string? version = "1.0.0") => RepositoryAddress.TryParse(id, out var address)
        ? new IngestRequest(address.Kind, address.Id) { Version = version is null ? null : PackageVersion.Parse(version), RequestedBy = "test" }
        : throw new ArgumentException(id);

    public Task<IngestResult> RunAsync(string version) => RunAsync(Request(version: version));

    public async Task<IngestResult> RunAsync(IngestRequest? request = null, IProgress<IngestProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var options = new IngestOptions
        {
            Cache = new DownloadOptions { Root = Cache },
            Endpoint = Hub.Endpoint,
            Context = new SelectionContext(HfConfiguration.Empty with { Gate = Policy }),
            Layout = Layout,
            Limits = Limits,
        };
        using var client = new HubClient(new HubOptions { Endpoint = Hub.Endpoint }, Clock);
        return await new IngestionEngine(options, client, Store, Catalog, Clock).RunAsync(request ?? Request(), progress, cancellationToken);
    }

    public async Task<IngestResult> StoredAsync(IngestRequest? request = null)
    {
        var result = await RunAsync(request);
        Assert.AreEqual(IngestStatus.Stored, result.Status, string.Join('\n', result.Diagnostics));
        return result;
    }

    public async Task<ImmutableArray<string>> ListAsync() =>
        [.. (await Catalog.ListAsync(new PackageQuery(TenantName.Default), CancellationToken.None)).Value!.Packages.Select(static package => package.Key.ToString())];

    /// <summary>The names of all objects in the store.</summary>
    public ImmutableArray<string> Objects() => !Directory.Exists(StoreFolder) ? [] :
        [.. Directory.GetFiles(StoreFolder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(StoreFolder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public async Task<SweptStore> SweepAsync(TimeSpan minAge = default) =>
        (await new PackageSweep(Store, Catalog, Clock).RunAsync(TenantName.Default, minAge, isDryRun: false, CancellationToken.None)).Value!;

    /// <summary>The bytes of a package's archive.</summary>
    public async Task<byte[]> ArchiveAsync(CatalogPackage package)
    {
        var opened = await new PackageReader(Store).OpenAsync(package, range: null, CancellationToken.None);
        await using var content = opened.Value!;
        using var copy = new MemoryStream();
        await content.Stream.CopyToAsync(copy);
        return copy.ToArray();
    }

    public static string Text(byte[] archive, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(archive), ZipArchiveMode.Read);
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The requests for the bytes of a file.</summary>
    public int DownloadsOf(string file) => Hub.Requests.Count(request => request.Target.Contains("/resolve/", StringComparison.Ordinal) && request.Target.EndsWith(file, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }
}
