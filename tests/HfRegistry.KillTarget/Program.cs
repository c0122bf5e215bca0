using System.Globalization;
using HfRegistry;
using HfRegistry.Cache;
using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Steps;
using HfRegistry.Ingestion.Stores;
using HfRegistry.Registry;
using HfRegistry.Selection;

// The other process of the tests of the registry file. It says "ready", waits for a line, and then
//   alternate FILE FIRST SECOND   saves the registries of two files in turn until it is killed, and says "saved" after each
//   download ENDPOINT CACHE       downloads garden/bird into a cache, and says "at BYTES" as they come
//   ingest ENDPOINT FOLDER        ingests garden/bird into cache, store and catalog.db of a folder, and says "at STEP" as each begins
//   hold ENDPOINT FOLDER STORE    ingests garden/bird into a store, and goes no further once it has stored a part of it: it says "at BYTES"
//   count FILE TIMES              adds 1 to a count in the file, so many times, each time under the file's lock
await Console.Out.WriteLineAsync("ready");
await Console.In.ReadLineAsync();
return args switch
{
    ["alternate", var path, var first, var second] => await AlternateAsync(path, [Load(first), Load(second)]),
    ["download", var endpoint, var cache] => await DownloadAsync(new Uri(endpoint), cache),
    ["ingest", var endpoint, var folder] => await IngestAsync(new Uri(endpoint), folder, "store", new Steps()),
    ["hold", var endpoint, var folder, var store] => await IngestAsync(new Uri(endpoint), folder, store, new Hold()),
    ["count", var path, var times] => await CountAsync(path, int.Parse(times, CultureInfo.InvariantCulture)),
    _ => 2,
};

static async Task<int> AlternateAsync(string path, ModelRegistry[] registries)
{
    for (var i = 0; ; i++)
    {
        if (RegistryFile.Save(registries[i % registries.Length], path) is { } refused)
            return await FailAsync(refused);
        await Console.Out.WriteLineAsync("saved");
    }
}

static async Task<int> CountAsync(string path, int times)
{
    for (var i = 0; i < times; i++)
    {
        var taken = await RegistryFile.LockAsync(path, TimeProvider.System, CancellationToken.None);
        using var held = taken.Value;
        if (held is null)
            return await FailAsync(taken.Diagnostics[0]);
        var registry = Load(path);
        var entry = registry.Entries.Single();
        var counted = entry with { Models = [.. entry.Models.Select(model => model with { Downloads30d = model.Downloads30d + 1 })] };
        if (RegistryFile.Save(registry.With(counted), path) is { } refused)
            return await FailAsync(refused);
    }

    return 0;
}

static async Task<int> DownloadAsync(Uri endpoint, string cache)
{
    using var hub = new HubClient(new HubOptions { Endpoint = endpoint });
    var outcome = await new SnapshotDownloader(new DownloadOptions { Root = cache }, hub, TimeProvider.System, new Lines()).DownloadAsync(new DownloadRequest { Id = ModelId.Parse("garden/bird") });
    return outcome.Value is null ? await FailAsync(outcome.Diagnostics[0]) : 0;
}

static async Task<int> IngestAsync(Uri endpoint, string folder, string address, IProgress<IngestProgress> progress)
{
    using var hub = new HubClient(new HubOptions { Endpoint = endpoint });
    using var store = StoreAddress.Open(address, folder).Value!;
    var database = CatalogDatabase.At("catalog.db", folder).Value!;
    if (await database.MigrateAsync(TimeProvider.System, CancellationToken.None) is { } refused)
        return await FailAsync(refused);
    var options = new IngestOptions
    {
        Cache = new DownloadOptions { Root = Path.Combine(folder, "cache") },
        Endpoint = endpoint,
        Context = new SelectionContext(HfConfiguration.Empty with { Gate = GateSettings.None with { General = new GateDemands { Preset = GatePreset.LicenseOnly } } }),
    };
    var result = await new IngestionEngine(options, hub, store, new EfCatalog(database, TimeProvider.System), TimeProvider.System)
        .RunAsync(new IngestRequest(PackageKind.Model, ModelId.Parse("garden/bird")) { RequestedBy = "test" }, progress, CancellationToken.None);
    return result.Status == IngestStatus.Stored ? 0 : await FailAsync(result.Diagnostics[^1]);
}

static ModelRegistry Load(string path)
{
    var outcome = RegistryFile.Load(path);
    return outcome.Value ?? throw new InvalidDataException(outcome.Diagnostics[0].ToString());
}

static async Task<int> FailAsync(Diagnostic diagnostic)
{
    await Console.Error.WriteLineAsync(diagnostic.ToString());
    return 1;
}

internal sealed class Lines : IProgress<DownloadProgress>
{
    private readonly Lock _gate = new();

    public void Report(DownloadProgress value)
    {
        lock (_gate)
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at {value.Bytes}"));
    }
}

internal sealed class Steps : IProgress<IngestProgress>
{
    private readonly Lock _gate = new();

    public void Report(IngestProgress value)
    {
        lock (_gate)
        {
            if (value.Total == 0)
                Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at {(int)value.Step}"));
        }
    }
}

internal sealed class Hold : IProgress<IngestProgress>
{
    private const long PartBytes = 1_000_000;

    public void Report(IngestProgress value)
    {
        if (value.Step != IngestStep.Store || value.Done < PartBytes)
            return;
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"at {value.Done}"));
        Thread.Sleep(Timeout.Infinite);
    }
}
