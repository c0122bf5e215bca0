using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using HfRegistry.Hub;

namespace HfRegistry.Testing;

/// <summary>A model that a <see cref="LocalHub"/> serves. A fact that is null is left out of its rows.</summary>
internal sealed record LocalModel
{
    /// <summary>The canonical id. Any text: a hostile Hub names what it likes.</summary>
    public required string Id { get; init; }

    /// <summary><c>_id</c>.</summary>
    public string? HubId { get; init; }

    /// <summary><c>config.model_type</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>config.architectures</c>.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary><c>config.quantization_config.quant_method</c>.</summary>
    public string? QuantizationMethod { get; init; }

    /// <summary>Whether the config has an <c>auto_map</c>.</summary>
    public bool HasCustomCode { get; init; }

    /// <summary><c>pipeline_tag</c>.</summary>
    public string? PipelineTag { get; init; }

    /// <summary><c>library_name</c>.</summary>
    public string? LibraryName { get; init; }

    /// <summary>The tags; the type, the task and the library are found by <c>filter</c> without standing here.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Downloads of the last 30 days.</summary>
    public long? Downloads { get; init; }

    /// <summary>Likes.</summary>
    public long? Likes { get; init; }

    /// <summary>Whether the files are gated.</summary>
    public Gating Gating { get; init; } = Gating.Open;

    /// <summary>Whether only a valid token sees the model.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Whether the Hub has disabled the model.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The head of the main branch.</summary>
    public string? Sha { get; init; }

    /// <summary>Other branches and tags, with their commits.</summary>
    public ImmutableDictionary<string, string> Revisions { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>When the repository was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary><c>safetensors.parameters</c>; left out when it is empty.</summary>
    public ImmutableSortedDictionary<string, long> ParametersByDtype { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary><c>safetensors.total</c>.</summary>
    public long? ParameterCount { get; init; }

    /// <summary><c>gguf</c> as JSON, or null to leave it out.</summary>
    public string? Gguf { get; init; }

    /// <summary><c>usedStorage</c>.</summary>
    public long? UsedStorage { get; init; }

    /// <summary>The files, or null to leave <c>siblings</c> out.</summary>
    public ImmutableArray<HubFile>? Files { get; init; }

    /// <summary>The texts of files, by path; only these can be had.</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The bytes of files, by path: these can be downloaded, and their sizes and digests are the real ones.</summary>
    public ImmutableDictionary<string, LocalContent> Contents { get; init; } = ImmutableDictionary<string, LocalContent>.Empty;

    /// <summary>The files in large file storage beside those whose names end as weights do.</summary>
    public ImmutableHashSet<string> LargeFiles { get; init; } = [];

    /// <summary>The words of the scans on files, by path.</summary>
    public ImmutableDictionary<string, string> Scans { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The titles of the commits, newest first; the newest is <see cref="Sha"/>.</summary>
    public ImmutableArray<string> CommitTitles { get; init; } = ["initial commit"];

    /// <summary>The ids that the Hub redirects from.</summary>
    public ImmutableArray<string> FormerIds { get; init; } = [];

    /// <summary>The card's front matter as JSON (<c>cardData</c>), or null to leave it out.</summary>
    public string? CardData { get; init; }

    /// <summary><c>model-index</c> as JSON; null is what the Hub says of a card without one.</summary>
    public string? ModelIndex { get; init; }

    /// <summary><c>evalResults</c> as JSON, or null to leave it out.</summary>
    public string? EvalResults { get; init; }

    /// <summary>The member <c>recordedAt</c> of a mirror that serves recorded facts.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>JSON of members that every row has, whatever was asked for: <c>"tags":5</c>. They may repeat a member to replace it.</summary>
    public string RawMembers { get; init; } = "";

    /// <summary>The commit that a branch, a tag or a commit stands for, or null when there is no such revision.</summary>
    public string? CommitOf(string revision) =>
        revision is "main" or "HEAD" || revision == Sha ? Sha
        : Revisions.GetValueOrDefault(revision) ?? Revisions.Values.FirstOrDefault(commit => commit == revision);

    /// <summary>Whether there is such a branch, tag or commit.</summary>
    public bool HasRevision(string revision) => revision is "main" or "HEAD" || CommitOf(revision) is not null;

    /// <summary>The model with a file whose bytes can be downloaded.</summary>
    public LocalModel With(string path, byte[] content) => With(path, LocalContent.Of(content));

    /// <summary>The model with a file whose bytes can be downloaded.</summary>
    public LocalModel With(string path, LocalContent content) => this with
    {
        Files = (Files ?? []).Add(new HubFile(path, content.Length)),
        Contents = Contents.SetItem(path, content),
    };

    /// <summary>The model with files whose bytes can be downloaded.</summary>
    public LocalModel With(IReadOnlyDictionary<string, byte[]> contents) => this with
    {
        Files = (Files ?? []).AddRange(contents.Select(static content => new HubFile(content.Key, content.Value.Length))),
        Contents = Contents.SetItems(contents.Select(static content => KeyValuePair.Create(content.Key, LocalContent.Of(content.Value)))),
    };

    /// <summary>A model with an <c>_id</c> and a head commit that follow from its id, and the facts that most tests need.</summary>
    public static LocalModel Of(string id, string? type = null, long downloads = 0)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return new LocalModel
        {
            Id = id,
            HubId = digest[..24],
            Sha = digest[24..],
            Type = type,
            Downloads = downloads,
            Likes = 0,
            CreatedAt = new DateTimeOffset(2022, 3, 2, 23, 29, 4, TimeSpan.Zero),
            LastModified = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
    }
}
