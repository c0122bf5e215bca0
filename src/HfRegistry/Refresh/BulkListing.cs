using System.Collections.Immutable;
using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Refresh;

/// <summary>
/// Reads the Hub's most downloaded models once, page after page, and hands each row to the types whose own query would list it. A dozen
/// requests so answer what would take hundreds.
/// </summary>
internal sealed class BulkListing(HubClient hub, ModelTypeQuery inquiry)
{
    private const int PageSize = 1_000;
    private const int MostPages = 10;
    private const int FewestTypes = 50;
    private const int TypesPerPage = 10;

    /// <summary>Returns the number of pages a sweep for so many types may cost: none for few, and never more than a tenth of what their own queries cost.</summary>
    public static int PagesFor(int types) => types < FewestTypes ? 0 : Math.Min(MostPages, types / TypesPerPage);

    /// <summary>Sweeps.</summary>
    /// <param name="types">The types to gather rows for, in the Hub's spelling.</param>
    /// <param name="skipped">Told of every row that was left out.</param>
    /// <param name="listed">Told after each page how many models were read so far.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What was read, also when a page could not be had: the pages before it stand.</returns>
    public async Task<SweptTypes> ReadAsync(
        ImmutableArray<ModelType> types, Action<string>? skipped, Action<int>? listed, CancellationToken cancellationToken)
    {
        var most = PagesFor(types.Length);
        var swept = new SweptTypes(types);
        if (most == 0)
            return swept;
        try
        {
            var pages = 0;
            await foreach (var page in hub.ListModelPagesAsync(new HubModelQuery { PageSize = PageSize }, skipped, cancellationToken))
            {
                foreach (var model in page.Items)
                {
                    if (BatchItem.Run(() => swept.Add(model, inquiry)) is { } bug)
                        skipped?.Invoke($"{model.Id} was left out: {bug.Message}");
                }

                listed?.Invoke(swept.Listed);
                pages++;

                // A full first page that names no next one is what a proxy leaves that drops the Link header, not the end of the Hub.
                swept.IsComplete = page.Next is null && swept.Listed > 0 && (pages > 1 || page.Items.Length + page.Skipped.Length < PageSize);
                if (pages == most || swept.IsFull)
                    break;
            }
        }
        catch (HubException e)
        {
            swept.Error = e.Error;
        }

        return swept;
    }
}

/// <summary>The rows of a sweep, by type: of each type those that its own query would have listed first.</summary>
internal sealed class SweptTypes
{
    private readonly Dictionary<string, SweptType> _byName;
    private int _full;

    /// <summary>Creates nothing read as yet.</summary>
    public SweptTypes(IEnumerable<ModelType> types) => _byName = types.ToDictionary(type => type.Name, type => new SweptType(type), StringComparer.Ordinal);

    /// <summary>Gets the number of models that were read.</summary>
    public int Listed { get; private set; }

    /// <summary>Gets whether the listing was read to its end: what is not in it is not on the Hub.</summary>
    public bool IsComplete { get; set; }

    /// <summary>Gets whether every type has as many rows as its own query reads.</summary>
    public bool IsFull => _full == _byName.Count;

    /// <summary>Gets the reason why the sweep ended early, or null.</summary>
    public HubError? Error { get; set; }

    /// <summary>Returns what was read of a type that was swept for.</summary>
    public SweptType Of(ModelType type) => _byName[type.Name];

    /// <summary>Hands a row to its types: those that it is tagged with, as the filter of their own query asks for, and the one that its configuration names.</summary>
    public void Add(HubModel model, ModelTypeQuery inquiry)
    {
        Listed++;
        foreach (var tag in model.Tags)
            AddTo(tag, model, inquiry);
        if (model.ModelType is { } named)
            AddTo(named, model, inquiry);
    }

    private void AddTo(string name, HubModel model, ModelTypeQuery inquiry)
    {
        if (_byName.TryGetValue(name, out var type) && type.Add(model, inquiry) && type.IsFull)
            _full++;
    }
}

/// <summary>The rows of one type.</summary>
internal sealed class SweptType(ModelType type)
{
    private readonly ImmutableArray<ModelRecord>.Builder _models = ImmutableArray.CreateBuilder<ModelRecord>();
    private readonly HashSet<ModelId> _listed = [];

    /// <summary>Gets whether these are as many rows as the type's own query reads: the answer is then the same.</summary>
    public bool IsFull => _listed.Count >= ModelTypeQuery.ListedModels;

    /// <summary>Gets the models of the type, most downloaded first.</summary>
    public ImmutableArray<ModelRecord> Models => _models.ToImmutable();

    /// <summary>Takes a row, unless there are enough, or it came before: by another of its tags, or on an earlier page that it slipped from.</summary>
    public bool Add(HubModel model, ModelTypeQuery inquiry)
    {
        if (IsFull || !_listed.Add(model.Id))
            return false;
        if (inquiry.RecordOf(type, model) is { } record)
            _models.Add(record);
        return true;
    }
}
