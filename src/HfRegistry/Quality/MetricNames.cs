using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace HfRegistry.Quality;

/// <summary>The names of metrics: <c>ramp_up_time</c> in files and options, <c>Ramp-Up Time</c> for people.</summary>
internal static class MetricNames
{
    private static readonly ImmutableSortedDictionary<Metric, string> Names =
        Enum.GetValues<Metric>().ToImmutableSortedDictionary(static metric => metric, static metric => JsonNamingPolicy.SnakeCaseLower.ConvertName(metric.ToString()));

    /// <summary>Gets every metric, in its order.</summary>
    public static ImmutableArray<Metric> All { get; } = [.. Names.Keys];

    /// <summary>Returns the name in files, options and documents: <c>ramp_up_time</c>.</summary>
    public static string NameOf(Metric metric) => Names[metric];

    /// <summary>Returns the name for people: <c>Ramp-Up Time</c>.</summary>
    public static string TitleOf(Metric metric) => metric switch
    {
        Metric.License => "License",
        Metric.SizeScore => "Size Score",
        Metric.RampUpTime => "Ramp-Up Time",
        Metric.BusFactor => "Bus Factor",
        Metric.PerformanceClaims => "Performance Claims",
        Metric.DatasetAndCodeScore => "Dataset and Code Score",
        Metric.DatasetQuality => "Dataset Quality",
        _ => "Code Quality",
    };

    /// <summary>Reads a name in any case, with or without its underscores or hyphens.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Metric metric)
    {
        var letters = Letters(text);
        foreach (var (known, name) in Names)
        {
            metric = known;
            if (letters == Letters(name))
                return true;
        }

        metric = default;
        return false;
    }

    private static string Letters(string? text) => text is { Length: <= 64 } ? string.Concat(text.Where(char.IsAsciiLetter)).ToLowerInvariant() : "";
}
