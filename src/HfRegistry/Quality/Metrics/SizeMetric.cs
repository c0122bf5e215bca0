using System.Collections.Immutable;
using System.Globalization;
using HfRegistry.Snapshots;

namespace HfRegistry.Quality;

/// <summary>
/// The fit of the weights on small and large devices. A device with room for L has 1 up to L/4, from there to L in a straight line down to 0.5
/// (it fits, tightly), and on to 0 at 2L: without a step, and never rising with the size. The metric is the mean of the devices.
/// </summary>
internal static class SizeMetric
{
    private const double Gigabyte = 1e9;

    /// <summary>Gets the devices and the bytes of weights that each has room for.</summary>
    public static ImmutableSortedDictionary<string, double> Budgets { get; } = new Dictionary<string, double>
    {
        ["raspberry_pi"] = 1 * Gigabyte,
        ["jetson_nano"] = 4 * Gigabyte,
        ["desktop_pc"] = 16 * Gigabyte,
        ["aws_server"] = 64 * Gigabyte,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Returns the score and that of each device.</summary>
    public static (MetricScore Score, ImmutableSortedDictionary<string, double> Devices) Score(ModelFacts facts)
    {
        var weights = WeightBytes.Of(facts.Info);
        if (weights.Bytes is not { } bytes)
            return (MetricScore.Unknown(weights.Basis), ImmutableSortedDictionary<string, double>.Empty);
        var devices = Budgets.ToImmutableSortedDictionary(static budget => budget.Key, budget => Of(bytes, budget.Value), StringComparer.Ordinal);
        // Of equal ones the smallest device, which is the first to become tight.
        var tightest = devices.MinBy(static device => (device.Value, Budgets[device.Key]));
        ImmutableArray<string> evidence =
        [
            $"{new ByteSize((long)Math.Min(bytes, long.MaxValue / 2.0))} of weights: {weights.Basis}",
            string.Create(CultureInfo.InvariantCulture, $"the lowest of the devices is {tightest.Key} with {tightest.Value:0.00}"),
        ];
        return (new MetricScore(devices.Values.Sum() / devices.Count, null, evidence), devices);
    }

    /// <summary>Returns the score of a device.</summary>
    /// <param name="bytes">What the weights take, from 0 up.</param>
    /// <param name="budget">What the device has room for, in bytes.</param>
    internal static double Of(double bytes, double budget) => (bytes / budget) switch
    {
        <= 0.25 => 1,
        <= 1 and var share => 1 - (0.5 * (share - 0.25) / 0.75),
        <= 2 and var share => 0.5 * (2 - share),
        _ => 0,
    };
}
