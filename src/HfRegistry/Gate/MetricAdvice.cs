using HfRegistry.Quality;

namespace HfRegistry.Gate;

/// <summary>The advice for raising a metric, for publishers and for users who look for another model.</summary>
internal static class MetricAdvice
{
    /// <summary>Returns what would raise a metric, as a clause.</summary>
    public static string For(Metric metric) => metric switch
    {
        Metric.License => "a license with few conditions, stated in the card's `license:`",
        Metric.SizeScore => "a smaller or quantized model, or a sizeDevice with more memory",
        Metric.RampUpTime => "a card with usage code, installation, intended use and limits, and a pipeline_tag and library_name",
        Metric.BusFactor => "commits by more people, in more equal shares",
        Metric.PerformanceClaims => "results in the card's model-index, a table of benchmarks, a paper",
        Metric.DatasetAndCodeScore => "training datasets declared in the card and found on the Hub, and a link to the model's own code",
        Metric.DatasetQuality => "datasets with a card, a named license, tasks and sizes, that are not gated",
        _ => "safetensors weights, a config.json, tokenizer files, a LICENSE file, no code of its own, a history of commits",
    };
}
