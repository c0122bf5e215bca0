using HfRegistry.Configuration;
using HfRegistry.Hub;
using HfRegistry.Refresh;
using HfRegistry.Registry;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.Tests.Refresh;

/// <summary>A local Hub, a clock and the refreshes of successive weeks.</summary>
internal sealed class RefreshScenario : IAsyncDisposable
{
    private readonly LocalHub _hub;
    private readonly HubClient _client;

    private RefreshScenario(LocalHub hub, HfConfiguration configuration)
    {
        _hub = hub;
        _client = new HubClient(new HubOptions { Endpoint = hub.Endpoint, MaxRetries = 0 });
        Context = new SelectionContext(configuration);
    }

    public static DateTimeOffset Start { get; } = new(2026, 9, 7, 5, 0, 0, TimeSpan.Zero);

    public FakeClock Clock { get; } = new(Start);

    public SelectionContext Context { get; }

    public LocalHub Hub => _hub;

    public static async Task<RefreshScenario> WithAsync(params LocalModel[] models) =>
        new(await LocalHub.StartAsync(models), HfConfiguration.Empty);

    public static async Task<RefreshScenario> ConfiguredAsync(HfConfiguration configuration, params LocalModel[] models) =>
        new(await LocalHub.StartAsync(models), configuration);

    public Task<RefreshResult> RefreshAsync(ModelRegistry? registry = null, params string[] types) => RefreshAsync(
        new RefreshOptions { Types = [.. (types.Length == 0 ? ["bert"] : types).Select(ModelType.Parse)] }, registry);

    public Task<RefreshResult> RefreshAsync(RefreshOptions options, ModelRegistry? registry = null, IProgress<RefreshProgress>? progress = null) =>
        new RegistryRefresher(_client, Context, Clock).RefreshAsync(registry ?? ModelRegistry.Empty, options, progress);

    /// <summary>The listings that were asked for, in order.</summary>
    public IReadOnlyList<string> Listings() => [.. _hub.Requests.Select(request => request.Target).Where(target => target.StartsWith("/api/models?", StringComparison.Ordinal))];

    /// <summary>The own queries of a type.</summary>
    public IReadOnlyList<string> QueriesOf(string type) => [.. Listings().Where(target => target.Contains($"filter={type}&", StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }
}

/// <summary>Models that the scenarios share.</summary>
internal static class SampleModels
{
    public static LocalModel BertBase { get; } = LocalModel.Of("google-bert/bert-base-uncased", "bert", 60_000_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = ["pytorch", "safetensors", "license:apache-2.0"],
        ParameterCount = 110_000_000,
    };

    public static LocalModel BertLarge { get; } = LocalModel.Of("google-bert/bert-large-uncased", "bert", 1_000_000) with
    {
        PipelineTag = "fill-mask",
        LibraryName = "transformers",
        Tags = ["pytorch", "safetensors", "license:apache-2.0"],
        ParameterCount = 336_000_000,
    };

    public static LocalModel MiniLm { get; } = LocalModel.Of("sentence-transformers/all-MiniLM-L6-v2", "bert", 250_000_000) with
    {
        PipelineTag = "sentence-similarity",
        LibraryName = "sentence-transformers",
        Tags = ["safetensors", "license:apache-2.0"],
        ParameterCount = 22_700_000,
    };

    public static LocalModel Gpt2 { get; } = LocalModel.Of("openai-community/gpt2", "gpt2", 14_000_000) with
    {
        PipelineTag = "text-generation",
        LibraryName = "transformers",
        Tags = ["pytorch", "safetensors", "license:mit"],
        ParameterCount = 137_000_000,
    };
}
