using System.Diagnostics;
using System.Globalization;

namespace HfRegistry.Benchmarks;

/// <summary>One measured claim: what is done, how often, and the bound that the product promises.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="Claim">The claim in words.</param>
/// <param name="RunAsync">Does it and gives the figures, each with its bound.</param>
internal sealed record Benchmark(string Name, string Claim, Func<CancellationToken, Task<IReadOnlyList<Figure>>> RunAsync);

/// <summary>A measured figure.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The value.</param>
/// <param name="Bound">The most that it may be; <see cref="double.PositiveInfinity"/> for a figure without a promise.</param>
/// <param name="Unit">The unit.</param>
internal sealed record Figure(string What, double Value, double Bound, string Unit)
{
    public bool IsKept => Value <= Bound;

    public override string ToString()
    {
        var bound = double.IsPositiveInfinity(Bound) ? "" : string.Create(CultureInfo.InvariantCulture, $" (at most {Bound:0.##} {Unit}{(IsKept ? "" : ", MISSED")})");
        return string.Create(CultureInfo.InvariantCulture, $"  {What}: {Value:0.##} {Unit}{bound}");
    }
}

/// <summary>Times things.</summary>
internal static class Stopwatches
{
    /// <summary>The median of several timed runs, in milliseconds, after one that is not counted.</summary>
    public static async Task<double> MedianMillisecondsAsync(int runs, Func<Task> act)
    {
        await act();
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await act();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Median(times);
    }

    /// <summary>The seconds that something takes.</summary>
    public static async Task<double> SecondsAsync(Func<Task> act)
    {
        var started = Stopwatch.GetTimestamp();
        await act();
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The value in the middle.</summary>
    public static double Median(IReadOnlyList<double> values) => values.Order().ElementAt(values.Count / 2);
}
