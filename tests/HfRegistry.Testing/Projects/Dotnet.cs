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
        // `dotnet build` leaves two empty folders and NuGet's scratch folder wherever the temporary folder is.
        var temporary = Directory.CreateTempSubdirectory("hfregistry-dotnet-");
        start.Environment["TMPDIR"] = start.Environment["TEMP"] = start.Environment["TMP"] = temporary.FullName;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        try
        {
            return await RunToEndAsync(start);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
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
