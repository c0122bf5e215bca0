namespace HfRegistry.Cache;

/// <summary>
/// The places of one model or dataset in the shared cache, in the layout that huggingface_hub reads and writes: contents by ETag in <c>blobs</c>, a
/// folder of links for each commit in <c>snapshots</c>, the commits of branches and tags in <c>refs</c>.
/// </summary>
internal sealed class RepositoryCache
{
    private const int GitDigits = 40;
    private const int Sha256Digits = 64;

    /// <summary>Names the places of a model.</summary>
    /// <param name="root">The cache's folder, an absolute path.</param>
    /// <param name="id">The model. Its spelling is the folder's: Python looks for the spelling that was asked for.</param>
    /// <param name="kind">The kind of repository.</param>
    public RepositoryCache(string root, ModelId id, RepositoryKind kind = RepositoryKind.Model)
    {
        Root = root;
        Id = id;
        Name = $"{(kind == RepositoryKind.Dataset ? "datasets" : "models")}--{id.ToString().Replace("/", "--", StringComparison.Ordinal)}";
        Folder = Path.Combine(root, Name);
        Blobs = Path.Combine(Folder, "blobs");
        Snapshots = Path.Combine(Folder, "snapshots");
        References = Path.Combine(Folder, "refs");
    }

    /// <summary>Gets the cache's folder.</summary>
    public string Root { get; }

    /// <summary>Gets the model.</summary>
    public ModelId Id { get; }

    /// <summary>Gets the name of the model's folder.</summary>
    public string Name { get; }

    /// <summary>Gets the model's folder.</summary>
    public string Folder { get; }

    /// <summary>Gets the folder of contents; a cache without links may have none.</summary>
    public string Blobs { get; }

    /// <summary>Gets the folder of snapshots.</summary>
    public string Snapshots { get; }

    /// <summary>Gets the folder of branches and tags.</summary>
    public string References { get; }

    /// <summary>Returns the model whose folder has a name, or null when the folder is none of a model.</summary>
    /// <param name="folder">The name of a folder directly below the cache's.</param>
    public static ModelId? IdOf(string folder)
    {
        var parts = folder.Split("--");
        return parts is ["models", ..] && ModelId.TryParse(string.Join('/', parts.Skip(1)), out var id) ? id : null;
    }

    /// <summary>Returns whether a text is an ETag of the cache: 40 hexadecimal digits of git or 64 of SHA-256. Else it is no name of a file.</summary>
    public static bool IsETag(string text) => text.Length is GitDigits or Sha256Digits && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Returns whether an ETag is the SHA-256 of a file in large file storage.</summary>
    public static bool IsSha256(string etag) => etag.Length == Sha256Digits;

    /// <summary>Returns the folder of a commit's files.</summary>
    public string Snapshot(Revision commit) => Path.Combine(Snapshots, commit.ToString());

    /// <summary>Returns the place of a file of a commit.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="path">A path that <see cref="FileNameRules"/> has passed.</param>
    public string SnapshotFile(Revision commit, string path) => Path.Combine(Snapshot(commit), LocalPath.Of(path));

    /// <summary>Returns the place of a content.</summary>
    public string Blob(string etag) => Path.Combine(Blobs, etag);

    /// <summary>Returns the place of a content that is on its way. Python's client lists and prunes it, and no client continues it but this one.</summary>
    public string Partial(string etag) => Path.Combine(Blobs, $"{etag}.hfregistry.incomplete");

    /// <summary>Returns whether a content is there, by its size; hashes are for <see cref="CacheVerifier"/>. A link is none: somebody planted it.</summary>
    public bool IsStored(RemoteFile file) => new FileInfo(Blob(file.ETag)) is { Exists: true, LinkTarget: null } blob && blob.Length == file.Size;

    /// <summary>Returns whether a file of a commit is there, by its size: as a link into this model's contents, or as a hard link or copy.</summary>
    public bool IsPlaced(Revision commit, RemoteFile file)
    {
        var place = new FileInfo(SnapshotFile(commit, file.Path));
        if (place.LinkTarget is not { } target)
            return place.Exists && place.Length == file.Size;

        // The JavaScript client names some contents by the hash of the chunk store. Any other link leads to another content, or was planted.
        var full = Path.GetFullPath(target, place.DirectoryName!);
        return Path.GetDirectoryName(full) == Blobs && Path.GetFileName(full) is var name && (name == file.ETag || name == file.XetHash)
            && new FileInfo(full) is { Exists: true, LinkTarget: null } blob && blob.Length == file.Size;
    }

    /// <summary>Gets the folder of the locks of contents, which Python's client also takes.</summary>
    public string Locks => Path.Combine(Root, ".locks", Name);

    /// <summary>Returns the place of a content's lock.</summary>
    public string LockFile(string etag) => Path.Combine(Locks, $"{etag}.lock");

    /// <summary>Returns the place of a commit's list of files.</summary>
    public string Tree(Revision commit) => Path.Combine(Folder, "trees", $"{commit}.json");

    /// <summary>Returns the folder of notes about files that a commit does not have.</summary>
    public string NoExist(Revision commit) => Path.Combine(Folder, ".no_exist", commit.ToString());

    /// <summary>Returns the place of a branch or tag, or null when its name cannot be one of a file here.</summary>
    public string? Reference(string name) =>
        FileNameRules.Problem(name, OperatingSystem.IsWindows()) is null ? Path.Combine(References, LocalPath.Of(name)) : null;

    /// <summary>Returns the commit that the cache knows for a branch or tag, or null.</summary>
    public Revision? CommitOf(string name)
    {
        try
        {
            // Forty digits and, from other hands, a line end; more of it is no commit.
            return Reference(name) is { } file && File.Exists(file) && new FileInfo(file).Length < 2 * GitDigits
                && Revision.TryParse(File.ReadAllText(file).Trim(), out var commit) ? commit : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
