using HfRegistry.Configuration;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;
using HfRegistry.UseCases;

namespace HfRegistry.Tests.Refresh;

/// <summary>A local Hub, a folder with a registry file and a cache, and refreshes of that file one after another.</summary>
internal sealed class SessionScenario : IAsyncDisposable
{
    private SessionScenario(LocalHub hub, FakeClock clock)
    {
        Hub = hub;
        Clock = clock;
        Time = clock;
        Environment = new HfEnvironment { Endpoint = hub.Endpoint, AssetsFolder = Path.Combine(Folder, "assets") };
    }

    public LocalHub Hub { get; }

    public FakeClock Clock { get; }

    /// <summary>The clock of the refreshes: <see cref="Clock"/>, unless a test waits for real.</summary>
    public TimeProvider Time { get; set; }

    public HfEnvironment Environment { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("hfregistry-refresh-").FullName;

    public string RegistryPath => Path.Combine(Folder, RegistryFile.FileName);

    /// <summary>The journals, in the order of their names.</summary>
    public IReadOnlyList<string> Journals =>
        Environment.AssetsFolder is { } assets && Directory.Exists(assets) ? [.. Directory.GetFiles(assets, "*.jsonl", SearchOption.AllDirectories).Order()] : [];

    public ModelRegistry Registry => RegistryFile.Load(RegistryPath).Value!;

    public static async Task<SessionScenario> WithAsync(IEnumerable<LocalModel> models, Func<FakeClock, LocalHubOptions>? options = null)
    {
        var clock = new FakeClock { SkipsWaits = true };
        return new SessionScenario(await LocalHub.StartAsync(models, options?.Invoke(clock) ?? new LocalHubOptions()), clock);
    }

    /// <summary>A Hub with so many types of three models each.</summary>
    public static Task<SessionScenario> WithTypesAsync(int count, Func<FakeClock, LocalHubOptions>? options = null) =>
        WithAsync(Population.OfEach(Types(count), 3), options);

    public static IReadOnlyList<string> Types(int count) =>
        [.. TypeCatalog.BuiltIn.All.Where(info => info is { IsCurrent: true, ComponentOf: null }).Select(info => info.Type.Name).Take(count)];

    public async Task<RefreshedFile> RefreshAsync(
        IEnumerable<string> types, bool isFresh = false, bool isDryRun = false, string? path = null, Shard? shard = null,
        CancellationToken cancellationToken = default)
    {
        var options = new RefreshOptions { Types = [.. types.Select(ModelType.Parse)], Shard = shard };
        var refresh = new RefreshUseCase(Environment, new SelectionContext(HfConfiguration.Empty), Time);
        var files = new RefreshFiles { Registry = path ?? RegistryPath, IsFresh = isFresh, IsDryRun = isDryRun };
        var outcome = await refresh.RunAsync(files, _ => new RefreshRequest(options), null, cancellationToken);
        return outcome.Value ?? throw new InvalidOperationException(outcome.Diagnostics[0].ToString());
    }

    /// <summary>Begins a refresh that is cut off when so many types were learned and no other can be.</summary>
    public async Task CutOffAsync(IEnumerable<string> types, int learned)
    {
        using var cut = new CancellationTokenSource();
        var held = 0;
        Hub.FailWith(Faults.After(learned, async (context, next) =>
        {
            // Every one of the workers waits for an answer: what was answered before is in the journal.
            if (Interlocked.Increment(ref held) == 16)
                await cut.CancelAsync();
            await Faults.SaysNothing(context, next);
        }));
        await Assert.ThrowsAsync<OperationCanceledException>(() => RefreshAsync(types, cancellationToken: cut.Token));
        Hub.FailWith();
    }

    /// <summary>How many requests something costs.</summary>
    public async Task<int> RequestsOfAsync(Func<Task> act)
    {
        var before = Hub.Requests.Length;
        await act();
        return Hub.Requests.Length - before;
    }

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
