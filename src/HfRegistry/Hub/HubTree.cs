using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>A query for files of a repository.</summary>
internal sealed record HubTreeQuery
{
    /// <summary>Gets the kind of the repository.</summary>
    public RepositoryKind Kind { get; init; }

    /// <summary>Gets a branch, tag or commit; null for the main branch.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets the folder, with <c>/</c> between its parts; null for the whole repository.</summary>
    public string? Folder { get; init; }

    /// <summary>Gets whether to list what is in its folders too.</summary>
    public bool Recursive { get; init; } = true;

    /// <summary>Gets whether to ask for the Hub's scans of the files (<c>expand=true</c>): the pages are then smaller, and more.</summary>
    public bool WithScans { get; init; }
}

/// <summary>A file or folder of a repository as the Hub's tree states it.</summary>
/// <param name="Path">The path from the repository's root, with <c>/</c>. Untrusted: never join it to a local path unchecked.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="SizeBytes">The real size of a file: of one in large file storage, the payload's.</param>
/// <param name="ObjectId">The git object id (40 hexadecimal digits): of a file in large file storage, its pointer's.</param>
/// <param name="Sha256">The payload's SHA-256 (64 hexadecimal digits), of a file in large file storage.</param>
/// <param name="XetHash">The hash in the Hub's chunk store; null also when the Hub masks it, as it does for files that are gated.</param>
/// <param name="ScanStatus">
/// The Hub's word on the file's safety (<c>safe</c>, <c>unsafe</c>, <c>queued</c>, …), when it was asked for and there is one. Scans
/// come later than files: no word is no good word.
/// </param>
internal sealed record HubTreeEntry(
    string Path, bool IsFolder, long? SizeBytes, string? ObjectId, string? Sha256, string? XetHash, string? ScanStatus)
{
    private const int GitDigits = 40;
    private const int Sha256Digits = 64;

    /// <summary>Returns the entry of a row, or null when its path is none.</summary>
    internal static HubTreeEntry? Read(JsonElement row)
    {
        if (row.Text("path") is not { } path || !RepositoryPath.IsPossible(path))
            return null;
        var isFolder = row.Text("type") == "directory";
        return new HubTreeEntry(
            path,
            isFolder,
            isFolder ? null : row.Count("size"),
            row.HexDigits("oid", GitDigits),
            (row.Member("lfs") ?? default).HexDigits("oid", Sha256Digits),
            row.HexDigits("xetHash", Sha256Digits),
            (row.Member("securityFileStatus") ?? default).Fact("status"));
    }
}
