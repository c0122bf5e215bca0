using System.Collections.Immutable;
using HfRegistry.Configuration;
using HfRegistry.Quality;

namespace HfRegistry.Gate;

/// <summary>A demand that counts, and who made it.</summary>
/// <typeparam name="T">What is demanded.</typeparam>
/// <param name="Value">What is demanded.</param>
/// <param name="Source">Who demands it, for people.</param>
/// <param name="Reason">Why, or null when nobody says it.</param>
internal sealed record GateRule<T>(T Value, string Source, string? Reason);

/// <summary>The rules for one model: of each requirement, the first layer that sets it.</summary>
internal sealed class GateRules
{
    private readonly IReadOnlyList<GateLayer> _layers;

    /// <summary>Creates the rules of layers.</summary>
    /// <param name="layers">The layers, the one that counts most first.</param>
    public GateRules(IReadOnlyList<GateLayer> layers)
    {
        _layers = layers;
        Thresholds = MetricNames.All.ToImmutableSortedDictionary(static metric => metric, Threshold);
        AllowedUnknown = First(static demands => demands.AllowedUnknown ?? (demands.Preset is { } preset ? GatePresets.UnknownAllowedBy(preset) : null))?.Value
            ?? GatePresets.UnknownAllowedBy(GatePresets.Default);
        SizeDevice = First(static demands => demands.SizeDevice)?.Value is { } device && device != GateDemands.MeanDevice ? device : null;
    }

    /// <summary>Gets what each metric has to reach.</summary>
    public ImmutableSortedDictionary<Metric, GateRule<double>> Thresholds { get; }

    /// <summary>Gets the metrics that may be unknown.</summary>
    public ImmutableSortedSet<Metric> AllowedUnknown { get; }

    /// <summary>Gets the device whose size score counts, or null for the mean.</summary>
    public string? SizeDevice { get; }

    /// <summary>Gets the licenses that are acceptable, or null for any.</summary>
    public GateRule<ImmutableArray<string>>? AllowedLicenses => First(static demands => demands.AllowedLicenses);

    /// <summary>Gets the licenses that are not acceptable.</summary>
    public GateRule<ImmutableArray<string>>? DeniedLicenses => First(static demands => demands.DeniedLicenses);

    /// <summary>Gets whether gated models fail.</summary>
    public GateRule<bool>? RefusesGated => First(static demands => demands.RefusesGated);

    /// <summary>Gets whether weights in safetensors or GGUF are needed.</summary>
    public GateRule<bool>? NeedsSafeWeights => First(static demands => demands.NeedsSafeWeights);

    /// <summary>Gets whether models fail that run code of their repository.</summary>
    public GateRule<bool>? RefusesCustomCode => First(static demands => demands.RefusesCustomCode);

    /// <summary>Gets the number of days ago the repository may have changed last.</summary>
    public GateRule<int>? MaxAgeDays => First(static demands => demands.MaxAgeDays);

    /// <summary>Gets the downloads of 30 days that are needed.</summary>
    public GateRule<long>? MinDownloads => First(static demands => demands.MinDownloads);

    /// <summary>Gets the least open MOF class that is acceptable.</summary>
    public GateRule<int>? MinMofClass => First(static demands => demands.MinMofClass);

    /// <summary>Returns the same rules without what is said of this one model.</summary>
    public GateRules OfEveryModel() => new([.. _layers.Where(static layer => !layer.IsOfModel)]);

    /// <summary>Gets whether anything is said of this one model.</summary>
    public bool AreSpecial => _layers.Any(static layer => layer.IsOfModel);

    /// <summary>Gets the reason why this one model has demands of its own, or null when nobody says it.</summary>
    public string? SpecialReason => _layers.Where(static layer => layer.IsOfModel).Select(static layer => layer.Demands.Reason).FirstOrDefault(static reason => !string.IsNullOrWhiteSpace(reason));

    /// <summary>Gets the place where the demands of this one model stand.</summary>
    public string SpecialSource => string.Join(" and ", _layers.Where(static layer => layer.IsOfModel).Select(static layer => layer.Source));

    private GateRule<double> Threshold(Metric metric) =>
        First(demands => demands.Thresholds.TryGetValue(metric, out var own) ? own : demands.Threshold ?? (demands.Preset is { } preset ? GatePresets.ThresholdOf(preset, metric) : (double?)null))
        ?? new GateRule<double>(GatePresets.ThresholdOf(GatePresets.Default, metric), $"the preset {GateOptionParser.NameOf(GatePresets.Default)}", null);

    private GateRule<T>? First<T>(Func<GateDemands, T?> said)
        where T : struct
    {
        foreach (var layer in _layers)
        {
            if (said(layer.Demands) is { } value)
                return new GateRule<T>(value, layer.Source, layer.Demands.Reason);
        }

        return null;
    }

    private GateRule<T>? First<T>(Func<GateDemands, T?> said)
        where T : class
    {
        foreach (var layer in _layers)
        {
            if (said(layer.Demands) is { } value)
                return new GateRule<T>(value, layer.Source, layer.Demands.Reason);
        }

        return null;
    }
}
