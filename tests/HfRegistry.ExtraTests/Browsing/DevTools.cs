using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HfRegistry.ExtraTests.Browsing;

/// <summary>A connection that speaks the DevTools protocol with a browser: commands with answers, and events.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Task _receiving = Task.CompletedTask;
    private int _lastId;

    private DevTools()
    {
    }

    /// <summary>Hears every event: the session, the method and the parameters.</summary>
    public event Action<string?, string, JsonElement>? Heard;

    public static async Task<DevTools> ConnectAsync(Uri address)
    {
        var tools = new DevTools();
        await tools._socket.ConnectAsync(address, CancellationToken.None).WaitAsync(Patience);
        tools._receiving = tools.ReceiveAsync();
        return tools;
    }

    /// <summary>Sends a command and gives its result.</summary>
    /// <exception cref="InvalidOperationException">The browser refused it.</exception>
    public async Task<JsonElement> SendAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _lastId);
        var answer = _waiting[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        var command = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null)
            command["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(command), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        var message = await answer.Task.WaitAsync(Patience);
        return message.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException($"{method}: {error}")
            : message.GetProperty("result");
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _receiving;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            while (await ReceiveMessageAsync() is { } message)
            {
                if (message.TryGetProperty("id", out var id))
                    _waiting.GetValueOrDefault(id.GetInt32())?.TrySetResult(message);
                else
                    Heard?.Invoke(message.TryGetProperty("sessionId", out var session) ? session.GetString() : null, message.GetProperty("method").GetString()!, message.GetProperty("params"));
            }
        }
        catch (Exception ended) when (ended is WebSocketException or OperationCanceledException)
        {
            // The connection is over, wanted or not; who still waits hears of it.
        }

        foreach (var waiting in _waiting.Values)
            waiting.TrySetException(new InvalidOperationException("The browser has gone."));
    }

    private async Task<JsonElement?> ReceiveMessageAsync()
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            await message.WriteAsync(buffer.AsMemory(0, part.Count));
            if (part.EndOfMessage)
                return JsonElement.Parse(message.GetBuffer().AsSpan(0, (int)message.Length));
        }
    }
}
