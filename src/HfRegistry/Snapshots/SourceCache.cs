using HfRegistry.Files;

namespace HfRegistry.Snapshots;

/// <summary>
/// Keeps what was read of source repositories, a file for each commit, in the user's cache: the files at a commit never change. It saves requests; what is
/// wrong with it costs nothing else.
/// </summary>
/// <param name="folder">The absolute path of its folder.</param>
/// <param name="clock">Tells which files are old.</param>
internal sealed class SourceCache(string folder, TimeProvider clock)
{
    private const int MaxBytes = 4_000_000;
    private const string Extension = ".json";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Returns the cache of an environment; null when it names no place for one.</summary>
    public static SourceCache? Of(HfEnvironment environment, TimeProvider clock) =>
        environment.AssetsFolder is { } assets ? new SourceCache(Path.Combine(assets, "hfregistry", "github"), clock) : null;

    /// <summary>Returns what this version of the program read of a repository at a commit, or null.</summary>
    public SourceRepository? Find(string name, Revision commit) =>
        BoundedFile.Read(PathOf(name, commit), MaxBytes) is FileReading.Content content
        && MachineJson.Read(content.Utf8, SnapshotJson.Default.SourceCacheDocument).Value is { Repository: { } row } document
        && document.Program == ProductVersion.Text && row.Name == name && row.Commit == commit
            ? row.ToRepository()
            : null;

    /// <summary>Keeps what was read, and removes what is older than a month.</summary>
    public void Keep(SourceRepository repository)
    {
        try
        {
            PrivateFolder.Create(folder);
            foreach (var old in new DirectoryInfo(folder).EnumerateFiles("*" + Extension).Where(file => file.LastWriteTimeUtc < clock.GetUtcNow() - Lifetime))
                old.Delete();
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return;
        }

        var document = new SourceCacheDocument { Program = ProductVersion.Text, Repository = SourceFactsRow.Of(repository) };
        AtomicFile.Replace(PathOf(repository.Name, repository.Commit), MachineJson.Render(document, SnapshotJson.Default.SourceCacheDocument), DiagnosticCatalog.SnapshotNotWritten, clock);
    }

    private string PathOf(string name, Revision commit) => Path.Combine(folder, $"{name.Replace('/', '~').ToLowerInvariant()}~{commit}{Extension}");
}

/// <summary>A kept repository as JSON. Another version of the program may tell purposes apart in another way.</summary>
internal sealed class SourceCacheDocument
{
    public string? Program { get; set; }

    public SourceFactsRow? Repository { get; set; }
}
