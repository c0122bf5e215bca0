using HfRegistry.Hub;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.UseCases;

/// <summary>The lock file of a project and how strictly it is taken.</summary>
/// <param name="File">Its content.</param>
/// <param name="Path">Its absolute path, for diagnostics.</param>
/// <param name="Policy">How strictly it is taken.</param>
internal sealed record ProjectLock(LockFile File, string Path, LockPolicy Policy);

/// <summary>Resolves requests: from the lock file where there is one, then from the tiers.</summary>
/// <param name="options">The registries, and whether the Hub is asked.</param>
/// <param name="hub">The Hub's client, or null when it is not asked.</param>
/// <param name="clock">Tells the age of facts.</param>
internal sealed class ResolveUseCase(ResolverOptions options, HubClient? hub, TimeProvider clock)
{
    private readonly ModelResolver _resolver = new(options, hub, clock);

    /// <summary>Resolves requests, in their order; each result has a model, or an error among its diagnostics.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<ResolutionResult>> RunAsync(IEnumerable<RawRequest> requests, CancellationToken cancellationToken) =>
        RunAsync([.. requests.Select(static request => (request, (SourceLocation?)null))], projectLock: null, cancellationToken);

    /// <summary>Resolves requests, those that the lock file holds from it.</summary>
    /// <param name="requests">The requests with the places that their diagnostics point to.</param>
    /// <param name="projectLock">The lock file, or null when none is used.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<IReadOnlyList<ResolutionResult>> RunAsync(
        IReadOnlyList<(RawRequest Request, SourceLocation? Location)> requests, ProjectLock? projectLock, CancellationToken cancellationToken) => projectLock is null
            ? _resolver.ResolveAsync(requests, cancellationToken)
            : LockedRequests.ResolveAsync(requests, projectLock.File, projectLock.Path, projectLock.Policy, options, _resolver, cancellationToken);
}
