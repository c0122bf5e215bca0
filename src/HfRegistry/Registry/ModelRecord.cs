using System.Collections.Immutable;
using System.Text.Json;
using HfRegistry.Licenses;

namespace HfRegistry.Registry;

/// <summary>The basis of a size.</summary>
internal enum SizeBasis
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Safetensors parameters by dtype: exact but for the file's header.</summary>
    Parameters,

    /// <summary>The sizes of one format's weight files.</summary>
    Files,

    /// <summary>Stated by the user in <c>hfregistry.json</c>.</summary>
    Stated,

    /// <summary>A parameter count times an assumed width.</summary>
    Estimate,

    /// <summary>A parameter count read from the name, times an assumed width.</summary>
    Name,

    /// <summary>The larger of two counts that contradict each other, times an assumed width: the recorded one and the name's.</summary>
    Disputed,

    /// <summary>The usual size of published models of the type and size word, times an assumed width: nothing is known of the model itself.</summary>
    Typical,

    /// <summary>All that the repository ever stored, which is less than every estimate: an upper bound.</summary>
    Storage,
}

/// <summary>The record of one model in the registry (a value of an entry's <c>details</c>).</summary>
internal sealed record ModelRecord
{
    /// <summary>Gets the model id.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets the Hub's <c>_id</c>.</summary>
    public string? HubId { get; init; }

    /// <summary>Gets the commit to pin (<c>revision</c>), or null when no commit worth pinning is known.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets <c>pipeline_tag</c>.</summary>
    public string? PipelineTag { get; init; }

    /// <summary>Gets <c>library</c>: the Hub's <c>library_name</c>.</summary>
    public string? Library { get; init; }

    /// <summary>Gets <c>architectures</c>: the transformers classes it was saved from.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary>Gets <c>formats</c>: names of weight formats and frameworks (<c>safetensors</c>, <c>pytorch</c>, …), sorted.</summary>
    public ImmutableArray<string> Formats { get; init; } = [];

    /// <summary>Gets <c>params</c>: the parameter count.</summary>
    public long? ParameterCount { get; init; }

    /// <summary>Gets <c>size_bytes</c>: what the weights take.</summary>
    public ByteSize? Size { get; init; }

    /// <summary>Gets <c>size_basis</c>: where the size comes from.</summary>
    public SizeBasis SizeBasis { get; init; }

    /// <summary>Gets <c>license</c>: the Hub's slug (<c>apache-2.0</c>); of several the one that allows least. <see cref="Licensing"/> tells all.</summary>
    public string? License { get; init; }

    /// <summary>Gets <c>licenses</c>: all slugs where there are several, in ordinal order; empty for one or none.</summary>
    public ImmutableArray<string> Licenses { get; init; } = [];

    /// <summary>Gets <c>license_name</c>: what <c>other</c> stands for, or null.</summary>
    public string? LicenseName { get; init; }

    /// <summary>Gets <c>gated</c>.</summary>
    public Gating Gating { get; init; }

    /// <summary>Gets <c>disabled</c>.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>Gets <c>custom_code</c>: loading it runs code of its repository.</summary>
    public bool HasCustomCode { get; init; }

    /// <summary>Gets <c>quantized</c>: the quantization method, or <c>gguf</c>, <c>mlx</c>…; null for full weights.</summary>
    public string? Quantization { get; init; }

    /// <summary>Gets <c>likes</c>, rounded to two significant digits.</summary>
    public long? Likes { get; init; }

    /// <summary>Gets downloads of 30 days, rounded to two significant digits (kept in the entry's <c>downloads</c>).</summary>
    public long? Downloads30d { get; init; }

    /// <summary>Gets <c>last_modified</c>.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Gets <c>created_at</c>.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets <c>base_model</c>: the ids that it derives from.</summary>
    public ImmutableArray<ModelId> BaseModels { get; init; } = [];

    /// <summary>Gets <c>base_model_relation</c>: <c>finetune</c>, <c>adapter</c>, <c>quantized</c>, <c>merge</c>, or null.</summary>
    public string? BaseModelRelation { get; init; }

    /// <summary>Gets <c>renamed_from</c>: older ids of it.</summary>
    public ImmutableArray<ModelId> RenamedFrom { get; init; } = [];

    /// <summary>Gets <c>renamed_since</c>: the day on which each older id was first seen to lead here, where it is known.</summary>
    public ImmutableSortedDictionary<ModelId, DateOnly> RenamedSince { get; init; } = ImmutableSortedDictionary<ModelId, DateOnly>.Empty;

    /// <summary>Gets <c>new_version</c>: the model that its owner's card recommends in its place, or null.</summary>
    public ModelId? NewVersion { get; init; }

    /// <summary>Gets <c>benchmarks</c>: what it reached on benchmarks, at most <see cref="BenchmarkResult.MaxOfAModel"/> figures.</summary>
    public ImmutableArray<BenchmarkResult> Benchmarks { get; init; } = [];

    /// <summary>Gets <c>documented</c>: the transformers documentation names it for its type.</summary>
    public bool IsDocumented { get; init; }

    /// <summary>Gets <c>as_of</c>: the day of the facts (UTC); of a model that is gone, the day it was last seen.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Gets <c>gone_since</c>: the day it was first missing; a tombstone.</summary>
    public DateOnly? GoneSince { get; init; }

    /// <summary>Gets <c>replaced_since</c>: the day its id was first seen to name another repository (another <c>_id</c>). The record stays as it was.</summary>
    public DateOnly? ReplacedSince { get; init; }

    /// <summary>Gets <c>scores</c>: what the quality metrics said of it, or null when nobody has scored it.</summary>
    public RecordedScores? Scores { get; init; }

    /// <summary>Gets members that this version does not know; they survive a save.</summary>
    public ImmutableSortedDictionary<string, JsonElement> Extra { get; init; } = NoExtra;

    /// <summary>Gets the licenses as one fact.</summary>
    public LicenseSet Licensing => LicenseSet.Of(!Licenses.IsEmpty ? Licenses : License is { } one ? [one] : [], LicenseName);

    /// <summary>Returns whether an id of a configuration, a request or a lock means this model: its id or one that it had, in any case of letters.</summary>
    public bool IsKnownAs(ModelId id) => Id == id || RenamedFrom.Contains(id);

    /// <summary>Returns the record under other licenses.</summary>
    internal ModelRecord With(LicenseSet licensing) => this with
    {
        License = licensing.LeastFree,
        Licenses = licensing.Stated is { Length: > 1 } several ? several : [],
        LicenseName = licensing.Name,
    };

    internal static ImmutableSortedDictionary<string, JsonElement> NoExtra { get; } =
        ImmutableSortedDictionary.Create<string, JsonElement>(StringComparer.Ordinal);
}
