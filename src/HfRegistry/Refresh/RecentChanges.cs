using HfRegistry.Hub;

namespace HfRegistry.Refresh;

/// <summary>The types of which a model changed on the Hub since a time.</summary>
/// <remarks>
/// Read from the listing by last change, which is as long as the Hub is busy: over its bound it says nothing, and everything counts as
/// changed.
/// </remarks>
internal sealed class RecentChanges
{
    private const int MostPages = 20;

    private readonly HashSet<ModelType>? _types;

    private RecentChanges(HashSet<ModelType>? types, Diagnostic? problem)
    {
        _types = types;
        Problem = problem;
    }

    /// <summary>Gets nobody asked what changed.</summary>
    public static RecentChanges NotAsked { get; } = new([], problem: null);

    /// <summary>Gets the reason why everything counts as changed, or null.</summary>
    public Diagnostic? Problem { get; }

    /// <summary>Returns whether a type is among them.</summary>
    public bool Include(ModelType type) => _types?.Contains(type) ?? true;

    /// <summary>Asks the Hub.</summary>
    public static async Task<RecentChanges> ReadAsync(HubClient hub, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var types = new HashSet<ModelType>();
        var query = new HubModelQuery { Sort = HubSort.LastModified, Expand = ["config", "lastModified"] };
        var pages = 0;
        var listed = 0;
        try
        {
            await foreach (var page in hub.ListModelPagesAsync(query, skipped: null, cancellationToken))
            {
                foreach (var model in page.Items)
                {
                    // The models whose last change is not known come at the end.
                    if (model.LastModified is not { } changed || changed < since)
                        return new RecentChanges(types, problem: null);
                    if (ModelType.TryParse(model.ModelType, out var type))
                        types.Add(type);
                }

                listed += page.Items.Length;
                if (++pages == MostPages)
                    return new RecentChanges(types: null, DiagnosticCatalog.ChangesNotListed.Create(listed, since.ToUniversalTime()));
            }
        }
        catch (HubException e)
        {
            return new RecentChanges(types: null, DiagnosticCatalog.ChangesUnavailable.Create(e.Error.Message));
        }

        return new RecentChanges(types, problem: null);
    }
}
