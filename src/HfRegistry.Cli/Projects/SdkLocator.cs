using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Microsoft.Build.Locator;

namespace HfRegistry.Cli.Projects;

/// <summary>Finds the .NET SDK whose MSBuild evaluates projects.</summary>
internal static partial class SdkLocator
{
    private const string RootVariable = "DOTNET_ROOT";

    private static readonly Lock Gate = new();
    private static readonly string HostName = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>Lets the types of MSBuild load from the SDK that a folder's <c>global.json</c> asks for, else from the newest. A process keeps its first one.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <returns>Why there is no SDK, or null.</returns>
    public static Diagnostic? Register(string folder)
    {
        lock (Gate)
        {
            if (MSBuildLocator.IsRegistered)
                return null;
            try
            {
                PreferOwnRoot();
                if (RefusalOfGlobalJson(folder) is { } refusal)
                    return refusal;
                var options = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = folder };
                if (MSBuildLocator.QueryVisualStudioInstances(options).FirstOrDefault() is not { } sdk)
                    return DiagnosticCatalog.SdkMissing.Create($"no SDK runs on .NET {Environment.Version.ToString(2)}");
                MSBuildLocator.RegisterInstance(sdk);
                return null;
            }
            catch (InvalidOperationException unresolved)
            {
                return Describe(unresolved.Message);
            }
        }
    }

    /// <summary>Returns the diagnostic for what the host of .NET says about an SDK that it does not find.</summary>
    internal static Diagnostic Describe(string message) =>
        RequestedVersion().Match(message) is { Success: true } version && GlobalJson().Match(message) is { Success: true } file
            ? DiagnosticCatalog.SdkOfGlobalJsonMissing.Create(new SourceLocation(file.Groups[1].Value), version.Groups[1].Value)
            : DiagnosticCatalog.SdkMissing.Create(message.ReplaceLineEndings("\n").Split('\n')[0]);

    // Where a global.json asks for an SDK that is missing, the host of .NET prints a list to standard output, which holds our answer: it is asked in a
    // process of its own first.
    private static Diagnostic? RefusalOfGlobalJson(string folder)
    {
        if (!FoldersFrom(folder).Any(static at => File.Exists(Path.Combine(at, "global.json"))))
            return null;
        var host = Environment.GetEnvironmentVariable(RootVariable) is { Length: > 0 } root ? Path.Combine(root, HostName)
            : Path.GetFileName(Environment.ProcessPath) == HostName ? Environment.ProcessPath!
            : HostName;
        var start = new ProcessStartInfo(host, ["--version"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            _ = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : Describe(error);
        }
        catch (Win32Exception)
        {
            // There is no such program: Locator says where it looked.
            return null;
        }
    }

    private static IEnumerable<string> FoldersFrom(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            yield return at.FullName;
    }

    // Locator takes the first `dotnet` of PATH. Where that is a script (as version managers and distributions put one there), no SDK is beside it; the
    // .NET that runs this command is the next best.
    private static void PreferOwnRoot()
    {
        var own = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(RootVariable)) && HasSdk(own) && !(RootOnPath() is { } found && HasSdk(found)))
            Environment.SetEnvironmentVariable(RootVariable, own);
    }

    private static string? RootOnPath()
    {
        var first = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, HostName)).FirstOrDefault(File.Exists);
        return first is null ? null : Path.GetDirectoryName(File.ResolveLinkTarget(first, returnFinalTarget: true)?.FullName ?? first);
    }

    private static bool HasSdk(string root) => Directory.Exists(Path.Combine(root, "sdk"));

    [GeneratedRegex(@"^Requested SDK version: (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex RequestedVersion();

    [GeneratedRegex(@"^global\.json file: (.+?)\r?$", RegexOptions.Multiline)]
    private static partial Regex GlobalJson();
}
