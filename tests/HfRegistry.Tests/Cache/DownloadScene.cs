using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Cache;

/// <summary>A local Hub with one model of real bytes, its store of large files, and an empty cache.</summary>
internal sealed class DownloadScene : IAsyncDisposable
{
    public const string Commit = "1111111111111111111111111111111111111111";
    public const string Config = "{\"model_type\":\"bert\"}";

    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    private DownloadScene(LocalHub hub, LocalCdn cdn)
    {
        Hub = hub;
        Cdn = cdn;
    }

    public static ModelId Id { get; } = ModelId.Parse("garden/bird");

    /// <summary>A content long enough for several reads, equal in every run.</summary>
    public static byte[] Weights { get; } = Bytes(3_000_000, seed: 7);

    public LocalHub Hub { get; }

    public LocalCdn Cdn { get; }

    public string Root => Path.Combine(_folder, "cache");

    public string Folder => _folder;

    public string Snapshot => Path.Combine(Root, "models--garden--bird", "snapshots", Commit);

    public string Blobs => Path.Combine(Root, "models--garden--bird", "blobs");

    public static LocalModel Model { get; } = (LocalModel.Of(Id.ToString(), "bert") with { Sha = Commit })
        .With("config.json", System.Text.Encoding.UTF8.GetBytes(Config))
        .With("model.safetensors", Weights)
        .With("onnx/model.onnx", Bytes(50_000, seed: 8))
        .With("1_Pooling/config.json", "{}"u8.ToArray());

    public static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static Task<DownloadScene> StartAsync() => StartAsync(Model);

    public static async Task<DownloadScene> StartAsync(LocalModel model)
    {
        var cdn = await LocalCdn.StartAsync();
        var hub = await LocalHub.StartAsync([model], new LocalHubOptions { Cdn = cdn });
        return new DownloadScene(hub, cdn);
    }

    public HubClient Connect(string? token = null, TimeSpan? attemptTimeout = null) => new(
        new HubOptions { Endpoint = Hub.Endpoint, Token = token is null ? null : HubToken.Read(token).Token, MaxRetries = 1, AttemptTimeout = attemptTimeout ?? TimeSpan.FromSeconds(30) },
        new FastClock(100));

    /// <summary>The place of a content that is on its way.</summary>
    public string PartialOf(byte[] content) => Path.Combine(Blobs, $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))}.hfregistry.incomplete");

    /// <summary>Fails when a content or a branch has a name.</summary>
    public void AssertNothingIsNamed()
    {
        Assert.IsFalse(Directory.Exists(Snapshot), "a snapshot is there");
        Assert.IsFalse(File.Exists(Path.Combine(Root, "models--garden--bird", "refs", "main")), "a snapshot with a missing file must not count as there");
        Assert.IsFalse(Directory.Exists(Blobs) && Directory.GetFiles(Blobs).Any(static blob => RepositoryCache.IsETag(Path.GetFileName(blob))), "a content has its name");
    }

    public async Task<Outcome<DownloadedSnapshot>> DownloadAsync(FileRequest? files = null, string? revision = null, string? token = null, DownloadOptions? options = null, TimeSpan? attemptTimeout = null, CancellationToken cancellationToken = default)
    {
        using var hub = Connect(token, attemptTimeout);
        var downloader = new SnapshotDownloader(options ?? new DownloadOptions { Root = Root }, hub, new FastClock(100));
        return await downloader.DownloadAsync(new DownloadRequest { Id = Id, Revision = revision, Files = files ?? new FileRequest() }, cancellationToken);
    }

    public Task<Outcome<DownloadedSnapshot>> ReadOfflineAsync(FileRequest? files = null, string? revision = null) =>
        new SnapshotDownloader(new DownloadOptions { Root = Root, OfflineSwitch = "HF_HUB_OFFLINE" }, hub: null, TimeProvider.System)
            .DownloadAsync(new DownloadRequest { Id = Id, Revision = revision, Files = files ?? new FileRequest() });

    public byte[] Read(string path) => File.ReadAllBytes(Path.Combine(Snapshot, path));

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        await Cdn.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
