namespace HfRegistry.Models;

/// <summary>One figure that a model reached on a benchmark, as its card (<c>model-index</c>) or the Hub (<c>evalResults</c>) states it.</summary>
/// <param name="Task">The task that was evaluated, or null.</param>
/// <param name="Dataset">The dataset, with its configuration and split where they are named: <c>glue mrpc validation</c>.</param>
/// <param name="Metric">The metric in lower case: <c>accuracy</c>, <c>wer</c>.</param>
/// <param name="Value">The figure in the metric's own unit, rounded to six significant digits. Only figures of one dataset and metric can be compared.</param>
/// <param name="IsVerified">Whether the Hub has checked the figure; else it is its author's word.</param>
internal sealed record BenchmarkResult(string? Task, string Dataset, string Metric, double Value, bool IsVerified = false)
{
    /// <summary>The number of results that are kept of one model.</summary>
    public const int MaxOfAModel = 20;

    /// <summary>The figures beyond which (in either direction) a value is a slip of the pen.</summary>
    public const double MaxValue = 1e9;
}
