using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.UseCases;

/// <summary>Resolves the requests of a lock file anew. Writes nothing: a door decides whether and where the result is kept.</summary>
/// <param name="options">The registries, and whether the Hub is asked.</param>
/// <param name="hub">The Hub's client, or null when it is not asked.</param>
/// <param name="clock">Tells the age of facts.</param>
internal sealed class LockUseCase(ResolverOptions options, HubClient? hub, TimeProvider clock)
{
    private readonly ModelResolver _resolver = new(options, hub, clock);

    /// <summary>Gets what lists the files of models that a project downloads, or null: entries then keep the files that they have.</summary>
    public ModelFilesUseCase? Files { get; init; }

    /// <summary>Resolves the requests that a lock file holds.</summary>
    /// <param name="file">The lock file.</param>
    /// <param name="path">Its path, for diagnostics.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<LockUpdate> RunAsync(LockFile file, string path, CancellationToken cancellationToken) =>
        RunAsync(file, [.. file.Entries.Select(entry => (entry.Request, (SourceLocation?)new SourceLocation(path)))], configurationsOf: null, cancellationToken);

    /// <summary>Resolves the requests of a project.</summary>
    /// <param name="old">The lock file so far, or null.</param>
    /// <param name="requests">The project's requests; of equal ones the first counts.</param>
    /// <param name="configurationsOf">Returns the build configurations that make a request, empty for all of them; null keeps what the old entries say.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LockUpdate> RunAsync(
        LockFile? old, IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, Func<RawRequest, ImmutableArray<string>>? configurationsOf, CancellationToken cancellationToken)
    {
        var update = await LockUpdater.UpdateAsync(old, requests, _resolver, configurationsOf, cancellationToken);
        return Files is null ? update : await new LockedFilesUpdate(Files).ApplyAsync(update, old, requests, cancellationToken);
    }
}
