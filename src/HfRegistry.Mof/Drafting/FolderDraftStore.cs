using System.Text;
using HfRegistry.Files;
using HfRegistry.Mof.Documents;

namespace HfRegistry.Mof.Drafting;

/// <summary>Drafts in a folder on disk, which need not exist. The folder is listed once.</summary>
internal sealed class FolderDraftStore : IDraftStore
{
    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Lazy<Dictionary<string, string>> _paths;

    /// <summary>Creates a store.</summary>
    /// <param name="folder">The absolute path of the folder.</param>
    /// <param name="clock">Times the tries of a write.</param>
    public FolderDraftStore(string folder, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        _paths = new Lazy<Dictionary<string, string>>(List);
    }

    public string PathOf(string name) => Path.Combine(_folder, name);

    public DraftHead Inspect(string name)
    {
        var path = PathOf(name);
        return File.Exists(path) ? Read(path) : _paths.Value.TryGetValue(name, out var existing) ? Read(existing) : new DraftHead(DraftState.Absent);
    }

    /// <summary>Reads what every document in the folder is.</summary>
    public IEnumerable<DraftHead> InspectAll() => _paths.Value.Values.Where(static path => path.EndsWith(MofDocument.Extension, StringComparison.Ordinal)).Select(Read);

    public Diagnostic? Write(string name, string text)
    {
        var path = PathOf(name);
        try
        {
            Directory.CreateDirectory(_folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return AtomicFile.NotWritten(path, DiagnosticCatalog.MofDraftNotWritten, refused);
        }

        return AtomicFile.Replace(path, Encoding.UTF8.GetBytes(text), DiagnosticCatalog.MofDraftNotWritten, _clock);
    }

    private static DraftHead Read(string path) => BoundedFile.Read(path, MofDocument.MaxBytes) is FileReading.Content content
        ? DraftText.Read(Encoding.UTF8.GetString(content.Utf8))
        : new DraftHead(DraftState.Curated);

    private Dictionary<string, string> List()
    {
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (var path in Directory.Exists(_folder) ? Directory.EnumerateFileSystemEntries(_folder) : [])
                paths.TryAdd(Path.GetFileName(path), path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // What stands under a name itself is still found, and what cannot be written says so when it is tried.
        }

        return paths;
    }
}
