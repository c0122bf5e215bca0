using System.Collections.Immutable;
using System.Globalization;

namespace HfRegistry.Selection;

/// <summary>
/// Ranks candidates by their benchmark results for a request that prefers them. A figure says something only beside another model's on the
/// same dataset and metric, so a candidate earns the share of the others that it beats there, averaged over all such benchmarks.
/// </summary>
internal static class BenchmarkPreference
{
    /// <summary>Beats publisher, popularity and the registry's default together: the request asked for it.</summary>
    private const double BestOfAll = 80;

    private const int NamedBenchmarks = 2;

    // Of these less is better; a metric that is not known as one of them is taken for a score.
    private static readonly ImmutableArray<string> Errors =
        ["wer", "cer", "ter", "mer", "eer", "der", "loss", "perplexity", "ppl", "mse", "mae", "rmse", "fid", "fad", "frechet", "error", "error_rate", "edit_distance"];

    /// <summary>Returns the candidates with what their results earn them; without a benchmark in common they stay as they are.</summary>
    /// <param name="candidates">The candidates, in any order.</param>
    /// <param name="task">The task that was asked for: results of another task say nothing about it. Null lets all count.</param>
    public static List<Candidate> Apply(IReadOnlyCollection<Candidate> candidates, string? task)
    {
        var shared = candidates
            .SelectMany(static candidate => candidate.Model.Benchmarks.Select(result => (Candidate: candidate, Result: result)))
            .Where(pair => task is null || pair.Result.Task is not { } own || own == task)
            .DistinctBy(static pair => (pair.Candidate.Model.Id, Key(pair.Result)))
            .GroupBy(static pair => Key(pair.Result))
            .Where(static group => group.Count() > 1)
            .SelectMany(static group => group.Select(pair => (pair.Candidate.Model.Id, pair.Result, Beaten: BeatenShare(pair.Result, [.. group.Select(static other => other.Result)]))))
            .ToLookup(static earned => earned.Id);
        return [.. candidates.Select(candidate => shared.Contains(candidate.Model.Id) ? Rewarded(candidate, [.. shared[candidate.Model.Id].Select(static earned => (earned.Result, earned.Beaten))]) : Silent(candidate))];
    }

    /// <summary>Returns whether of two figures of a metric the smaller one is the better.</summary>
    public static bool IsError(string metric) => Errors.Contains(metric);

    /// <summary>Returns a result in words: <c>92.3 accuracy on glue mrpc</c>.</summary>
    public static string Words(BenchmarkResult result) =>
        string.Create(CultureInfo.InvariantCulture, $"{result.Value} {TextSanitizer.Sanitize(result.Metric)} on {TextSanitizer.Sanitize(result.Dataset)}");

    private static (string Dataset, string Metric, string? Task) Key(BenchmarkResult result) => (result.Dataset, result.Metric, result.Task);

    private static double BeatenShare(BenchmarkResult own, ImmutableArray<BenchmarkResult> all)
    {
        var sign = IsError(own.Metric) ? -1 : 1;
        return all.Count(other => own.Value * sign > other.Value * sign) / (double)(all.Length - 1);
    }

    private static Candidate Rewarded(Candidate candidate, ImmutableArray<(BenchmarkResult Result, double Beaten)> earned)
    {
        var named = earned.OrderByDescending(static pair => pair.Beaten).ThenBy(static pair => pair.Result.Dataset, StringComparer.Ordinal)
            .ThenBy(static pair => pair.Result.Metric, StringComparer.Ordinal).Take(NamedBenchmarks)
            .Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{Words(pair.Result)}, better than {pair.Beaten * 100:0} % of the other candidates that have it"));
        var points = earned.Average(static pair => pair.Beaten) * BestOfAll;
        return candidate.With(new("benchmarks", points)) with { Reasons = [.. named, .. candidate.Reasons] };
    }

    private static Candidate Silent(Candidate candidate) =>
        candidate with { Reasons = [.. candidate.Reasons, "no benchmark is known that another candidate has too"] };
}
