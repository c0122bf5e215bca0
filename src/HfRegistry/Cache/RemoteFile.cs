using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>A file of a repository at one commit, as the Hub's tree states it: all that is needed to fetch, verify and store it.</summary>
/// <param name="Path">The path from the repository's root, with <c>/</c>. Untrusted until <see cref="FileNameRules"/> has passed it.</param>
/// <param name="Size">The size in bytes.</param>
/// <param name="GitId">The git object id (40 hexadecimal digits): of a file in large file storage, its pointer's.</param>
/// <param name="Sha256">The content's SHA-256 (64 hexadecimal digits), of a file in large file storage; else null.</param>
/// <param name="XetHash">The hash in the Hub's chunk store, where it is known.</param>
internal sealed record RemoteFile(string Path, long Size, string GitId, string? Sha256 = null, string? XetHash = null)
{
    /// <summary>Gets the name of the file's content in the cache: its SHA-256 where there is one, else its git object id.</summary>
    public string ETag => Sha256 ?? GitId;

    /// <summary>Returns the file that a lock file names.</summary>
    internal static RemoteFile Of(ModelFile file) => new(file.Path, file.Size, file.Hash, file.HasSha256 ? file.Hash : null);

    /// <summary>Returns the file of a row of the Hub's tree, or null when the row lacks its object id or a size that a file can have.</summary>
    internal static RemoteFile? Of(HubTreeEntry entry) =>
        entry is { IsFolder: false, SizeBytes: { } size and <= ModelFile.MaxSize, ObjectId: { } oid } ? new RemoteFile(entry.Path, size, oid, entry.Sha256, entry.XetHash) : null;
}
