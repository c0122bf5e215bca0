using System.Collections.Immutable;
using HfRegistry.Cards;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>
/// Asks the Hub for all that scoring needs, in at most seven requests a model: its facts, its card (two hops), its commits, and up to
/// three datasets, which models share. A redirect of a renamed repository comes on top. Safe for concurrent use.
/// </summary>
/// <remarks>What fails is recorded as unknown with its reason; the rest is still asked for.</remarks>
/// <param name="hub">The Hub.</param>
/// <param name="clock">Tells the time of the snapshots.</param>
/// <param name="sources">The wish for evidence of source repositories, or null.</param>
internal sealed class SnapshotTaker(HubClient hub, TimeProvider clock, SourceWish? sources = null)
{
    /// <summary>The number of commits that are read; beyond that an author more or less changes nothing.</summary>
    public const int MaxCommits = 1_000;

    private readonly FactReader _reader = new(hub);

    /// <summary>Takes a snapshot.</summary>
    /// <param name="id">The model; a renamed one is followed.</param>
    /// <param name="cancellationToken">Cancels requests and waits at once.</param>
    public async Task<ModelSnapshot> TakeAsync(ModelId id, CancellationToken cancellationToken)
    {
        var answer = await _reader.ReadModelAsync(id, withFileSizes: true, cancellationToken);
        if (answer.Value is not { } info)
            return Unseen(id, answer.Error!);
        var card = _reader.ReadCardAsync(info, cancellationToken);
        var history = _reader.ReadHistoryAsync(info, MaxCommits, cancellationToken);
        var datasets = ReadDatasetsAsync(info, card, cancellationToken);
        await Task.WhenAll(card, history, datasets);
        return new ModelSnapshot
        {
            AskedId = id,
            TakenAt = WholeSeconds(info.RecordedAt ?? clock.GetUtcNow()),
            Info = Fact.Known(Kept(info)),
            Card = await card,
            Source = await ReadSourceAsync(info, await card, cancellationToken),
            History = await history,
            Datasets = [.. (await datasets).Select(static dataset => dataset.Facts.Value is { } facts ? dataset with { Facts = Fact.Known(Kept(facts)) } : dataset)],
        };
    }

    /// <summary>Returns the snapshot of a model of which nothing could be learned.</summary>
    internal ModelSnapshot Unseen(ModelId id, HubError error) => new()
    {
        AskedId = id,
        TakenAt = WholeSeconds(clock.GetUtcNow()),
        Info = Fact.Unknown<HubModel>(error),
        Card = Fact.Unknown<string>(error.Message),
        History = Fact.Unknown<CommitHistory>(error.Message),
    };

    private async Task<ImmutableArray<DeclaredDataset>> ReadDatasetsAsync(HubModel info, Task<Fact<string>> card, CancellationToken cancellationToken)
    {
        var ownCard = info.CardData is null && (await card).Value is { } text ? ModelCard.Parse(text, cancellationToken) : null;
        var names = DeclaredDatasets.Of(info, CardMetadata.Of(info, ownCard)).Take(DeclaredDatasets.MaxAsked);
        return await _reader.ReadDatasetsAsync(names, cancellationToken);
    }

    private async Task<ModelSource?> ReadSourceAsync(HubModel info, Fact<string> card, CancellationToken cancellationToken) =>
        sources is not null && sources.NameOf(new ModelFacts(info, card, cancellationToken)) is { } name ? new ModelSource(name, await sources.Reader.ReadAsync(name, cancellationToken)) : null;

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
