using System.Collections.Concurrent;
using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Hub;

namespace HfRegistry.Quality;

/// <summary>
/// Asks the Hub for all that scoring needs, in at most seven requests a model: its facts, its card (two hops), its commits, and up to
/// three datasets, which models share. A redirect of a renamed repository comes on top. Safe for concurrent use.
/// </summary>
/// <remarks>What fails is recorded as unknown with its reason; the rest is still asked for.</remarks>
public sealed class SnapshotTaker(HubClient hub, TimeProvider clock)
{
    /// <summary>How many commits are read; beyond that an author more or less changes nothing.</summary>
    public const int MaxCommits = 1_000;

    private readonly ConcurrentDictionary<DatasetId, Lazy<Task<Fact<HubDataset>>>> _datasets = new();

    /// <summary>Takes a snapshot. The card and the commits are of the commit that the facts name.</summary>
    public async Task<ModelSnapshot> TakeAsync(ModelId id, CancellationToken cancellationToken)
    {
        var answer = await hub.GetModelAsync(id, withFileSizes: true, cancellationToken: cancellationToken);
        if (answer.Value is not { } info)
            return Unseen(id, answer.Error!.Message);
        var card = CardAsync(info, cancellationToken);
        var history = HistoryAsync(info, cancellationToken);
        var datasets = DatasetsAsync(info, card, cancellationToken);
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

    private ModelSnapshot Unseen(ModelId id, string because) => new()
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

    private async Task<Fact<string>> CardAsync(HubModel info, CancellationToken cancellationToken)
    {
        // A complete list of files that has no card saves the question.
        if (!info.Files.IsEmpty && !info.Files.Any(static file => file.Path == HubCard.Path))
            return Fact.Absent<string>();
        var answer = await hub.GetCardAsync(info.Id, info.Sha?.ToString(), cancellationToken);
        return answer switch
        {
            { Value: { } card } => Fact.Known(card.Text),
            { Error: HubError.EntryNotFound } => Fact.Absent<string>(),
            _ => Fact.Unknown<string>(answer.Error!.Message),
        };
    }

    private async Task<Fact<CommitHistory>> HistoryAsync(HubModel info, CancellationToken cancellationToken)
    {
        try
        {
            var commits = await hub.ListCommitsAsync(info.Id, MaxCommits, info.Sha?.ToString(), cancellationToken).ToListAsync(cancellationToken);
            return Fact.Known(new CommitHistory([.. commits], commits.Count < MaxCommits));
        }
        catch (HubException refused)
        {
            return Fact.Unknown<CommitHistory>(refused.Error.Message);
        }
    }

    private async Task<ImmutableArray<DeclaredDataset>> DatasetsAsync(HubModel info, Task<Fact<string>> card, CancellationToken cancellationToken)
    {
        var ownCard = info.CardData is null && (await card).Value is { } text ? ModelCard.Parse(text) : null;
        var names = DeclaredDatasets.Of(info, CardMetadata.Of(info, ownCard)).Take(DeclaredDatasets.MaxAsked);
        return [.. await Task.WhenAll(names.Select(async name => new DeclaredDataset(name, await DatasetAsync(name, cancellationToken))))];
    }

    private Task<Fact<HubDataset>> DatasetAsync(string name, CancellationToken cancellationToken) => DeclaredDatasets.IdOf(name) is { } id
        ? _datasets.GetOrAdd(id, _ => new Lazy<Task<Fact<HubDataset>>>(() => AskAsync(id, cancellationToken))).Value
        : Task.FromResult(Fact.Absent<HubDataset>());

    private async Task<Fact<HubDataset>> AskAsync(DatasetId id, CancellationToken cancellationToken)
    {
        var answer = await hub.GetDatasetAsync(id, cancellationToken: cancellationToken);
        return answer switch
        {
            { Value: { } dataset } => Fact.Known(Kept(dataset)),
            { Error: HubError.NotFound } => Fact.Absent<HubDataset>(),
            _ => Fact.Unknown<HubDataset>(answer.Error!.Message),
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
