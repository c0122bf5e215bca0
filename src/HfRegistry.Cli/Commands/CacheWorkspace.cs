using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HfRegistry.Cache;
using HfRegistry.Cli.Output;
using HfRegistry.Hub;

namespace HfRegistry.Cli.Commands;

/// <summary>The context of the commands that read or write the shared cache.</summary>
internal sealed class CacheWorkspace : IDisposable
{
    private readonly CommandIO _io;
    private readonly HubClient? _hub;

    private CacheWorkspace(CommandIO io, HubClient? hub, DownloadOptions options)
    {
        _io = io;
        _hub = hub;
        Options = options;
    }

    /// <summary>Gets how to download.</summary>
    public DownloadOptions Options { get; }

    /// <summary>Returns the cache's folder: the option's, else the environment's.</summary>
    public static Outcome<string> FindRoot(CommandIO io, string? option) =>
        (option is { Length: > 0 } ? io.PathOf(option) : CacheLocation.Find(io.Variable)) is not { } root ? new(DiagnosticCatalog.NoCache.Create())
            : File.Exists(root) ? new(DiagnosticCatalog.CacheNotWritten.Create(root, "it is a file"))
            : new Outcome<string>(root);

    /// <summary>Opens the cache and, unless a switch forbids the network, the Hub.</summary>
    /// <param name="io">The streams and variables.</param>
    /// <param name="parsed">The command line, of a command with <see cref="DownloadSwitches"/>.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller disposes of it.")]
    public static Outcome<CacheWorkspace> Open(CommandIO io, ParseResult parsed)
    {
        var opened = io.OpenWorkspaceWithoutRegistry();
        if (opened.Value is not { } workspace)
            return new(null, opened.Diagnostics);
        var root = FindRoot(io, parsed.CacheFolder());
        if (root.Value is not { } folder)
            return new(null, root.Diagnostics);
        var offline = workspace.Environment.OfflineSwitch;
        if (offline is null && workspace.SwitchProblem is { } problem)
            return new(null, [problem]);
        var options = new DownloadOptions
        {
            Root = folder,
            OfflineSwitch = offline,
            ForbidsLinks = HfEnvironment.IsTruthy(io.Variable("HF_HUB_DISABLE_SYMLINKS")),
        };
        return new(new CacheWorkspace(io, offline is null ? workspace.Connect(TimeoutOption.Of(parsed)) : null, DownloadSwitches.Apply(parsed, options)), opened.Diagnostics);
    }

    /// <summary>Brings a model's files into the cache under a progress view.</summary>
    /// <param name="request">The model.</param>
    /// <param name="isQuiet">Whether to show no progress.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Outcome<DownloadedSnapshot>> DownloadAsync(DownloadRequest request, bool isQuiet, CancellationToken cancellationToken)
    {
        return isQuiet ? RunAsync(null) : ProgressView.RunAsync<DownloadProgress, Outcome<DownloadedSnapshot>>(_io, Describe, RunAsync);

        Task<Outcome<DownloadedSnapshot>> RunAsync(IProgress<DownloadProgress>? progress) =>
            new SnapshotDownloader(Options, _hub, _io.Clock, progress).DownloadAsync(request, cancellationToken);
    }

    public void Dispose() => _hub?.Dispose();

    // A bar counts whole numbers; kilobytes leave room for two terabytes.
    private static ProgressStep Describe(DownloadProgress progress, TimeSpan elapsed)
    {
        const long Kilobyte = 1_000;
        var left = TimeLeft(progress, elapsed) is { } time ? $", about {Rounded(time)} left" : "";
        return new ProgressStep(
            (int)(progress.Bytes / Kilobyte), (int)(progress.TotalBytes / Kilobyte),
            $"{progress.Files} of {progress.TotalFiles} files, {new ByteSize(Math.Max(0, progress.Bytes))} of {new ByteSize(progress.TotalBytes)}{left}");
    }

    // A hundredth has to come before anything can be said.
    private static TimeSpan? TimeLeft(DownloadProgress progress, TimeSpan elapsed)
    {
        const int Least = 100;
        var received = progress.Bytes - progress.Found;
        return received > 0 && received >= progress.TotalBytes / Least ? elapsed / received * (progress.TotalBytes - progress.Bytes) : null;
    }

    private static string Rounded(TimeSpan time)
    {
        var (count, unit) = time switch
        {
            { TotalMinutes: < 2 } => (time.TotalSeconds, "s"),
            { TotalHours: < 2 } => (time.TotalMinutes, "min"),
            _ => (time.TotalHours, "h"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(count):0} {unit}");
    }
}
