using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace HfRegistry.Testing;

/// <summary>A <c>hfregistry-server</c> in a process of its own, which can be killed and started again at its address.</summary>
internal sealed class ServerNode(IReadOnlyList<string> options, IReadOnlyDictionary<string, string> variables) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _log = new();
    private Process? _process;

    /// <summary>The address, the same for all its processes.</summary>
    public string Address { get; } = FreeAddress();

    /// <summary>The lines that all its processes wrote.</summary>
    public string Log => string.Join('\n', _log);

    /// <summary>The client of this node; it has no token yet.</summary>
    public HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true });

    /// <summary>Runs a command of the server to its end.</summary>
    /// <returns>What it printed.</returns>
    public async Task<string> RunAsync(CancellationToken cancellationToken, params string[] command)
    {
        using var process = Begin([.. command, .. options]);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException(await output + await errors);
    }

    /// <summary>Starts the process, without waiting until it answers.</summary>
    public void Start()
    {
        _process?.Dispose();
        _process = Begin(["--Urls", Address, .. options]);
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Http.BaseAddress ??= new Uri(Address);
    }

    /// <summary>Waits until it is ready.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"The node ended by itself: {Log}");
            try
            {
                using var answer = await Http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancellationToken);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>Kills the process, which gets no chance to clean up.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Gets a token, and uses it from now on.</summary>
    public async Task SignInAsync(string user, string password, CancellationToken cancellationToken)
    {
        var issued = await SendAsync(HttpMethod.Post, "/authenticate", new { username = user, password }, cancellationToken);
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)issued["token"]!);
    }

    /// <summary>Sends a request that must succeed.</summary>
    /// <returns>The body of the answer.</returns>
    public async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}\n{Log}");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_process is { HasExited: false })
            await KillAsync();
        _process?.Dispose();
    }

    private Process Begin(IEnumerable<string> arguments)
    {
        // The server was built with this program, in the same configuration: SUITE/bin/CONFIGURATION/FRAMEWORK.
        var framework = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var built = RepositoryFiles.PathOf("src", "HfRegistry.Server", "bin", framework.Parent!.Name, framework.Name, "hfregistry-server");
        var start = new ProcessStartInfo(built, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };

        // A killed process would leave its debugger's pipes in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private void Keep(string? line)
    {
        if (line is not null)
            _log.Enqueue(line);
    }

    private static string FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://{listener.LocalEndpoint}";
    }
}
