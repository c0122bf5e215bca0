using System.Collections.Immutable;
using HfRegistry.Cache;
using HfRegistry.Cli.Editing;
using HfRegistry.Cli.Output;
using HfRegistry.Files;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Managed;

/// <summary>The lock files of one run: each is read once, although projects may share it, and written once at the end.</summary>
/// <param name="io">The variables, which name the cache.</param>
internal sealed class LockEdits(CommandIO io)
{
    private const int MaxBytes = 64_000_000;

    private readonly Dictionary<string, (byte[] Old, LockFile Now)> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>Gets whether the Hub is asked; null for what the project's build does.</summary>
    public ResolutionMode? Mode { get; init; }

    /// <summary>Gets the most time that the Hub may take for a project, or null for the usual one.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Gets the changes.</summary>
    public IReadOnlyList<FileChange> Changes => [.. _files.Where(file => _changed.Contains(file.Key)).Select(static file => new FileChange(file.Key, file.Value.Old, file.Value.Now.Render()))];

    /// <summary>Returns the day of the facts by which a request was locked; null when it is not locked, or the day is not known.</summary>
    public DateOnly? DayOf(ManagedProject managed, RawRequest request) => managed.LockPath is { } path ? Load(path).Value?.Find(request)?.AsOf : null;

    /// <summary>Resolves requests of a project anew and locks the answers. Entries of other requests stay.</summary>
    /// <param name="managed">The project, which has a lock file.</param>
    /// <param name="requests">The requests.</param>
    /// <param name="moved">The requests that take the place of others, by the hash of those.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What changed; or why the file cannot be read.</returns>
    public async Task<Outcome<LockUpdate>> UpdateAsync(
        ManagedProject managed, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, Dictionary<string, RawRequest> moved, CancellationToken cancellationToken)
    {
        var loaded = Load(managed.LockPath!);
        if (loaded.Value is not { } old)
            return new Outcome<LockUpdate>(null, loaded.Diagnostics);
        // Another project of a shared file may make the old request still.
        var entries = old.Entries.SelectMany(entry => !moved.TryGetValue(entry.RequestHash, out var request) ? [entry]
            : IsShared(managed, managed.LockPath!) ? [entry, entry with { Request = request }]
            : new[] { entry with { Request = request } }).DistinctBy(static entry => entry.RequestHash).ToList();
        var hashes = requests.Select(static asked => LockFile.HashOf(asked.Request)).ToHashSet(StringComparer.Ordinal);
        var update = await ResolveAsync(managed, new LockFile { Entries = [.. entries.Where(entry => hashes.Contains(entry.RequestHash))] }, requests, moved, cancellationToken);

        // The registry of a project can be older than what it locked from the Hub.
        var newer = old.Entries.Where(entry => update.Lock.Entries.Any(now => now.RequestHash == entry.RequestHash && now.Id == entry.Id && now.AsOf < entry.AsOf)).ToDictionary(static entry => entry.RequestHash, StringComparer.Ordinal);
        if (newer.Count > 0)
        {
            update = update with
            {
                Changes = [.. update.Changes.Where(change => change.Old is not { } before || !newer.ContainsKey(before.RequestHash))],
                Lock = new LockFile { Entries = [.. update.Lock.Entries.Select(entry => newer.GetValueOrDefault(entry.RequestHash, entry))], Unknown = update.Lock.Unknown },
            };
        }

        if (!update.Changes.IsEmpty || !entries.SequenceEqual(old.Entries))
            Set(managed.LockPath!, new LockFile { Entries = [.. entries.Where(entry => !hashes.Contains(entry.RequestHash)), .. update.Lock.Entries], Unknown = old.Unknown });
        return new Outcome<LockUpdate>(update);
    }

    /// <summary>Resolves the models of a project for a new lock file.</summary>
    public Task<LockUpdate> CreateAsync(ManagedProject managed, CancellationToken cancellationToken) =>
        ResolveAsync(managed, new LockFile(), [.. managed.Models.Where(static item => !ManagedProject.IsOptional(item)).Select(static item => (ManagedProject.RequestOf(item), (SourceLocation?)item.Location))], [], cancellationToken);

