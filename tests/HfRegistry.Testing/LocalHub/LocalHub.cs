using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace HfRegistry.Testing;

/// <summary>The Hub's read-only API on this machine: what it answers, how it pages, what it refuses, and how it can fail.</summary>
internal sealed class LocalHub : IAsyncDisposable
{
    private readonly LocalHubOptions _options;
    private readonly LocalQuota _apiQuota;
    private readonly LocalQuota _fileQuota;
    private readonly ConcurrentQueue<LocalRequest> _requests = new();
    private LocalServer? _server;
    private LocalApi _api;
    private ImmutableArray<LocalFault> _faults;
    private int _running;
    private int _mostRunning;

    private LocalHub(IEnumerable<LocalModel> models, LocalHubOptions options)
    {
        _options = options;
        _apiQuota = new LocalQuota("api", options.Quota, options);
        _fileQuota = new LocalQuota("resolvers", options.FileQuota, options);
        _api = new LocalApi(models, options);
        _faults = options.Faults;
    }

    /// <summary>What a client under test takes as <c>HF_ENDPOINT</c>.</summary>
    public Uri Endpoint => new(_server!.Address + _options.PathPrefix);

    /// <summary>The requests that came in, in order.</summary>
    public ImmutableArray<LocalRequest> Requests => [.. _requests];

    /// <summary>How many requests ran at once at most.</summary>
    public int MostConcurrentRequests => Volatile.Read(ref _mostRunning);

    /// <summary>Starts a hub with some models.</summary>
    public static Task<LocalHub> StartAsync(params LocalModel[] models) => StartAsync(models, new LocalHubOptions());

    /// <summary>Starts a hub.</summary>
    /// <param name="models">What it serves.</param>
    /// <param name="options">How it behaves.</param>
    /// <param name="port">The port on loopback, or 0 for any.</param>
    public static async Task<LocalHub> StartAsync(IEnumerable<LocalModel> models, LocalHubOptions options, int port = 0)
    {
        var hub = new LocalHub(models, options);
        hub._server = await LocalServer.StartAsync(hub.ServeAsync, port);
        return hub;
    }

    /// <summary>Serves other models from now on.</summary>
    public void Replace(IEnumerable<LocalModel> models) => _api = new LocalApi(models, _options);

    /// <summary>Fails in other ways from now on; without any, in none.</summary>
    public void FailWith(params ImmutableArray<LocalFault> faults) => _faults = faults;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        var running = Interlocked.Increment(ref _running);
        InterlockedMax(ref _mostRunning, running);
        try
        {
            _requests.Enqueue(LocalRequest.Of(context));
            context.Response.Headers["X-Request-Id"] = string.Create(CultureInfo.InvariantCulture, $"Root=1-local-{_requests.Count}");
            var quota = _api.IsOfFiles(context) ? _fileQuota : _apiQuota;
            if (quota.Admit(context.Response.Headers))
                await FailOrAnswerAsync(context, 0);
            else
                await LocalRefusal.TooMany.WriteAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private Task FailOrAnswerAsync(HttpContext context, int fault)
    {
        var faults = _faults;
        return fault < faults.Length ? faults[fault](context, next => FailOrAnswerAsync(next, fault + 1)) : _api.AnswerAsync(context);
    }

    private static void InterlockedMax(ref int place, int value)
    {
        for (var seen = Volatile.Read(ref place); value > seen;)
            seen = Interlocked.CompareExchange(ref place, value, seen) == seen ? value : Volatile.Read(ref place);
    }
}
