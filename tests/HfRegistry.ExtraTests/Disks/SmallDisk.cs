using System.Diagnostics;
using System.Globalization;

namespace HfRegistry.ExtraTests.Disks;

/// <summary>A folder that is a disk of its own, of 8 MB, for the commands that this runs: a mount in a namespace, for which Linux asks no rights.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const string End = "== ";

    private readonly Process _shell;
    private readonly string _folder;

    private SmallDisk(Process shell, string folder)
    {
        _shell = shell;
        _folder = folder;
    }

    /// <summary>Makes a folder a disk.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="variables">The environment variables of the commands.</param>
    public static async Task<SmallDisk> MountAsync(string folder, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetDirectoryName(folder)!,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        var disk = new SmallDisk(Process.Start(start)!, folder);
        var (exitCode, output) = await disk.RunAsync($"mount -t tmpfs -o size=8m none '{folder}'");
        if (exitCode != 0)
        {
            await disk.DisposeAsync();
            Assert.Inconclusive($"This system lets nobody mount in a namespace: {output}");
        }

        return disk;
    }

    /// <summary>Runs a command that sees the disk, in the folder beside it.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(string command)
    {
        await _shell.StandardInput.WriteLineAsync($"( {command} ) < /dev/null 2>&1; code=$?; echo; echo \"{End}$code\"");
        await _shell.StandardInput.FlushAsync();
        var output = new List<string>();
        while (await _shell.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(End, StringComparison.Ordinal))
                return (int.Parse(line.AsSpan(End.Length), CultureInfo.InvariantCulture), string.Join('\n', output));
            output.Add(line);
        }

        return (-1, string.Join('\n', output));
    }

    /// <summary>Fills the disk up to so many kilobytes.</summary>
    public async Task FillAsync(int free)
    {
        var (exitCode, output) = await RunAsync(string.Create(CultureInfo.InvariantCulture,
            $"rm -f '{_folder}/filler' && fallocate -l $(( $(df -k --output=avail '{_folder}' | tail -n 1) - {free} ))k '{_folder}/filler'"));
        Assert.AreEqual(0, exitCode, output);
    }

    /// <summary>Gives the disk its room back.</summary>
    public Task EmptyAsync() => RunAsync($"rm -f '{_folder}/filler'");

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
