using System.Collections.Immutable;
using HfRegistry.Cache;
using HfRegistry.Hub;
using HfRegistry.Ingestion.Catalog;

namespace HfRegistry.Ingestion.Steps;

/// <summary>A file of a repository, with the Hub's word on its safety.</summary>
/// <param name="File">The file.</param>
/// <param name="Scan">The word; null when there is none yet.</param>
internal sealed record ResolvedFile(RemoteFile File, string? Scan);

/// <summary>A repository at one commit, as it is known before anything is fetched.</summary>
/// <param name="Key">The key of the package that it becomes; its id is the repository's present one.</param>
/// <param name="Commit">The commit.</param>
/// <param name="Files">Its files.</param>
internal sealed record ResolvedRepository(PackageKey Key, Revision Commit, ImmutableArray<ResolvedFile> Files)
{
    /// <summary>Gets the kind of repository.</summary>
    public RepositoryKind Kind => KindOf(Key.Kind);

    /// <summary>Gets the bytes of all files.</summary>
    public long SizeBytes => Files.Sum(static file => file.File.Size);

    /// <summary>Gets a line about each name that the listing had to leave out.</summary>
    public ImmutableArray<string> Skipped { get; init; } = [];

    /// <summary>Returns the Hub's kind of a package's.</summary>
    public static RepositoryKind KindOf(PackageKind kind) => kind == PackageKind.Dataset ? RepositoryKind.Dataset : RepositoryKind.Model;
}

/// <summary>Finds out which commit, which version and which files are meant.</summary>
internal sealed class RepositoryResolver(HubClient hub, ICatalog catalog, int maxFiles)
{
    /// <summary>Resolves a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="recorded">What an earlier attempt of the run resolved, or null.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<StepOutcome<ResolvedRepository>> ResolveAsync(
        IngestRequest request, (ModelId Id, Revision Commit, PackageVersion Version)? recorded, CancellationToken cancellationToken)
    {
        var kind = ResolvedRepository.KindOf(request.Kind);
        var (id, commit, version) = recorded is { } known ? (known.Id, known.Commit, known.Version) : (request.Id, null, request.Version);
        if (commit is null)
        {
            var head = await HeadAsync(kind, request.Id, cancellationToken);
            if (head.Error is { } error)
                return StepStop.Of(error, request.Id);
            (id, commit) = (head.Id!, head.Commit!);
        }

        if (version is null)
        {
            var detected = await DetectAsync(request, kind, id, commit, cancellationToken);
            if (detected.Stop is { } stop)
                return stop;
            version = detected.Value!;
        }

        return await ListAsync(new PackageKey(request.Tenant, request.Kind, id, version), kind, commit, cancellationToken);
    }

    private async Task<(ModelId? Id, Revision? Commit, HubError? Error)> HeadAsync(RepositoryKind kind, ModelId id, CancellationToken cancellationToken)
    {
        var (found, commit, error) = await RepositoryHead.ReadAsync(hub, kind, id, revision: null, cancellationToken);
        return (found, commit, error ?? (commit is null ? new HubError.Malformed("it names no commit") : null));
    }

    private async Task<StepOutcome<PackageVersion>> DetectAsync(IngestRequest request, RepositoryKind kind, ModelId id, Revision commit, CancellationToken cancellationToken)
    {
        var tags = await hub.GetTagsAsync(kind, id, cancellationToken);
        if (tags.Value is not { } known)
            return StepStop.Of(tags.Error!, request.Id);
        if (VersionDetection.OfTags(known.Tags, commit) is { } tagged)
            return tagged;
        if (VersionDetection.OfName(id) is not { } named)
            return VersionDetection.OfCommit(commit);

        // The name stays when the repository changes: the next commit needs a version of its own.
        var taken = await catalog.FindAsync(new PackageKey(request.Tenant, request.Kind, id, named), cancellationToken);
        return taken.Error is { } failed ? StepStop.Of(failed) : taken.Value is { } other && other.Revision != commit ? VersionDetection.OfCommit(commit, named) : named;
    }

    private async Task<StepOutcome<ResolvedRepository>> ListAsync(PackageKey key, RepositoryKind kind, Revision commit, CancellationToken cancellationToken)
    {
        var files = ImmutableArray.CreateBuilder<ResolvedFile>();
        var skipped = ImmutableArray.CreateBuilder<string>();
        try
        {
            var query = new HubTreeQuery { Kind = kind, Revision = commit.ToString(), WithScans = true };
            await foreach (var entry in hub.ListTreeAsync(key.Id, query, skipped.Add, cancellationToken))
            {
                if (entry.IsFolder)
                    continue;

                // The check of the size refuses it; nobody has to list the rest.
                if (files.Count > maxFiles || skipped.Count > maxFiles)
                    break;
                if (RemoteFile.Of(entry) is not { } file)
                    return StepStop.Of(new HubError.Malformed($"it states no size or hash of {entry.Path}"), key.Id);
                files.Add(new ResolvedFile(file, entry.ScanStatus));
            }
        }
        catch (HubException refused)
        {
            return StepStop.Of(refused.Error, key.Id);
        }

        return new ResolvedRepository(key, commit, [.. files.DistinctBy(static file => file.File.Path).OrderBy(static file => file.File.Path, StringComparer.Ordinal)])
        {
            Skipped = skipped.ToImmutable(),
        };
    }
}
