using System.Diagnostics;

namespace HfRegistry.ExtraTests;

/// <summary>A script of the suite for Node.js, with packages from npm or from <c>HFREGISTRY_NODE_MODULES</c>.</summary>
internal static class NodeScript
{
    /// <summary>Puts a script into a folder with the packages that it imports; a script that is there stays. A module finds its packages in the folders above it.</summary>
    /// <param name="script">The absolute path of the script.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="packages">The packages with their versions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The script's path.</returns>
    public static async Task<string> InstallAsync(string script, string folder, string[] packages, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var installed = Path.Combine(folder, Path.GetFileName(script));
        if (File.Exists(installed))
            return installed;
        await File.WriteAllTextAsync(Path.Combine(folder, "package.json"), "{ \"private\": true, \"type\": \"module\" }\n", cancellationToken);
        if (Environment.GetEnvironmentVariable("HFREGISTRY_NODE_MODULES") is { Length: > 0 } modules)
            Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), modules);
        else
            await RunAsync("npm", ["install", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund", "--silent", .. packages], folder, cancellationToken);
        File.Copy(script, installed);
        return installed;
    }

    /// <summary>Runs a program, which must succeed.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder that it runs in, with the Hub's home below it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Its standard output.</returns>
    public static async Task<string> RunAsync(string program, string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        start.Environment.Remove("HF_TOKEN");
        start.Environment["HF_HOME"] = Path.Combine(folder, "home");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.AreEqual(0, process.ExitCode, $"{program}: {output}\n{await error}");
        return output;
    }
}
