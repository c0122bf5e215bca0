using HfRegistry.Files;

namespace HfRegistry.Cache;

/// <summary>
/// Gives contents their names in a snapshot. Links are relative, so that the cache can be moved; where the file system has none (Windows
/// without the privilege, some network shares), a content is moved into the snapshot, as Python's client does.
/// </summary>
internal sealed class SnapshotWriter
{
    private const string TagFile = "CACHEDIR.TAG";

    // The signature is fixed by the convention that backup tools read: bford.info/cachedir.
    private static readonly byte[] TagText = "Signature: 8a477f597d28d172789f06886806bc55\n# This folder holds a cache of Hugging Face repositories; backup tools may leave it out.\n"u8.ToArray();

    private readonly RepositoryCache _cache;
    private readonly Lazy<bool> _hasLinks;

    /// <summary>Writes snapshots of one model.</summary>
    /// <param name="cache">The places.</param>
    /// <param name="forbidsLinks">Whether to make no links even where there are some (<c>HF_HUB_DISABLE_SYMLINKS</c>).</param>
    public SnapshotWriter(RepositoryCache cache, bool forbidsLinks)
    {
        _cache = cache;
        _hasLinks = new Lazy<bool>(() => !forbidsLinks && CanLink());
    }

    /// <summary>Gets whether the files of a snapshot are links to contents. Use after <see cref="Prepare"/>.</summary>
    public bool HasLinks => _hasLinks.Value;

    /// <summary>Makes the folders that every file needs.</summary>
    public void Prepare()
    {
        Directory.CreateDirectory(_cache.Folder);
        LocalPath.MakeFolders(_cache.Folder, _cache.Blob("any"));
        var tag = Path.Combine(_cache.Root, TagFile);
        if (File.Exists(tag))
            return;
        try
        {
            using var file = new FileStream(tag, FileMode.CreateNew);
            file.Write(TagText);
        }
        catch (IOException) when (new FileInfo(tag) is { Exists: true } or { LinkTarget: not null })
        {
            // Another process wrote it meanwhile; a link that leads nowhere is not followed.
        }
    }

    /// <summary>Returns whether the cache's file system takes two spellings of a name for one. Call after <see cref="Prepare"/>.</summary>
    public bool IgnoresCase() => File.Exists(Path.Combine(_cache.Root, TagFile.ToLowerInvariant()));

    /// <summary>Gives a content, which lies in <c>blobs</c>, its name in a snapshot, in one step; what had the name before is replaced.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="file">The file.</param>
    /// <param name="isNew">Whether the content was fetched just now: without links it is then moved, not copied.</param>
    public void Place(Revision commit, RemoteFile file, bool isNew)
    {
        var target = _cache.SnapshotFile(commit, file.Path);
        var blob = _cache.Blob(file.ETag);
        LocalPath.MakeFolders(_cache.Folder, target);
        if (!HasLinks && isNew)
        {
            File.Move(blob, target, overwrite: true);
            return;
        }

        var temporary = Path.Combine(_cache.Blobs, $"{file.ETag}.{Guid.NewGuid():N}.incomplete");
        try
        {
            if (HasLinks)
                File.CreateSymbolicLink(temporary, RelativeBlob(file));
            else
                File.Copy(blob, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Writes which commit a branch or tag names: last of all, since with it a snapshot counts as there.</summary>
    /// <returns>False when its name cannot be one of a file here.</returns>
    public bool Point(string name, Revision commit)
    {
        if (_cache.Reference(name) is not { } target)
            return false;
        if (_cache.CommitOf(name) == commit)
            return true;
        LocalPath.MakeFolders(_cache.Folder, target);

        // Without a line end: Python takes the whole text for the commit, and a line end hides the repository.
        Replace(target, System.Text.Encoding.ASCII.GetBytes(commit.ToString()));
        return true;
    }

    /// <summary>Writes the list of a commit's files.</summary>
    public void WriteTree(Revision commit, IReadOnlyCollection<RemoteFile> files)
    {
        var target = _cache.Tree(commit);
        if (File.Exists(target) && CachedTree.Read(target) is not null)
            return;
        LocalPath.MakeFolders(_cache.Folder, target);
        Replace(target, CachedTree.Write(files));
    }

    /// <summary>Notes that a commit does not have some files, in the form that other clients know: an empty file.</summary>
    public void NoteMissing(Revision commit, IEnumerable<string> paths)
    {
        foreach (var note in paths.Select(path => Path.Combine(_cache.NoExist(commit), LocalPath.Of(path))).Where(static note => !File.Exists(note)))
        {
            LocalPath.MakeFolders(_cache.Folder, note);
            Replace(note, []);
        }
    }

    private void Replace(string target, byte[] content)
    {
        var temporary = Path.Combine(_cache.Blobs, $"{Guid.NewGuid():N}.incomplete");
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // A link in snapshots/COMMIT/a/b climbs once for the commit, once for snapshots, and once for each folder of the path.
    private static string RelativeBlob(RemoteFile file)
    {
        var climbs = 2 + file.Path.Count(static c => c == '/');
        return Path.Combine([.. Enumerable.Repeat("..", climbs), "blobs", file.ETag]);
    }

    private bool CanLink()
    {
        var probe = Path.Combine(_cache.Blobs, $"{Guid.NewGuid():N}.incomplete");
        try
        {
            File.CreateSymbolicLink(probe, "target");
            return true;
        }
        catch (Exception refused) when (AtomicFile.IsRefusal(refused))
        {
            return false;
        }
        finally
        {
            File.Delete(probe);
        }
    }
}
