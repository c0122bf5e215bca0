using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Http;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>
/// Asks the Hub for the facts of models, for metrics and drafts alike. The card and the commits are of the commit that the facts name; a dataset is asked for
/// once, however many models declare it. Safe for concurrent use.
/// </summary>
/// <remarks>What fails is unknown with its reason; the rest can still be asked for.</remarks>
internal sealed class FactReader(HubClient hub)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<Fact<HubDataset>>>> _datasets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets the names of the datasets that were asked for already.</summary>
    public IReadOnlySet<string> AskedDatasets => _datasets.Keys.ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks for what the Hub says of a model; a renamed one is followed.</summary>
    /// <param name="id">The model.</param>
    /// <param name="withFileSizes">Whether the sizes of files are needed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Fact<HubModel>> ReadModelAsync(ModelId id, bool withFileSizes, CancellationToken cancellationToken) =>
        FactOf(await hub.GetModelAsync(id, withFileSizes: withFileSizes, cancellationToken: cancellationToken));

    /// <summary>Asks for the text of the card, front matter included.</summary>
    public async Task<Fact<string>> ReadCardAsync(HubModel info, CancellationToken cancellationToken)
    {
        // A complete list of files that has no card saves the question.
        if (!info.Files.IsEmpty && !info.Files.Any(static file => file.Path == HubCard.Path))
            return Fact.Absent<string>();
        var answer = await hub.GetCardAsync(info.Id, info.Sha?.ToString(), cancellationToken);
        return answer switch
        {
            { Value: { } card } => Fact.Known(card.Text),
            { Error: HubError.EntryNotFound } => Fact.Absent<string>(),
            _ => Fact.Unknown<string>(answer.Error!),
        };
    }

    /// <summary>Asks for the newest commits.</summary>
    public async Task<Fact<CommitHistory>> ReadHistoryAsync(HubModel info, int most, CancellationToken cancellationToken)
    {
        try
        {
            var commits = await hub.ListCommitsAsync(info.Id, most, info.Sha?.ToString(), cancellationToken).ToListAsync(cancellationToken);
            return Fact.Known(new CommitHistory([.. commits], commits.Count < most));
        }
        catch (HubException refused)
        {
            return Fact.Unknown<CommitHistory>(refused.Error);
        }
    }

    /// <summary>Asks for declared datasets, in their order.</summary>
    public async Task<ImmutableArray<DeclaredDataset>> ReadDatasetsAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(names.Select(async name => new DeclaredDataset(name, await ReadDatasetAsync(name, cancellationToken))))];

    private Task<Fact<HubDataset>> ReadDatasetAsync(string name, CancellationToken cancellationToken) => DeclaredDatasets.IdOf(name) is { } id
        ? _datasets.GetOrAdd(id.ToString(), _ => new Lazy<Task<Fact<HubDataset>>>(async () => FactOf(await hub.GetDatasetAsync(id, cancellationToken: cancellationToken)) is { Error: not HubError.NotFound } asked ? asked : Fact.Absent<HubDataset>())).Value
        : Task.FromResult(Fact.Absent<HubDataset>());

    private static Fact<T> FactOf<T>(Result<T, HubError> answer)
        where T : class => answer.Value is { } value ? Fact.Known(value) : Fact.Unknown<T>(answer.Error!);
}
