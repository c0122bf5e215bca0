using System.Collections.Immutable;
using HfRegistry.Quality;

namespace HfRegistry.Configuration;

/// <summary>A named set of thresholds. What each passes and stops is in <c>docs/gate.md</c>.</summary>
internal enum GatePreset
{
    /// <summary>0.5 in every metric; what is unknown fails.</summary>
    Strict,

    /// <summary>The license as in <see cref="Strict"/>, less in the rest; what is unknown passes, but for the license.</summary>
    Balanced,

    /// <summary>The license alone, and it has to be known.</summary>
    LicenseOnly,
}

/// <summary>
/// The requirements of one source (a file, an option, an item). Unset ones are null or empty, so that several places
/// can be laid over each other.
/// </summary>
internal sealed record GateDemands
{
    /// <summary>The device name that stands for the mean over all devices.</summary>
    public const string MeanDevice = "mean";

    /// <summary>Gets nothing is said.</summary>
    public static GateDemands None { get; } = new();

    /// <summary>Gets <c>preset</c>: says something about every metric, and so hides what weaker places say of them.</summary>
    public GatePreset? Preset { get; init; }

    /// <summary>Gets <c>threshold</c>: what every metric has to reach that <see cref="Thresholds"/> does not name, 0 to 1.</summary>
    public double? Threshold { get; init; }

    /// <summary>Gets <c>thresholds</c>: what a metric has to reach, 0 to 1; 0 asks nothing of it, not even to be known.</summary>
    public ImmutableSortedDictionary<Metric, double> Thresholds { get; init; } = ImmutableSortedDictionary<Metric, double>.Empty;

    /// <summary>Gets <c>sizeDevice</c>: the device whose size score counts (<c>desktop_pc</c>), or <see cref="MeanDevice"/>.</summary>
    public string? SizeDevice { get; init; }

    /// <summary>Gets <c>allowUnknown</c>: the metrics that may be unknown.</summary>
    public ImmutableSortedSet<Metric>? AllowedUnknown { get; init; }

    /// <summary>Gets <c>allowLicenses</c>: the licenses (SPDX ids, Hub names) and families that are acceptable.</summary>
    public ImmutableArray<string>? AllowedLicenses { get; init; }

    /// <summary>Gets <c>denyLicenses</c>: those that are not, whatever else is said.</summary>
    public ImmutableArray<string>? DeniedLicenses { get; init; }

    /// <summary>Gets <c>noGated</c>: whether a gated model fails.</summary>
    public bool? RefusesGated { get; init; }

    /// <summary>Gets <c>safeWeights</c>: whether there have to be weights in safetensors or GGUF.</summary>
    public bool? NeedsSafeWeights { get; init; }

    /// <summary>Gets <c>noCustomCode</c>: whether a model fails whose loading runs code of its repository.</summary>
    public bool? RefusesCustomCode { get; init; }

    /// <summary>Gets <c>maxAgeDays</c>: how long ago (in days, 0 to 36,500) the repository may have changed last.</summary>
    public int? MaxAgeDays { get; init; }

    /// <summary>Gets <c>minDownloads</c>: the downloads of 30 days that a model has to have.</summary>
    public long? MinDownloads { get; init; }

    /// <summary>Gets <c>minMofClass</c>: the least open class (1 is the most open, 3 the least) of a model that has a MOF document.</summary>
    public int? MinMofClass { get; init; }

    /// <summary>Gets <c>reason</c>: why, for the log.</summary>
    public string? Reason { get; init; }
}

/// <summary>The <c>gate</c> section of <c>hfregistry.json</c>, or a policy file.</summary>
/// <param name="General">What is demanded of every model.</param>
/// <param name="Models">What is demanded of one model: where it says something, it counts in place of the general demand.</param>
/// <param name="Path">The absolute path of the file that it was read from, or null.</param>
internal sealed record GateSettings(GateDemands General, ImmutableSortedDictionary<ModelId, GateDemands> Models, string? Path = null)
{
    /// <summary>Gets nothing is said.</summary>
    public static GateSettings None { get; } = new(GateDemands.None, ImmutableSortedDictionary<ModelId, GateDemands>.Empty);
}
