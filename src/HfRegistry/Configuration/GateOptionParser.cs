using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using HfRegistry.Quality;
using HfRegistry.Quality.Scoring;

namespace HfRegistry.Configuration;

/// <summary>Reads the words of gate settings, wherever they are written: a file, an option, a property, an item.</summary>
internal static class GateOptionParser
{
    private static readonly ImmutableArray<string> Classes = ["I", "II", "III"];

    /// <summary>Gets the presets' names, for people.</summary>
    public static ImmutableArray<string> Presets { get; } = ["strict", "balanced", "license-only"];

    /// <summary>Gets the MOF classes' names, most open first.</summary>
    public static ImmutableArray<string> MofClasses => Classes;

    /// <summary>Returns a preset by its name, in any case; <c>license-only</c> is one too.</summary>
    public static GatePreset? Preset(string? text) => text?.Trim().ToLowerInvariant() switch
    {
        "strict" => GatePreset.Strict,
        "balanced" => GatePreset.Balanced,
        "license-only" => GatePreset.LicenseOnly,
        _ => null,
    };

    /// <summary>Returns a preset's name.</summary>
    public static string NameOf(GatePreset preset) => Presets[(int)preset];

    /// <summary>Returns a MOF class: <c>I</c>, <c>II</c> or <c>III</c>, or its number.</summary>
    /// <returns>1 to 3, or null when it is none.</returns>
    public static int? MofClass(string? text) =>
        Classes.IndexOf(text?.Trim().ToUpperInvariant() ?? "") is >= 0 and var place ? place + 1
        : text?.Trim() is "1" or "2" or "3" ? text.Trim()[0] - '0'
        : null;

    /// <summary>Gets the devices' names, and the one that stands for the mean over all of them.</summary>
    public static ImmutableArray<string> Devices { get; } = [.. ModelScorer.Devices.Keys, GateDemands.MeanDevice];

    /// <summary>Returns a device by its name, in any case. A name that no score has would make every size unknown, which some presets let pass.</summary>
    public static string? Device(string? text) => text?.Trim().ToLowerInvariant() is { } name && Devices.Contains(name) ? name : null;

    /// <summary>Returns a threshold: a number from 0 to 1.</summary>
    public static double? Threshold(string? text) =>
        double.TryParse(text?.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value : null;

    /// <summary>Reads <c>METRIC=VALUE</c>, or a value alone for every metric.</summary>
    /// <param name="text">The words.</param>
    /// <param name="demands">What they are added to.</param>
    /// <param name="mistake">What is wrong with them, printable, or null.</param>
    public static bool TryAdd(string text, ref GateDemands demands, [NotNullWhen(false)] out string? mistake)
    {
        mistake = null;
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (Threshold(parts[^1]) is not { } value)
            mistake = $"'{TextSanitizer.Sanitize(parts[^1])}' is not a threshold: write a number from 0 to 1";
        else if (parts.Length == 1)
            demands = demands with { Threshold = value };
        else if (MetricNames.TryParse(parts[0], out var metric))
            demands = demands with { Thresholds = demands.Thresholds.SetItem(metric, value) };
        else
            mistake = UnknownMetric(parts[0]);
        return mistake is null;
    }

    /// <summary>Reads which metrics may be unknown: <c>true</c>, <c>false</c>, or their names, separated by commas or semicolons.</summary>
    /// <param name="text">The words.</param>
    /// <param name="mistake">What is wrong with them, printable, or null.</param>
    public static ImmutableSortedSet<Metric>? AllowedUnknown(string text, out string? mistake)
    {
        mistake = null;
        if (bool.TryParse(text.Trim(), out var all))
            return all ? [.. MetricNames.All] : [];
        var allowed = ImmutableSortedSet.CreateBuilder<Metric>();
        foreach (var word in text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (MetricNames.TryParse(word, out var metric))
                allowed.Add(metric);
            else
                mistake ??= UnknownMetric(word);
        }

        return mistake is null ? allowed.ToImmutable() : null;
    }

    /// <summary>Returns what to say of a word that names no metric.</summary>
    public static string UnknownMetric(string text)
    {
        var names = MetricNames.All.Select(MetricNames.NameOf);
        return Spelling.DidYouMean(text, names) is { Length: > 0 } hint
            ? $"'{TextSanitizer.Sanitize(text)}' is not a metric{hint}"
            : $"'{TextSanitizer.Sanitize(text)}' is not a metric; there are {string.Join(", ", names)}";
    }
}
