using HfRegistry.Cache;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>Keeps the lock file of a project in step with its models.</summary>
/// <param name="managed">The project.</param>
/// <param name="io">The variables, which name the cache.</param>
internal sealed class LockEdit(ManagedProject managed, CommandIO io)
{
    private const int MaxBytes = 64_000_000;

    /// <summary>Gets whether the Hub is asked.</summary>
    public ResolutionMode Mode { get; init; } = managed.Mode;

    /// <summary>Gets the most time that the Hub may take, or null for the usual one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Resolves requests anew and locks the answers. Entries of other requests stay.</summary>
    /// <param name="old">The lock file.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LockUpdate> UpdateAsync(LockFile old, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, CancellationToken cancellationToken)
    {
        var workspace = managed.Workspace;
        var options = workspace.ResolverOptions(Mode, Timeout ?? LockUpdater.HubBudget);
        using var hub = workspace.ConnectFor(options);
        var ban = workspace.Environment.OfflineSwitch;
        using var filesHub = ban is null && requests.Any(static asked => asked.Request.IsDownloaded) ? workspace.Connect(Timeout ?? LockUpdater.HubBudget) : null;
        var locking = new LockUseCase(options, hub, workspace.Clock)
        {
            Files = CacheLocation.Find(io.Variable) is { } root ? new ModelFilesUseCase(new DownloadOptions { Root = root, OfflineSwitch = ban }, filesHub, workspace.Clock) : null,
        };
        var hashes = requests.Select(static asked => LockFile.HashOf(asked.Request)).ToHashSet(StringComparer.Ordinal);
        var (asked, others) = (old.Entries.Where(entry => hashes.Contains(entry.RequestHash)), old.Entries.Where(entry => !hashes.Contains(entry.RequestHash)));
        var update = await locking.RunAsync(new LockFile { Entries = [.. asked], Unknown = old.Unknown }, requests, configurationsOf: null, cancellationToken);
        return update with { Lock = new LockFile { Entries = [.. others, .. update.Lock.Entries], Unknown = old.Unknown } };
    }

    /// <summary>Reads the lock file that the project's build reads.</summary>
    /// <returns>The file with its bytes, or null when there is none.</returns>
    public (LockFile? File, byte[] Bytes, Diagnostic? Problem) Load()
    {
        if (managed.LockPath is not { } path || Files.BoundedFile.Read(path, MaxBytes) is not Files.FileReading.Content content)
            return (null, [], null);
        var parsed = LockFile.Parse(content.Utf8, path);
        return (parsed.Value, content.Utf8, parsed.Value is null ? parsed.Diagnostics[0] : null);
    }

    /// <summary>Returns the change of the lock file.</summary>
    public FileChange ChangeTo(LockFile file, byte[] old) => new(managed.LockPath!, old, file.Render());

    /// <summary>Returns the lock file without the entries of requests that no item makes any more. What is the folder's stays: other projects may make it.</summary>
    public LockFile Without(LockFile old, IReadOnlyCollection<RawRequest> removed, IReadOnlyCollection<RawRequest> kept)
    {
        var isShared = Path.GetFileName(managed.LockPath) == LockFile.FileName && Directory.EnumerateFiles(managed.Folder, "*.??proj").Skip(1).Any();
        var gone = removed.Select(LockFile.HashOf).Except(kept.Select(LockFile.HashOf), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        return isShared ? old : new LockFile { Entries = [.. old.Entries.Where(entry => !gone.Contains(entry.RequestHash))], Unknown = old.Unknown };
    }
}
