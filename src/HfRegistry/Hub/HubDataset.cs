using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>The id of a dataset repository. The Hub has one set of rules for the names of all repositories; see <see cref="ModelId"/>.</summary>
internal sealed record DatasetId
{
    private readonly ModelId _id;

    private DatasetId(ModelId id) => _id = id;

    /// <summary>Gets the id without its kind.</summary>
    public ModelId Repository => _id;

    /// <summary>Returns the dataset of an id.</summary>
    public static DatasetId Of(ModelId id) => new(id);

    /// <summary>Reads an id.</summary>
    /// <returns>False when the text breaks one of the Hub's rules for repository names.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DatasetId? id)
    {
        id = ModelId.TryParse(text, out var inner) ? new DatasetId(inner) : null;
        return id is not null;
    }

    public override string ToString() => _id.ToString();
}

/// <summary>The facts of one dataset repository; a fact that was not stated is null or empty.</summary>
internal sealed record HubDataset
{
    private const int MaxTags = 2_000;
    private const int MaxDescription = 20_000;

    /// <summary>Gets the canonical id.</summary>
    public required DatasetId Id { get; init; }

    /// <summary>Gets the Hub's own <c>_id</c>: same id with another <c>_id</c> is another dataset.</summary>
    public string? HubId { get; init; }

    /// <summary>Gets the commit that the facts were read at.</summary>
    public Revision? Sha { get; init; }

    /// <summary>Gets the tags: languages, <c>license:…</c>, sizes.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Gets the licenses of the tags, without <c>license:</c>.</summary>
    public ImmutableArray<string> LicenseTags => HubModel.LicensesOf(Tags);

    /// <summary>Gets downloads of the last 30 days.</summary>
    public long? Downloads30d { get; init; }

    /// <summary>Gets likes.</summary>
    public long? Likes { get; init; }

    /// <summary>Gets whether the files are gated.</summary>
    public Gating Gating { get; init; }

    /// <summary>Gets whether the Hub has disabled the repository.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Gets whether the repository is private.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Gets when its main branch last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Gets the card's first words, as the Hub cuts them; untrusted, of any number of lines.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the card's metadata as the Hub parsed it: a JSON object, bounded; null when the card has none.</summary>
    public string? CardData { get; init; }

    internal static async Task<Result<HubDataset, HubError>> ReadAsync(HubBody body, DatasetId asked, CancellationToken cancellationToken)
    {
        var row = await JsonSerializer.DeserializeAsync(body, HubJson.Default.JsonElement, cancellationToken);
        if (!DatasetId.TryParse(row.Text("id"), out var id))
            return new HubError.Malformed($"it is not a dataset: its id is '{TextSanitizer.Sanitize(row.Text("id"))}'");
        if (id != asked && !body.IsRedirected)
            return new HubError.Malformed($"it is about {id}, and {asked} was asked for");
        return new HubDataset
        {
            Id = id,
            HubId = row.HexDigits("_id", HubModelReader.HubIdDigits),
            Sha = Revision.TryParse(row.Text("sha"), out var sha) ? sha : null,
            Tags = row.Facts("tags", MaxTags),
            Downloads30d = row.Count("downloads"),
            Likes = row.Count("likes"),
            Gating = HubModelReader.GatingOf(row),
            IsDisabled = row.IsTrue("disabled"),
            IsPrivate = row.IsTrue("private"),
            LastModified = row.Date("lastModified"),
            Description = row.Text("description") is { } text ? text[..Math.Min(text.Length, MaxDescription)] : null,
            CardData = row.RawObject("cardData"),
        };
    }
}
