using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Catalog;
using HfRegistry.Ingestion.Database;
using HfRegistry.Ingestion.Tests.Stores;
using HfRegistry.Server.Access;
using HfRegistry.Server.Hosting;
using HfRegistry.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace HfRegistry.Server.Tests;

/// <summary>A server on loopback with a local Hub, a store in a folder and a catalog in a file.</summary>
internal sealed class ServerScene : IAsyncDisposable
{
    public const string Bird = "garden/bird";
    public const string Password = "correct horse battery";

    private readonly string _root;
    private readonly bool _isOwner;
    private TimeProvider _clock = TimeProvider.System;
    private LocalS3? _s3;
    private WebApplication? _app;
    private CatalogDatabase? _database;

    private ServerScene(LocalHub hub, Action<ServerOptions>? configure, string? root = null)
    {
        _isOwner = root is null;
        _root = root ?? Directory.CreateTempSubdirectory("hfregistry-server-").FullName;
        Hub = hub;
        Options = new ServerOptions { Catalog = "catalog.db", Urls = "http://127.0.0.1:0", Folder = _root, Configuration = Path.Combine(_root, "hfregistry.json"), RetryDelay = TimeSpan.FromMilliseconds(10), MaxRetries = 1 };
        configure?.Invoke(Options);
    }

    public static LocalModel Model => Named(Bird);

    public LocalHub Hub { get; }

    public ServerOptions Options { get; }

    public HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { Timeout = TimeSpan.FromMinutes(2) };

    public string StoreFolder => Path.Combine(_root, "packages");

    public static LocalModel Named(string id) => (LocalModel.Of(id, "bert") with { Tags = ["license:apache-2.0", "base_model:garden/egg"], CardData = """{"license":"apache-2.0","base_model":"garden/egg"}""" })
        .With("README.md", "# Bird"u8.ToArray()).With("config.json", "{}"u8.ToArray()).With("model.safetensors", new byte[100_000]);

    public static async Task<ServerScene> StartAsync(Action<ServerOptions>? configure = null, string policy = """{"gate":{"preset":"license-only"}}""", params LocalModel[] models)
    {
        var scene = new ServerScene(await LocalHub.StartAsync(models.Length == 0 ? [Model] : models), configure);
        await File.WriteAllTextAsync(scene.Options.Configuration!, policy);
        await scene.StartServerAsync();
        return scene;
    }

    public static async Task<ServerScene> StartAsync(TimeProvider clock)
    {
        var scene = new ServerScene(await LocalHub.StartAsync(Model), configure: null) { _clock = clock };
        await File.WriteAllTextAsync(scene.Options.Configuration!, """{"gate":{"preset":"license-only"}}""");
        await scene.StartServerAsync();
        return scene;
    }

    /// <summary>Starts a server whose store is a bucket.</summary>
    public static async Task<ServerScene> StartAsync(LocalS3 s3)
    {
        var scene = new ServerScene(await LocalHub.StartAsync(Model), configure: null) { _s3 = s3 };
        await File.WriteAllTextAsync(scene.Options.Configuration!, """{"gate":{"preset":"license-only"}}""");
        await scene.StartServerAsync();
        return scene;
    }

    public async Task StartServerAsync()
    {
        var opened = ServerApp.Open(Options, name => name switch
        {
            "HF_ENDPOINT" => Hub.Endpoint.ToString(),
            "HF_HUB_CACHE" => Path.Combine(_root, "cache"),
            _ => null,
        }, _clock);
        Assert.IsNotNull(opened.Value, string.Join('\n', opened.Diagnostics));
        Assert.IsNull(await opened.Value.Database.MigrateAsync(_clock, CancellationToken.None));
        _database = opened.Value.Database;
        Users = new UserStore(_database, Options, _clock);
        _app = ServerApp.Build(_s3 is null ? opened.Value : opened.Value with { Store = _s3.Open() }, _clock);
        await _app.StartAsync();
        Http.BaseAddress ??= new Uri(_app.Urls.First());
    }

    public UserStore Users { get; private set; } = null!;

    /// <summary>Adds a user and uses its token from now on.</summary>
    public async Task<string> SignInAsync(params Right[] rights) => await SignInAsync("alice", "default", rights);

    public async Task<string> SignInAsync(string name, string tenant, params Right[] rights)
    {
        Assert.IsTrue(await Users.AddAsync(name, Password, rights.ToHashSet(), TenantName.Parse(tenant), CancellationToken.None));
        var token = (await Users.IssueAsync(name, Password, CancellationToken.None))!.Text;
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return token;
    }

    public Task<Answer> IngestAsync(object? body = null) => SendAsync(HttpMethod.Post, "/package/ingest-huggingface", body ?? new { model_id = Bird });

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = body is string text ? new StringContent(text, new MediaTypeHeaderValue("application/json")) : JsonContent.Create(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
    }

    /// <summary>Starts another server on the same store, catalog and Hub, which end with this scene.</summary>
    public async Task<ServerScene> RestartAsync()
    {
        var next = new ServerScene(Hub, configure: null, _root);
        next.Http.DefaultRequestHeaders.Authorization = Http.DefaultRequestHeaders.Authorization;
        await next.StartServerAsync();
        return next;
    }

    public EfCatalog Catalog => new(_database!, TimeProvider.System);

    public async Task<IReadOnlyList<IngestionRun>> RunsAsync() =>
        (await Catalog.ListRunsAsync(TenantName.Default, 0, 100, CancellationToken.None)).Value!;

    public async Task<IReadOnlyList<AuditRow>> AuditAsync()
    {
        await using var rows = _database!.Open();
        return await rows.Audit.OrderBy(static row => row.AuditId).ToListAsync();
    }

    public async Task StopServerAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await StopServerAsync();
        Http.Dispose();
        if (!_isOwner)
            return;
        await Hub.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_root, recursive: true);
    }
}

/// <summary>An answer of the server.</summary>
internal sealed record Answer(int Status, byte[] Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Detail => (string)Json["detail"]!;
}
