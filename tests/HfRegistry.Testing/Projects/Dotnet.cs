using System.Diagnostics;

namespace HfRegistry.Testing.Projects;

/// <summary>What a process did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output and standard error.</param>
internal sealed record ProcessResult(int ExitCode, string Output);

/// <summary>Runs the <c>dotnet</c> command as a user would, away from what the test run and the machine set for themselves.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    /// <summary>What must not leak from the test run, or from a build server, into a build under test.</summary>
    private static readonly string[] Foreign =
    [
        .. BuildServer.Variables, "HF_HUB_OFFLINE", "HF_API_DISABLED", "USE_STATIC_REGISTRY", "FORCE_API_CALLS", "MAX_REGISTRY_AGE_DAYS", "HF_ENDPOINT",
        "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN", "MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBuildLoadMicrosoftTargetsReadOnly",
    ];

    private static readonly Lazy<string> Temporary = new(CreateTemporaryFolder);

    /// <summary>Runs <c>dotnet</c>.</summary>
    /// <param name="folder">The folder to run it in.</param>
    /// <param name="arguments">The arguments.</param>
    /// <param name="variables">Environment variables beside the usual ones.</param>
    public static async Task<ProcessResult> RunAsync(string folder, IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> variables)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in Foreign)
            start.Environment.Remove(name);
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0";
        // A build ends before profiled code pays back what its instrumentation costs.
        start.Environment["DOTNET_TieredPGO"] = "0";
        // One compiler server for all builds of the test run: starting the compiler costs more than anything else in a small build.
        start.Environment["UseSharedCompilation"] = "true";
        start.Environment["TMPDIR"] = start.Environment["TEMP"] = start.Environment["TMP"] = Temporary.Value;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return await RunToEndAsync(start);
    }

    /// <summary>Makes the temporary folder of all runs, in which <c>dotnet build</c> leaves folders of NuGet's and the compiler server's socket.</summary>
    private static string CreateTemporaryFolder()
    {
        var folder = Directory.CreateTempSubdirectory("hfregistry-dotnet-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            var shutdown = new ProcessStartInfo("dotnet", ["build-server", "shutdown", "--vbcscompiler"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            shutdown.Environment["TMPDIR"] = shutdown.Environment["TEMP"] = shutdown.Environment["TMP"] = folder.FullName;
            using (var process = Process.Start(shutdown)!)
                process.WaitForExit(Patience);
            try
            {
                folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                // Windows deletes no folder that the server, which ends a moment later, still has open.
            }
        };
        return folder.FullName;
    }

    private static async Task<ProcessResult> RunToEndAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new ProcessResult(process.ExitCode, await output + await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {string.Join(' ', start.ArgumentList)} did not end within {Patience}.");
        }
    }
}
