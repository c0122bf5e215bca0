using System.Diagnostics;

namespace HfRegistry.Benchmarks;

/// <summary>This program as a server in a process of its own, so that the server's work and memory are not those of what is measured.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private readonly Process _process;

    private RoleProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>The address at which it listens.</summary>
    public string Address { get; }

    /// <summary>Starts a server and waits until it listens.</summary>
    public static async Task<RoleProcess> StartAsync(CancellationToken cancellationToken, params string[] role)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, role) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        return new RoleProcess(process, await process.StandardOutput.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException($"{string.Join(' ', role)} does not start."));
    }

    /// <summary>In the process of the server: tells its address, and waits for the end.</summary>
    public static async Task ServeAsync(string address)
    {
        Console.WriteLine(address);

        // The parent closes the input, or dies: the end either way.
        await Console.In.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
