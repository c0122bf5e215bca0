using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Hardware;

/// <summary>Asks the NVIDIA driver's own tool for the GPUs, within two seconds.</summary>
internal static class NvidiaProbe
{
    private const long BytesPerMiB = 1_048_576;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);
    private static readonly string Tool = OperatingSystem.IsWindows() ? "nvidia-smi.exe" : "nvidia-smi";

    /// <summary>Returns the GPUs, and what there is to say about the search.</summary>
    public static async Task<(ImmutableArray<Gpu> Gpus, string Note)> AskAsync(CommandIO io, CancellationToken cancellationToken)
    {
        if (Find(io.Variable("PATH")) is not { } tool)
            return ([], "no nvidia-smi on the PATH, so no NVIDIA GPU is taken to be here");
        try
        {
            var gpus = Parse(await RunAsync(tool, io.Clock, cancellationToken));
            return (gpus, gpus.IsEmpty ? "nvidia-smi named no GPU with memory of its own" : $"nvidia-smi named {gpus.Length}");
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return ([], "nvidia-smi could not be run");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], $"nvidia-smi gave no answer within {Bound.TotalSeconds:0} s");
        }
    }

    /// <summary>Reads lines of <c>name, memory in MiB</c>; a line without a number (<c>[N/A]</c>) is left out.</summary>
    internal static ImmutableArray<Gpu> Parse(string output) =>
        [.. output.Split('\n').Select(ParseLine).OfType<Gpu>()];

    private static Gpu? ParseLine(string line)
    {
        var comma = line.LastIndexOf(',');
        return comma > 0
            && long.TryParse(line.AsSpan(comma + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes)
            && mebibytes is > 0 and < long.MaxValue / BytesPerMiB
            ? new Gpu(TextSanitizer.Sanitize(line[..comma].Trim()), new ByteSize(mebibytes * BytesPerMiB))
            : null;
    }

    private static string? Find(string? path) =>
        path?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(static folder => Path.Combine(folder, Tool))
            .FirstOrDefault(File.Exists);

    private static async Task<string> RunAsync(string tool, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Bound, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(tool, ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        process.Start();
        process.BeginErrorReadLine();
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(either.Token);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? output : "";
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
