using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Http;
using HfRegistry.Hub;

namespace HfRegistry.Quality;

/// <summary>
/// Asks the Hub for all that scoring needs, in at most seven requests a model: its facts, its card (two hops), its commits, and up to
/// three datasets, which models share. A redirect of a renamed repository comes on top. Safe for concurrent use.
/// </summary>
/// <remarks>What fails is recorded as unknown with its reason; the rest is still asked for.</remarks>
internal sealed class SnapshotTaker(HubClient hub, TimeProvider clock)
{
    /// <summary>How many commits are read; beyond that an author more or less changes nothing.</summary>
    public const int MaxCommits = 1_000;

    private readonly ConcurrentDictionary<DatasetId, Lazy<Task<Result<HubDataset, HubError>>>> _datasets = new();

    /// <summary>Takes a snapshot. The card and the commits are of the commit that the facts name.</summary>
    public Task<ModelSnapshot> TakeAsync(ModelId id, CancellationToken cancellationToken) => TakeAsync(id, [], cancellationToken);

    /// <summary>Takes a snapshot and keeps what made something of it unknown.</summary>
    /// <param name="id">The model; a renamed one is followed.</param>
    /// <param name="failures">Takes every failure, in no particular order.</param>
    /// <param name="cancellationToken">Cancels requests and waits at once.</param>
    public async Task<ModelSnapshot> TakeAsync(ModelId id, ConcurrentQueue<HubError> failures, CancellationToken cancellationToken)
    {
        var answer = await hub.GetModelAsync(id, withFileSizes: true, cancellationToken: cancellationToken);
        if (answer.Value is not { } info)
            return Unseen(id, Failed<HubModel>(answer.Error!, failures).UnknownBecause!);
        var card = CardAsync(info, failures, cancellationToken);
        var history = HistoryAsync(info, failures, cancellationToken);
        var datasets = DatasetsAsync(info, card, failures, cancellationToken);
        await Task.WhenAll(card, history, datasets);
        return new ModelSnapshot
        {
            AskedId = id,
            TakenAt = WholeSeconds(info.RecordedAt ?? clock.GetUtcNow()),
            Info = Fact.Known(Kept(info)),
            Card = await card,
            History = await history,
            Datasets = await datasets,
        };
    }

    private static Fact<T> Failed<T>(HubError error, ConcurrentQueue<HubError> failures)
        where T : class
    {
        failures.Enqueue(error);
        return Fact.Unknown<T>(error.Message);
    }

    /// <summary>The snapshot of a model of which nothing could be learned.</summary>
    internal ModelSnapshot Unseen(ModelId id, string because) => new()
    {
        AskedId = id,
        TakenAt = WholeSeconds(clock.GetUtcNow()),
        Info = Fact.Unknown<HubModel>(because),
        Card = Fact.Unknown<string>(because),
        History = Fact.Unknown<CommitHistory>(because),
    };

    // The rest says nothing about quality, and a stored snapshot equals the one that was taken.
    private static HubModel Kept(HubModel info) => new()
    {
        Id = info.Id,
        HubId = info.HubId,
        Sha = info.Sha,
        PipelineTag = info.PipelineTag,
        LibraryName = info.LibraryName,
        ModelType = info.ModelType,
        HasCustomCode = info.HasCustomCode,
        Tags = info.Tags.Sort(StringComparer.Ordinal),
        Downloads30d = info.Downloads30d,
        Likes = info.Likes,
        Gating = info.Gating,
        IsDisabled = info.IsDisabled,
        CreatedAt = info.CreatedAt,
        LastModified = info.LastModified,
        ParametersByDtype = info.ParametersByDtype,
        ParameterCount = info.ParameterCount,
        Files = info.Files.Sort(static (one, other) => string.CompareOrdinal(one.Path, other.Path)),
        OwnerIsOrganization = info.OwnerIsOrganization,
        CardData = info.CardData,
    };

    private async Task<Fact<string>> CardAsync(HubModel info, ConcurrentQueue<HubError> failures, CancellationToken cancellationToken)
    {
        // A complete list of files that has no card saves the question.
        if (!info.Files.IsEmpty && !info.Files.Any(static file => file.Path == HubCard.Path))
            return Fact.Absent<string>();
        var answer = await hub.GetCardAsync(info.Id, info.Sha?.ToString(), cancellationToken);
        return answer switch
        {
            { Value: { } card } => Fact.Known(card.Text),
            { Error: HubError.EntryNotFound } => Fact.Absent<string>(),
            _ => Failed<string>(answer.Error!, failures),
        };
    }

    private async Task<Fact<CommitHistory>> HistoryAsync(HubModel info, ConcurrentQueue<HubError> failures, CancellationToken cancellationToken)
    {
        try
        {
            var commits = await hub.ListCommitsAsync(info.Id, MaxCommits, info.Sha?.ToString(), cancellationToken).ToListAsync(cancellationToken);
            return Fact.Known(new CommitHistory([.. commits], commits.Count < MaxCommits));
        }
        catch (HubException refused)
        {
            return Failed<CommitHistory>(refused.Error, failures);
        }
    }

    private async Task<ImmutableArray<DeclaredDataset>> DatasetsAsync(
        HubModel info, Task<Fact<string>> card, ConcurrentQueue<HubError> failures, CancellationToken cancellationToken)
    {
        var ownCard = info.CardData is null && (await card).Value is { } text ? ModelCard.Parse(text, cancellationToken) : null;
        var names = DeclaredDatasets.Of(info, CardMetadata.Of(info, ownCard)).Take(DeclaredDatasets.MaxAsked);
        return [.. await Task.WhenAll(names.Select(async name => new DeclaredDataset(name, await DatasetAsync(name, failures, cancellationToken))))];
    }

    private async Task<Fact<HubDataset>> DatasetAsync(string name, ConcurrentQueue<HubError> failures, CancellationToken cancellationToken)
    {
        if (DeclaredDatasets.IdOf(name) is not { } id)
            return Fact.Absent<HubDataset>();
        var answer = await _datasets.GetOrAdd(id, _ => new Lazy<Task<Result<HubDataset, HubError>>>(() => hub.GetDatasetAsync(id, cancellationToken: cancellationToken))).Value;
        return answer switch
        {
            { Value: { } dataset } => Fact.Known(Kept(dataset)),
            { Error: HubError.NotFound } => Fact.Absent<HubDataset>(),
            _ => Failed<HubDataset>(answer.Error!, failures),
        };
    }

    private static HubDataset Kept(HubDataset dataset) => new()
    {
        Id = dataset.Id,
        Tags = dataset.Tags.Sort(StringComparer.Ordinal),
        Downloads30d = dataset.Downloads30d,
        Gating = dataset.Gating,
        Description = dataset.Description,
        CardData = dataset.CardData,
    };

    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}
