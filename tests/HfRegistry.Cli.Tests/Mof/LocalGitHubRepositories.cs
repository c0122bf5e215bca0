using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HfRegistry.Cli.Tests.Mof;

/// <summary>GitHub's answer to "is there this repository?", for one that is there.</summary>
internal sealed class LocalGitHubRepositories : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _headers = new();
    private readonly string _body;
    private readonly string _path;
    private readonly Task _serving;

    private LocalGitHubRepositories(string name, string license, string? body, int port)
    {
        Address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        _path = $"/repos/{name}";
        _body = body ?? $$$"""{"full_name":"{{{name}}}","license":{"spdx_id":"{{{license}}}"}}""";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Every header of every request.</summary>
    public string[] Headers => [.. _headers];

    /// <summary>Starts it.</summary>
    /// <param name="name">The repository that is there.</param>
    /// <param name="license">Its license.</param>
    /// <param name="body">What is answered instead of both, or null.</param>
    public static Task<LocalGitHubRepositories> StartAsync(string name, string license, string? body = null)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        return Task.FromResult(new LocalGitHubRepositories(name, license, body, port));
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                foreach (var key in context.Request.Headers.AllKeys)
                    _headers.Enqueue($"{key}: {context.Request.Headers[key]}");
                var isThere = context.Request.Url!.AbsolutePath == _path;
                context.Response.StatusCode = isThere ? 200 : 404;
                var content = Encoding.UTF8.GetBytes(isThere ? _body : """{"message":"Not Found"}""");
                await context.Response.OutputStream.WriteAsync(content);
                context.Response.Close();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