    /// <summary>Removes the entries of requests that no item makes any more. Those of a file that the projects of a folder share stay: another one may make them.</summary>
    /// <param name="managed">The project, which has a lock file.</param>
    /// <param name="removed">The requests of removed items.</param>
    /// <param name="kept">The requests of all others.</param>
    /// <returns>Why the file cannot be read, or null.</returns>
    public Diagnostic? Remove(ManagedProject managed, IEnumerable<RawRequest> removed, IEnumerable<RawRequest> kept)
    {
        var path = managed.LockPath!;
        var loaded = Load(path);
        if (loaded.Value is not { } old)
            return loaded.Diagnostics[0];
        var isShared = IsShared(managed, path);
        var gone = removed.Select(LockFile.HashOf).Except(kept.Select(LockFile.HashOf), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (!isShared && old.Entries.Any(entry => gone.Contains(entry.RequestHash)))
            Set(path, new LockFile { Entries = [.. old.Entries.Where(entry => !gone.Contains(entry.RequestHash))], Unknown = old.Unknown });
        return null;
    }

    // A file that a property names, or that lies beside several projects, can be that of others too.
    private static bool IsShared(ManagedProject managed, string path) =>
        path != ProjectLockPath.Of(managed.Project.Path, null) || (Path.GetFileName(path) == LockFile.FileName && Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.??proj").Skip(1).Any());

    private async Task<LockUpdate> ResolveAsync(
        ManagedProject managed, LockFile old, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, Dictionary<string, RawRequest> moved, CancellationToken cancellationToken)
    {
        var workspace = managed.Workspace;
        var options = managed.Options(Mode, Timeout ?? managed.Settings.HubTimeout ?? LockUpdater.HubBudget);
        using var hub = workspace.ConnectFor(options);
        var ban = workspace.Environment.OfflineSwitch;
        using var filesHub = ban is null && requests.Any(static asked => asked.Request.IsDownloaded) ? workspace.Connect(options.HubBudget) : null;
        return await new LockUseCase(options, hub, workspace.Clock)
        {
            Files = CacheLocation.Find(io.Variable) is { } root ? new ModelFilesUseCase(new DownloadOptions { Root = root, OfflineSwitch = ban }, filesHub, workspace.Clock) : null,
        }.RunAsync(old, requests, ConfigurationsOf(managed, moved), cancellationToken);
    }

    /// <summary>Returns what tells the configurations whose items make a request, sorted and empty for all of them; null when only one was evaluated.</summary>
    private static Func<RawRequest, ImmutableArray<string>>? ConfigurationsOf(ManagedProject managed, Dictionary<string, RawRequest> moved)
    {
        var all = managed.Project.Configurations;
        if (all.IsEmpty)
            return null;
        var names = managed.Models.Select(static item => (Request: ManagedProject.RequestOf(item), item.Configurations))
            .ToLookup(made => LockFile.HashOf(moved.GetValueOrDefault(LockFile.HashOf(made.Request), made.Request)), static made => made.Configurations, StringComparer.Ordinal);
        return request => names[LockFile.HashOf(request)].SelectMany(static of => of).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).ToImmutableArray() is var its && its.Length == all.Length ? [] : its;
    }

    private Outcome<LockFile> Load(string path)
    {
        if (_files.TryGetValue(path, out var file))
            return new Outcome<LockFile>(file.Now);
        var bytes = BoundedFile.Read(path, MaxBytes) is FileReading.Content content ? content.Utf8 : null;
        var loaded = bytes is null ? LockFile.Load(path) : LockFile.Parse(bytes, path);
        if (bytes is not null && loaded.Value is { } now)
            _files.Add(path, (bytes, now));
        return loaded;
    }

    private void Set(string path, LockFile file)
    {
        _files[path] = _files[path] with { Now = file };
        _changed.Add(path);
    }
}
