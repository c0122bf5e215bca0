using System.Diagnostics;

namespace HfRegistry.Tests.Registry;

/// <summary>A started <c>HfRegistry.KillTarget</c>, which does what its own heading says.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    public static OtherProcess Start(params IReadOnlyList<string> arguments) => StartWith(temporaryFolder: null, arguments);

    /// <summary>Starts it with more environment variables.</summary>
    public static OtherProcess StartWith(IReadOnlyDictionary<string, string> variables, params IReadOnlyList<string> arguments) => StartWith(variables.ToList(), arguments);

    /// <summary>Starts it with a folder for temporary files of its own, as a container has one.</summary>
    public static OtherProcess StartWith(string? temporaryFolder, params IReadOnlyList<string> arguments) => StartWith(
        temporaryFolder is null ? [] : [.. ((string[])["TMPDIR", "TEMP", "TMP"]).Select(name => KeyValuePair.Create(name, temporaryFolder))], arguments);

    private static OtherProcess StartWith(List<KeyValuePair<string, string>> variables, IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "HfRegistry.KillTarget.exe" : "HfRegistry.KillTarget");
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        // A killed process would leave its debugger's pipes in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new OtherProcess(Process.Start(start) ?? throw new InvalidOperationException($"{path} does not start."));
    }

    /// <summary>Lets it begin its work, once it is ready.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        await WaitForLineAsync("ready", cancellation);
        await _process.StandardInput.WriteLineAsync("go");
        await _process.StandardInput.FlushAsync(cancellation);
    }

    public async Task WaitForLineAsync(string expected, CancellationToken cancellation)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellation);
        if (line != expected)
            Assert.Fail($"The other process said \"{line}\" and not \"{expected}\": {await _process.StandardError.ReadToEndAsync(cancellation)}");
    }

    /// <summary>Waits until it says that it is at a place: so many bytes, or a step.</summary>
    public async Task WaitUntilAtAsync(long place, CancellationToken cancellation)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            if (line.StartsWith("at ", StringComparison.Ordinal) && long.Parse(line.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture) >= place)
                return;
        }

        Assert.Fail($"The other process ended before {place}: {await _process.StandardError.ReadToEndAsync(cancellation)}");
    }

    public async Task KillAsync(CancellationToken cancellation)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellation);
    }

    /// <summary>Waits for its end, and fails unless that is a good one.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await _process.WaitForExitAsync(cancellation);
        Assert.AreEqual(0, _process.ExitCode, await _process.StandardError.ReadToEndAsync(cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync(CancellationToken.None);
        _process.Dispose();
    }
}
