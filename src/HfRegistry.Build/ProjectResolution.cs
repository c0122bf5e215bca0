using System.Collections.Immutable;
using HfRegistry.Resolution;
using HfRegistry.Selection;

namespace HfRegistry.Build;

/// <summary>The lock file of a project and how strictly it is taken.</summary>
internal sealed record ProjectLock(LockFile File, string Path, LockPolicy Policy);

/// <summary>Resolves a project's items: the lock first, then the tiers, and what optional items may do without.</summary>
internal sealed class ProjectResolution(ResolverOptions options, ModelResolver resolver, ProjectLock? projectLock)
{
    /// <summary>What an optional item may run into without failing the build; a mistake in the item itself stays an error.</summary>
    private static readonly ImmutableHashSet<string> Forgivable =
    [
        DiagnosticCatalog.UnknownType.Code, DiagnosticCatalog.Unsatisfiable.Code, DiagnosticCatalog.NoModelOfType.Code,
        DiagnosticCatalog.UnknownModel.Code, DiagnosticCatalog.NotAvailable.Code,
    ];

    /// <summary>Resolves items, in their order; an outcome without a model has an error, or belongs to an optional item.</summary>
    public async Task<IReadOnlyList<Outcome<ResolvedModel>>> ResolveAsync(IReadOnlyList<ModelItem> items, CancellationToken cancellationToken)
    {
        var requests = items.Select(item => (item.Request, item.Location)).ToList();
        var outcomes = projectLock is null
            ? await resolver.ResolveAsync(requests, cancellationToken)
            : await LockedRequests.ResolveAsync(requests, projectLock.File, projectLock.Path, projectLock.Policy, options, resolver, cancellationToken);
        var forgiving = new Outcome<ResolvedModel>[outcomes.Count];
        for (var i = 0; i < items.Count; i++)
            forgiving[i] = items[i].IsOptional && outcomes[i].Value is null ? await ForgiveAsync(items[i], outcomes[i], cancellationToken) : outcomes[i];
        return [.. forgiving.Zip(items, static (outcome, item) => outcome with { Diagnostics = [.. outcome.Diagnostics.Select(item.Named)] })];
    }

    /// <summary>What the lock holds and the project does not ask for.</summary>
    public IEnumerable<Diagnostic> UnusedLockEntries(IReadOnlyCollection<RawRequest> requests) =>
        projectLock is null ? [] : LockedRequests.Unused(requests, projectLock.File, projectLock.Path, projectLock.Policy);

    private async Task<Outcome<ResolvedModel>> ForgiveAsync(ModelItem item, Outcome<ResolvedModel> outcome, CancellationToken cancellationToken)
    {
        if (outcome.Diagnostics.Any(diagnostic => diagnostic.Code == DiagnosticCatalog.LockDiffers.Code))
        {
            // A lock cannot hold what cannot be resolved: only an item that could have been locked differs from its lock.
            var now = (await resolver.ResolveAsync([(item.Request, item.Location)], cancellationToken))[0];
            if (now.Value is not null)
                return outcome;
            outcome = now;
        }

        return outcome with { Diagnostics = [.. outcome.Diagnostics.Select(diagnostic => Forgive(item, diagnostic))] };
    }

    private static Diagnostic Forgive(ModelItem item, Diagnostic diagnostic) => Forgivable.Contains(diagnostic.Code)
        ? DiagnosticCatalog.OptionalUnresolved.Create(item.Location, item.Request.Include, diagnostic.Message)
        : diagnostic;
}
