using System.Text.Json.Serialization;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>A file of snapshots as JSON. A member that nobody knows is a mistake: its fact would be lost.</summary>
internal sealed class SnapshotDocument : IJsonOnDeserialized
{
    [JsonConverter(typeof(SnapshotVersionConverter))]
    public int? SchemaVersion { get; set; }

    public IReadOnlyList<SnapshotRow>? Snapshots { get; set; }

    public void OnDeserialized()
    {
        JsonMismatchException.Require(SchemaVersion, "schema_version");
        JsonMismatchException.RequireElements(Snapshots, "snapshots");
    }
}

/// <summary>A snapshot as JSON. The members of each row stand in the order of their names.</summary>
internal sealed class SnapshotRow : IJsonOnDeserialized
{
    public ModelId? AskedId { get; set; }

    public CardRow? Card { get; set; }

    public IReadOnlyList<DatasetRow>? Datasets { get; set; }

    public HistoryRow? History { get; set; }

    public ModelRow? Info { get; set; }

    public SourceRow? Source { get; set; }

    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>Returns the row of a snapshot.</summary>
    public static SnapshotRow Of(ModelSnapshot snapshot) => new()
    {
        AskedId = snapshot.AskedId,
        Card = CardRow.Of(snapshot.Card, static text => new CardRow { Text = text }),
        Datasets = [.. snapshot.Datasets.Select(static dataset => new DatasetRow { Facts = DatasetFactsRow.Of(dataset.Facts, DatasetFactsRow.Of), Name = dataset.Name })],
        History = HistoryRow.Of(snapshot.History, HistoryRow.Of),
        Info = ModelRow.Of(snapshot.Info, ModelRow.Of),
        Source = snapshot.Source is { } source ? new SourceRow { Facts = SourceFactsRow.Of(source.Facts, SourceFactsRow.Of), Name = source.Name } : null,
        TakenAt = snapshot.TakenAt,
    };

    /// <summary>Returns the snapshot of a row that was read.</summary>
    public ModelSnapshot ToSnapshot() => new()
    {
        AskedId = AskedId!,
        Card = Card!.ToFact(static row => row.Text!),
        Datasets = [.. (Datasets ?? []).Select(static row => new DeclaredDataset(row.Name!, row.Facts!.ToFact(static facts => facts.ToDataset())))],
        History = History!.ToFact(static row => row.ToHistory()),
        Info = Info!.ToFact(static row => row.ToModel()),
        Source = Source is { } source ? new ModelSource(source.Name!, source.Facts!.ToFact(static row => row.ToRepository())) : null,
        TakenAt = TakenAt!.Value,
    };

    public void OnDeserialized()
    {
        JsonMismatchException.Require(AskedId, "asked_id");
        JsonMismatchException.Require(TakenAt, "taken_at");
        JsonMismatchException.Require(Info, "info");
        JsonMismatchException.Require(Card, "card");
        JsonMismatchException.Require(History, "history");
        JsonMismatchException.RequireElements(Datasets, "datasets");
    }
}

/// <summary>A fact as JSON: its members, or <c>unknown</c> with the reason, or nothing when it is absent.</summary>
/// <typeparam name="TRow">The row itself.</typeparam>
internal abstract record FactRow<TRow> : IJsonOnDeserialized
    where TRow : FactRow<TRow>, new()
{
    private static readonly TRow Absent = new();

    public string? Unknown { get; set; }

    /// <summary>Returns the row of a fact.</summary>
    public static TRow Of<T>(Fact<T> fact, Func<T, TRow> write)
        where T : class => fact.Value is { } value ? write(value) : new TRow { Unknown = fact.UnknownBecause };

    /// <summary>Returns the fact of a row that was read.</summary>
    public Fact<T> ToFact<T>(Func<TRow, T> read)
        where T : class => Unknown is { } because ? Fact.Unknown<T>(because) : Equals(Absent) ? Fact.Absent<T>() : Fact.Known(read((TRow)this));

    public void OnDeserialized()
    {
        if (Unknown is null && !Equals(Absent))
            RequireMembers();
        else if (Unknown is not null && !(this with { Unknown = null }).Equals(Absent))
            throw new JsonMismatchException(static (findings, fact) => findings.About(fact, "is known and unknown at once"));
    }

    /// <summary>Checks that a known fact has what it needs.</summary>
    private protected abstract void RequireMembers();
}

/// <summary>The text of a card as JSON.</summary>
internal sealed record CardRow : FactRow<CardRow>
{
    [JsonConverter(typeof(AnyTextConverter))]
    public string? Text { get; set; }

    private protected override void RequireMembers() => JsonMismatchException.Require(Text, "text");
}

/// <summary>A dataset that a model names, as JSON.</summary>
internal sealed record DatasetRow : IJsonOnDeserialized
{
    public DatasetFactsRow? Facts { get; set; }

    public string? Name { get; set; }

    public void OnDeserialized()
    {
        JsonMismatchException.Require(Name, "name");
        JsonMismatchException.Require(Facts, "facts");
    }
}

/// <summary>The facts of a dataset as JSON.</summary>
internal sealed record DatasetFactsRow : FactRow<DatasetFactsRow>
{
    [JsonConverter(typeof(AnyTextConverter))]
    public string? CardData { get; set; }

    [JsonConverter(typeof(AnyTextConverter))]
    public string? Description { get; set; }

    public long? Downloads { get; set; }

    public Gating? Gated { get; set; }

    public DatasetId? Id { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Returns the row of a dataset.</summary>
    public static DatasetFactsRow Of(HubDataset dataset) => new()
    {
        CardData = dataset.CardData,
        Description = dataset.Description,
        Downloads = dataset.Downloads30d,
        Gated = dataset.Gating == Gating.Unknown ? null : dataset.Gating,
        Id = dataset.Id,
        Tags = dataset.Tags.IsEmpty ? null : dataset.Tags,
    };

    /// <summary>Returns the dataset of a row that was read.</summary>
    public HubDataset ToDataset() => new()
    {
        Id = Id!,
        CardData = CardData,
        Description = Description,
        Downloads30d = Downloads,
        Gating = Gated ?? Gating.Unknown,
        Tags = [.. Tags ?? []],
    };

    private protected override void RequireMembers() => JsonMismatchException.Require(Id, "id");
}

/// <summary>The version of a snapshot file's shape.</summary>
internal sealed class SnapshotVersionConverter() : VersionConverter(SnapshotFile.Version);

/// <summary>Reads and writes files of snapshots without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(LineConverter), typeof(TimeConverter), typeof(CountConverter), typeof(ModelIdConverter), typeof(RevisionConverter), typeof(DatasetIdConverter), typeof(GatingConverter),
        typeof(WordConverter<SnapshotOwner>), typeof(WordConverter<SourcePurpose>), typeof(SpdxIdConverter),
    ])]
[JsonSerializable(typeof(SnapshotDocument))]
[JsonSerializable(typeof(SourceCacheDocument))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
