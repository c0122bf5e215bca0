using System.Collections.Immutable;
using HfRegistry.Build.Items;
using HfRegistry.Configuration;
using HfRegistry.Gate;

namespace HfRegistry.Build;

/// <summary>The project's gate properties as they are written; empty when unset.</summary>
internal sealed record GateProperties
{
    /// <summary>Gets <c>HfGate</c>.</summary>
    public string? Gate { get; init; }

    /// <summary>Gets <c>HfGatePreset</c>.</summary>
    public string? Preset { get; init; }

    /// <summary>Gets <c>HfGateMin</c>.</summary>
    public string? Min { get; init; }

    /// <summary>Gets <c>HfGateAllowUnknown</c>.</summary>
    public string? AllowUnknown { get; init; }

    /// <summary>Gets <c>HfGateSizeDevice</c>.</summary>
    public string? SizeDevice { get; init; }
}

/// <summary>The settings by which a build checks models.</summary>
/// <param name="Severity">How grave it is when a model fails.</param>
/// <param name="Run">What the properties demand of every model.</param>
internal sealed record GateModelMetricsSettings(Severity Severity, GateLayer Run)
{
    private static readonly char[] Separators = [';', ','];

    /// <summary>Reads the properties; what cannot be read is a diagnostic that names the property.</summary>
    /// <param name="properties">The project's properties.</param>
    /// <param name="project">The project's absolute path.</param>
    public static Outcome<GateModelMetricsSettings> Read(GateProperties properties, string project)
    {
        var problems = ImmutableArray.CreateBuilder<Diagnostic>();
        var severity = properties.Gate?.Trim().ToLowerInvariant() switch
        {
            null or "" or "error" => Severity.Error,
            "warn" or "warning" => Severity.Warning,
            _ => Tell("HfGate", properties.Gate, "off, warn or error"),
        };
        var preset = GateOptionParser.Preset(properties.Preset);
        if (preset is null && !string.IsNullOrWhiteSpace(properties.Preset))
            Tell("HfGatePreset", properties.Preset, string.Join(", ", GateOptionParser.Presets));
        var device = GateOptionParser.Device(properties.SizeDevice);
        if (device is null && !string.IsNullOrWhiteSpace(properties.SizeDevice))
            Tell("HfGateSizeDevice", properties.SizeDevice, string.Join(", ", GateOptionParser.Devices));
        var (demands, mistakes) = Demands(new ItemGateMetadata(properties.Min, properties.AllowUnknown, null), "HfGateMin", "HfGateAllowUnknown");
        problems.AddRange(mistakes.Select(mistake => DiagnosticCatalog.GatePropertyInvalid.Create(new SourceLocation(project), mistake)));
        demands = demands with { Preset = preset, SizeDevice = device };
        return problems.Count == 0
            ? new Outcome<GateModelMetricsSettings>(new GateModelMetricsSettings(severity, new GateLayer(demands, "the project's properties")))
            : new Outcome<GateModelMetricsSettings>(null, problems.ToImmutable());

        Severity Tell(string name, string? text, string allowed)
        {
            problems.Add(DiagnosticCatalog.SwitchValue.Create(new SourceLocation(project), name, text, allowed));
            return Severity.Error;
        }
    }

    /// <summary>Reads what an item demands, or what is wrong with it.</summary>
    /// <param name="words">The words.</param>
    /// <param name="minName">What the thresholds' words are called in messages.</param>
    /// <param name="unknownName">What the words about unknown metrics are called in messages.</param>
    public static (GateDemands Demands, ImmutableArray<string> Mistakes) Demands(
        ItemGateMetadata words, string minName = "GateMin", string unknownName = "GateAllowUnknown")
    {
        var demands = GateDemands.None with { Reason = words.Reason };
        var mistakes = ImmutableArray.CreateBuilder<string>();
        foreach (var word in (words.Min ?? "").Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!GateOptionParser.TryAdd(word, ref demands, out var mistake))
                mistakes.Add(Ended($"{minName}: {mistake}"));
        }

        if (!string.IsNullOrWhiteSpace(words.AllowUnknown))
        {
            demands = demands with { AllowedUnknown = GateOptionParser.AllowedUnknown(words.AllowUnknown, out var mistake) };
            if (mistake is not null)
                mistakes.Add(Ended($"{unknownName}: {mistake}"));
        }

        return (demands, mistakes.ToImmutable());
    }

    private static string Ended(string mistake) => mistake.EndsWith('?') ? mistake : $"{mistake}.";
}
