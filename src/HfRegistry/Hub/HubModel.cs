using System.Collections.Immutable;

namespace HfRegistry.Hub;

/// <summary>A file of a repository.</summary>
/// <param name="Path">The path from the repository's root, with <c>/</c>. Untrusted: never join it to a local path unchecked.</param>
/// <param name="SizeBytes">The real size (of an LFS file: the payload's), when the request asked for it.</param>
internal sealed record HubFile(string Path, long? SizeBytes = null);

/// <summary>The facts that the Hub reads from a GGUF file.</summary>
/// <param name="ParameterCount"><c>total</c>.</param>
/// <param name="FileBytes"><c>totalFileSize</c>: the bytes of one or all of the files; the Hub does not say which.</param>
internal sealed record HubGguf(long? ParameterCount, long? FileBytes);

/// <summary>The facts of one model repository as the Hub's API states them; a fact that was not stated is null or empty.</summary>
internal sealed record HubModel
{
    private const string LicensePrefix = "license:";

    /// <summary>Gets the canonical id.</summary>
    public required ModelId Id { get; init; }

    /// <summary>Gets the Hub's own <c>_id</c> (24 hexadecimal digits): same id with another <c>_id</c> is another model.</summary>
    public string? HubId { get; init; }

    /// <summary>Gets the commit that the facts were read at.</summary>
    public Revision? Sha { get; init; }

    /// <summary>Gets <c>pipeline_tag</c>: the task that the model's owner or the Hub gives it.</summary>
    public string? PipelineTag { get; init; }

    /// <summary>Gets <c>library_name</c>.</summary>
    public string? LibraryName { get; init; }

    /// <summary>Gets <c>config.model_type</c>, of <c>config.json</c>.</summary>
    public string? ModelType { get; init; }

    /// <summary>Gets <c>config.architectures</c>: the transformers classes that the checkpoint was saved from.</summary>
    public ImmutableArray<string> Architectures { get; init; } = [];

    /// <summary>Gets <c>config.quantization_config.quant_method</c>, when the weights are quantized.</summary>
    public string? QuantizationMethod { get; init; }

    /// <summary>Gets whether <c>config.auto_map</c> is there: loading the model runs code of its repository.</summary>
    public bool HasCustomCode { get; init; }

    /// <summary>Gets the tags: libraries, task, languages, <c>license:…</c>, <c>base_model:…</c>, <c>dataset:…</c>.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Gets the licenses of the tags, without <c>license:</c>.</summary>
    public ImmutableArray<string> LicenseTags => LicensesOf(Tags);

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

    /// <summary>Gets when the repository was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Gets when its main branch last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Gets <c>safetensors.parameters</c>: parameter count by dtype (<c>F32</c>, <c>BF16</c>, …). Counts, not bytes.</summary>
    public ImmutableSortedDictionary<string, long> ParametersByDtype { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>
    /// Gets the parameter count: the largest of <c>safetensors.total</c>, the sum of <c>safetensors.parameters</c> and <c>gguf.total</c>. Packed weights are counted by their words in one
    /// of them and by their parameters in another.
    /// </summary>
    public long? ParameterCount { get; init; }

    /// <summary>Gets <c>gguf</c>: what the Hub read from a GGUF file of the repository, or null when it has none. Only in the answer about one model.</summary>
    public HubGguf? Gguf { get; init; }

    /// <summary>Gets <c>usedStorage</c>: the bytes of the repository with its whole history. Only in the answer about one model.</summary>
    public long? UsedStorage { get; init; }

    /// <summary>Gets the files, as far as the request asked for them.</summary>
    public ImmutableArray<HubFile> Files { get; init; } = [];

    /// <summary>Gets whether the owner is an organization (<c>authorData.type</c>); null where the Hub does not say.</summary>
    public bool? OwnerIsOrganization { get; init; }

    /// <summary>Gets the owner's name as people know it (<c>authorData.fullname</c>); null where the Hub does not say.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Gets the card's metadata as the Hub parsed it: a JSON object, bounded; null when the request did not ask for it or the card has none.</summary>
    public string? CardData { get; init; }

    /// <summary>Gets <c>cardData.license</c>: one or a list. Only where the answer holds the card.</summary>
    public ImmutableArray<string> CardLicenses { get; init; } = [];

    /// <summary>Gets <c>cardData.license_name</c>: what <c>license:other</c> stands for. Only where the answer holds the card.</summary>
    public string? LicenseName { get; init; }

    /// <summary>Gets <c>cardData.new_version</c>: the model that its owner recommends in its place. Only where the answer holds the card.</summary>
    public ModelId? NewVersion { get; init; }

    /// <summary>Gets benchmark results, at most <see cref="BenchmarkResult.MaxOfAModel"/>; only where the answer holds <c>model-index</c> or <c>evalResults</c>.</summary>
    public ImmutableArray<BenchmarkResult> Benchmarks { get; init; } = [];

    /// <summary>Gets when a mirror that serves recorded facts recorded them (row member <c>recordedAt</c>); the Hub itself never says it.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Returns the licenses of tags, without <c>license:</c>.</summary>
    internal static ImmutableArray<string> LicensesOf(ImmutableArray<string> tags) =>
        [.. tags.Where(static tag => tag.StartsWith(LicensePrefix, StringComparison.Ordinal) && tag.Length > LicensePrefix.Length).Select(static tag => tag[LicensePrefix.Length..])];
}
