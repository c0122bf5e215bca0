using HfRegistry.Build.Items;
using HfRegistry.Resolution;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Build;

/// <summary>Resolves a project's items: the lock first, then the tiers, and what optional items may do without.</summary>
internal sealed class ProjectResolution(ResolveUseCase resolve, ProjectLock? projectLock)
{
    /// <summary>Resolves items, in their order; an outcome without a model has an error, or belongs to an optional item.</summary>
    public async Task<IReadOnlyList<ResolutionResult>> ResolveAsync(IReadOnlyList<ModelItem> items, CancellationToken cancellationToken)
    {
        var requests = items.Select(item => (item.Request, item.Location)).ToList();
        var outcomes = await resolve.RunAsync(requests, projectLock, cancellationToken);
        var forgiving = new ResolutionResult[outcomes.Count];
        for (var i = 0; i < items.Count; i++)
            forgiving[i] = items[i].IsOptional && outcomes[i].Value is null ? await ForgiveAsync(items[i], outcomes[i], cancellationToken) : outcomes[i];
        return [.. forgiving.Zip(items, static (outcome, item) => outcome with { Diagnostics = [.. outcome.Diagnostics.Select(item.Named)] })];
    }

    /// <summary>Returns what the lock holds and the project does not ask for.</summary>
    public IEnumerable<Diagnostic> UnusedLockEntries(IReadOnlyCollection<RawRequest> requests) =>
        projectLock is null ? [] : LockedRequests.Unused(requests, projectLock.File, projectLock.Path, projectLock.Policy);

    private async Task<ResolutionResult> ForgiveAsync(ModelItem item, ResolutionResult outcome, CancellationToken cancellationToken)
    {
        if (outcome.Trace.Failure == ResolutionFailure.NotLocked)
        {
            // A lock cannot hold what cannot be resolved: only an item that could have been locked differs from its lock.
            var now = (await resolve.RunAsync([(item.Request, item.Location)], projectLock: null, cancellationToken))[0];
            if (now.Value is not null)
                return outcome;
            outcome = now;
        }

        return IsMissing(outcome.Trace) ? outcome with { Diagnostics = [.. outcome.Diagnostics.Select(diagnostic => Forgive(item, diagnostic))] } : outcome;
    }

    /// <summary>Returns whether nobody has the model; a mistake in the item itself is no lack of a model, and stays an error.</summary>
    private static bool IsMissing(ResolutionTrace trace) => trace is { Failure: ResolutionFailure.NoModel } or { Mistake: RequestMistake.UnknownType };

    private static Diagnostic Forgive(ModelItem item, Diagnostic diagnostic) => diagnostic.Severity == Severity.Error
        ? DiagnosticCatalog.OptionalUnresolved.Create(item.Location, item.Request.Include, diagnostic.Message)
        : diagnostic;
}
