using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>A request as it is written: the fields of an <c>HfModel</c> item or of a lock file's request.</summary>
internal sealed record RawRequest
{
    /// <summary>Gets a type, a model id, or an old id; empty for "any type".</summary>
    public required string Include { get; init; }

    /// <summary>Gets the task.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the hardware profile.</summary>
    public string? Hardware { get; init; }

    /// <summary>Gets the most that the weights may take, in MB.</summary>
    public string? MaxSizeMB { get; init; }

    /// <summary>Gets the framework or weight format.</summary>
    public string? Framework { get; init; }

    /// <summary>Gets licenses that are acceptable, separated by <c>,</c> or <c>;</c>.</summary>
    public string? License { get; init; }

    /// <summary>Gets whether gated models may be chosen.</summary>
    public string? AllowGated { get; init; }

    /// <summary>Gets the commit to pin.</summary>
    public string? Revision { get; init; }

    /// <summary>Gets what is to decide between models that meet the demands.</summary>
    public string? Prefer { get; init; }

    /// <summary>Gets the net score that a model has to have.</summary>
    public string? MinScore { get; init; }

    /// <summary>Gets whether the model's files belong to the project.</summary>
    public string? Download { get; init; }

    /// <summary>Gets patterns of the files, separated by <c>;</c>.</summary>
    public string? Files { get; init; }

    /// <summary>Gets the quantization of the weights.</summary>
    public string? Quantization { get; init; }

    /// <summary>Gets whether the value of <see cref="Download"/> is true.</summary>
    public bool IsDownloaded => bool.TryParse(Download?.Trim(), out var download) && download;
}

/// <summary>The preference between models that meet the requirements.</summary>
internal enum Preference
{
    /// <summary>The usual rank alone.</summary>
    None,

    /// <summary>Figures on benchmarks that more than one of the models has.</summary>
    Benchmark,

    /// <summary>The smallest weights.</summary>
    Smallest,

    /// <summary>The most downloads.</summary>
    Popular,

    /// <summary>The largest weights that meet the demands.</summary>
    Quality,
}

/// <summary>A request whose every value was read and found to exist.</summary>
internal sealed record ModelRequest
{
    /// <summary>Gets the words that it was read from.</summary>
    public required RawRequest Raw { get; init; }

    /// <summary>Gets the type asked for, or null when a model (<see cref="Id"/>) or any type is.</summary>
    public ModelType? Type { get; init; }

    /// <summary>Gets the model asked for, or null.</summary>
    public ModelId? Id { get; init; }

    /// <summary>Gets the task's canonical name, or null.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the hardware profile, or null.</summary>
    public HardwareProfile? Hardware { get; init; }

    /// <summary>Gets the most that the weights may take, or null.</summary>
    public ByteSize? MaxSize { get; init; }

    /// <summary>Gets the framework's canonical name (one of <see cref="Frameworks.All"/>), or null.</summary>
    public string? Framework { get; init; }

    /// <summary>Gets the acceptable licenses as they were written, in lower case; empty for any.</summary>
    public ImmutableArray<string> Licenses { get; init; } = [];

    /// <summary>Gets the same as the rules that <see cref="Configuration.LicenseRules"/> compares; a word that nobody knows is the slug that a model has to state.</summary>
    public ImmutableArray<string> LicenseRules { get; init; } = [];

    /// <summary>Gets whether gated models may be chosen.</summary>
    public bool AllowGated { get; init; }

    /// <summary>Gets the commit to pin, or null for the one that the registry knows.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Gets what decides between models that meet the demands.</summary>
    public Preference Prefer { get; init; }

    /// <summary>Gets the net score that a model has to have, 0 to 1, or null for any.</summary>
    public double? MinScore { get; init; }

    /// <summary>Gets whether the model's files belong to the project: they are locked, downloaded and named in generated code.</summary>
    public bool Download { get; init; }

    /// <summary>Gets the patterns of the files; empty for the set that the framework needs.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Gets the quantization of the weights, or null for the usual one.</summary>
    public string? Quantization { get; init; }

    /// <summary>Gets whether a demand is made that only known facts of a model can meet.</summary>
    internal bool DemandsFacts => RequestFields.All.Any(row => row.NeedsFacts && row.Demand(this) is not null);
}
