using HfRegistry.Hub;
using HfRegistry.Mof.Drafting;
using HfRegistry.Mof.Evidence;
using HfRegistry.Mof.UseCases;
using HfRegistry.Snapshots;
using HfRegistry.Testing;

namespace HfRegistry.Mof.Tests.Drafting;

/// <summary>A local Hub and a folder for drafts.</summary>
internal sealed class DraftScene : IAsyncDisposable
{
    private readonly HubClient _client;

    private DraftScene(LocalHub hub)
    {
        Hub = hub;
        _client = new HubClient(new HubOptions { Endpoint = hub.Endpoint }, new FakeClock { SkipsWaits = true });
    }

    public LocalHub Hub { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("hfregistry-drafts-").FullName;

    public static async Task<DraftScene> StartAsync(IEnumerable<LocalModel> models, LocalHubOptions? options = null) => new(await LocalHub.StartAsync(models, options ?? new LocalHubOptions()));

    public static Task<DraftScene> StartAsync(params LocalModel[] models) => StartAsync(models, null);

    public Task<DraftResult> DraftAsync(IEnumerable<string> ids, bool force = false, IRepositoryProbe? probe = null) =>
        new DraftUseCase(_client, new DraftOptions(new FolderDraftStore(Folder, TimeProvider.System)) { Force = force, Probe = probe }, TimeProvider.System).RunAsync([.. ids.Select(ModelId.Parse)], null, CancellationToken.None);

    public Task<DraftResult> DraftAsync(IEnumerable<string> ids, ISourceReader sources) =>
        new DraftUseCase(_client, new DraftOptions(new FolderDraftStore(Folder, TimeProvider.System)) { Sources = sources }, TimeProvider.System).RunAsync([.. ids.Select(ModelId.Parse)], null, CancellationToken.None);

    public async Task<DraftOutcome> DraftAsync(string id, bool force = false, IRepositoryProbe? probe = null) => (await DraftAsync([id], force, probe)).Outcomes.Single();

    public string Text(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Hub.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
