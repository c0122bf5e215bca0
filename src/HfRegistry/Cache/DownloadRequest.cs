using System.Collections.Immutable;

namespace HfRegistry.Cache;

/// <summary>A model, or a dataset, to have in the cache.</summary>
internal sealed record DownloadRequest
{
    /// <summary>Gets the kind of repository.</summary>
    public RepositoryKind Kind { get; init; }

    /// <summary>Gets the repository.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets a branch, a tag or a commit; null for the main branch. Only a commit of 40 digits can be complete without a request.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets which of its files.</summary>
    public FileRequest Files { get; init; } = new();

    /// <summary>Gets the files that a lock file names, with the hashes that they must have: these are taken in the place of <see cref="Files"/>. Empty for none.</summary>
    public ImmutableArray<ModelFile> Locked { get; init; } = [];
}

/// <summary>The options of downloads.</summary>
internal sealed record DownloadOptions
{
    /// <summary>The largest number of connections of one file.</summary>
    public const int MaxConnections = 16;

    /// <summary>So many parts must be missing before a file gets several connections: about 1 GB.</summary>
    public const int SmallestParts = 4;

    /// <summary>Gets the cache's folder, an absolute path (<see cref="CacheLocation"/>).</summary>
    public required string Root { get; init; }

    /// <summary>Gets the switch that forbids the network, for messages; null when it is allowed.</summary>
    public string? OfflineSwitch { get; init; }

    /// <summary>Gets whether to start although the disk says that it is too small: network shares are known to say wrong things.</summary>
    public bool IgnoresSpace { get; init; }

    /// <summary>Gets whether to make copies instead of symbolic links (<c>HF_HUB_DISABLE_SYMLINKS</c>).</summary>
    public bool ForbidsLinks { get; init; }

    /// <summary>Gets the number of files that travel at once, from 1.</summary>
    public int MaxConcurrency { get; init; } = 8;

    /// <summary>Gets the number of connections that one large file may have, from 1 to 16. A file with several is hashed when it is complete, not on its way.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>Gets the bytes that make a connection of their own worthwhile.</summary>
    public long PartBytes { get; init; } = 256_000_000;
}

/// <summary>A model's files in the cache.</summary>
/// <param name="Id">The model, by its present id.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Folder">The folder of the commit's files, an absolute path.</param>
/// <param name="Selection">The files that were asked for; all of them are there.</param>
/// <param name="Requests">How many requests it took.</param>
internal sealed record DownloadedSnapshot(ModelId Id, Revision Commit, string Folder, FileSelection Selection, long Requests)
{
    /// <summary>Gets the number of files that were fetched now, not found in the cache.</summary>
    public int Fetched { get; init; }
}
