using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using HfRegistry.Files;
using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>The kind of a model's owner.</summary>
internal enum SnapshotOwner
{
    /// <summary>An organization.</summary>
    Organization,

    /// <summary>A person.</summary>
    User,
}

/// <summary>The Hub's facts of a model as JSON.</summary>
internal sealed record ModelRow : FactRow<ModelRow>
{
    [JsonPropertyName("_id")]
    public string? HubId { get; set; }

    [JsonConverter(typeof(AnyTextConverter))]
    public string? CardData { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }

    public bool? CustomCode { get; set; }

    public bool? Disabled { get; set; }

    public long? Downloads { get; set; }

    public IReadOnlyList<FileRow>? Files { get; set; }

    public Gating? Gated { get; set; }

    public ModelId? Id { get; set; }

    public DateTimeOffset? LastModified { get; set; }

    public string? LibraryName { get; set; }

    public long? Likes { get; set; }

    public string? ModelType { get; set; }

    public SnapshotOwner? Owner { get; set; }

    public long? ParameterCount { get; set; }

    [JsonConverter(typeof(ParametersConverter))]
    public ImmutableSortedDictionary<string, long>? Parameters { get; set; }

    public string? PipelineTag { get; set; }

    public Revision? Revision { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Returns the row of a model.</summary>
    public static ModelRow Of(HubModel model) => new()
    {
        HubId = model.HubId,
        CardData = model.CardData,
        CreatedAt = model.CreatedAt,
        CustomCode = model.HasCustomCode ? true : null,
        Disabled = model.IsDisabled ? true : null,
        Downloads = model.Downloads30d,
        Files = [.. model.Files.Select(static file => new FileRow { Path = file.Path, Size = file.SizeBytes })],
        Gated = model.Gating == Gating.Unknown ? null : model.Gating,
        Id = model.Id,
        LastModified = model.LastModified,
        LibraryName = model.LibraryName,
        Likes = model.Likes,
        ModelType = model.ModelType,
        Owner = model.OwnerIsOrganization is { } isOrganization ? (isOrganization ? SnapshotOwner.Organization : SnapshotOwner.User) : null,
        ParameterCount = model.ParameterCount,
        Parameters = model.ParametersByDtype,
        PipelineTag = model.PipelineTag,
        Revision = model.Sha,
        Tags = model.Tags.IsEmpty ? null : model.Tags,
    };

    /// <summary>Returns the model of a row that was read.</summary>
    public HubModel ToModel() => new()
    {
        Id = Id!,
        HubId = HubId,
        CardData = CardData,
        CreatedAt = CreatedAt,
        HasCustomCode = CustomCode == true,
        IsDisabled = Disabled == true,
        Downloads30d = Downloads,
        Files = [.. (Files ?? []).Select(static file => new HubFile(file.Path!, file.Size))],
        Gating = Gated ?? Gating.Unknown,
        LastModified = LastModified,
        LibraryName = LibraryName,
        Likes = Likes,
        ModelType = ModelType,
        OwnerIsOrganization = Owner is { } owner ? owner == SnapshotOwner.Organization : null,
        ParameterCount = ParameterCount,
        ParametersByDtype = Parameters ?? ImmutableSortedDictionary<string, long>.Empty,
        PipelineTag = PipelineTag,
        Sha = Revision,
        Tags = [.. Tags ?? []],
    };

    private protected override void RequireMembers()
    {
        JsonMismatchException.Require(Id, "id");
        JsonMismatchException.RequireElements(Files, "files");
    }
}

/// <summary>A file of a model as JSON.</summary>
internal sealed record FileRow : IJsonOnDeserialized
{
    [JsonConverter(typeof(RepositoryPathConverter))]
    public string? Path { get; set; }

    public long? Size { get; set; }

    public void OnDeserialized() => JsonMismatchException.Require(Path, "path");
}

/// <summary>The commits of a model as JSON.</summary>
internal sealed record HistoryRow : FactRow<HistoryRow>
{
    public IReadOnlyList<CommitRow>? Commits { get; set; }

    public bool? Cut { get; set; }

    /// <summary>Returns the row of a history.</summary>
    public static HistoryRow Of(CommitHistory history) => new() { Commits = [.. history.Commits.Select(CommitRow.Of)], Cut = history.IsComplete ? null : true };

    /// <summary>Returns the history of a row that was read.</summary>
    public CommitHistory ToHistory() => new([.. (Commits ?? []).Select(static row => new HubCommit(row.Id!, row.Title ?? "", row.Date, [.. row.Authors ?? []]))], Cut != true);

    private protected override void RequireMembers() => JsonMismatchException.RequireElements(Commits, "commits");
}

/// <summary>A commit as JSON.</summary>
internal sealed record CommitRow : IJsonOnDeserialized
{
    public IReadOnlyList<string>? Authors { get; set; }

    public DateTimeOffset? Date { get; set; }

    public Revision? Id { get; set; }

    public string? Title { get; set; }

    /// <summary>Returns the row of a commit.</summary>
    public static CommitRow Of(HubCommit commit) => new() { Authors = commit.Authors.IsEmpty ? null : commit.Authors, Date = commit.Date, Id = commit.Id, Title = commit.Title };

    public void OnDeserialized() => JsonMismatchException.Require(Id, "id");
}

/// <summary>A dataset id.</summary>
internal sealed class DatasetIdConverter() : TextConverter<DatasetId>("a dataset id")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out DatasetId? value) => DatasetId.TryParse(text, out value);
}

/// <summary>A path that a repository can have.</summary>
internal sealed class RepositoryPathConverter() : TextConverter<string>("a path of a repository")
{
    protected override bool TryParse(string text, [NotNullWhen(true)] out string? value) => (value = RepositoryPath.IsPossible(text) ? text : null) is not null;
}

/// <summary>A kind of gating that is known.</summary>
internal sealed class GatingConverter() : TextConverter<Gating>("one of auto, gated, manual, open")
{
    protected override bool TryParse(string text, out Gating value)
    {
        value = text switch
        {
            "auto" => Gating.Auto,
            "gated" => Gating.Gated,
            "manual" => Gating.Manual,
            "open" => Gating.Open,
            _ => Gating.Unknown,
        };
        return value != Gating.Unknown;
    }

    protected override string Format(Gating value) => value.ToString().ToLowerInvariant();
}

/// <summary>The parameters of each data type.</summary>
internal sealed class ParametersConverter : JsonConverter<ImmutableSortedDictionary<string, long>>
{
    public override ImmutableSortedDictionary<string, long> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonMismatchException("an object");
        var counts = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            counts.Add(name, CountConverter.Read(ref reader));
        }

        return counts.ToImmutable();
    }

    public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, long> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, count) in value)
            writer.WriteNumber(name, count);
        writer.WriteEndObject();
    }
}
