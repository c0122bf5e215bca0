using System.Globalization;

namespace HfRegistry.Selection;

/// <summary>Applies what a request prefers between models that meet its demands: one fact then counts before the usual rank.</summary>
internal static class Preferences
{
    private const double Tenfold = 100;

    /// <summary>Returns the candidates with what the preference earns them.</summary>
    public static List<Candidate> Apply(List<Candidate> candidates, ModelRequest request) => request.Prefer switch
    {
        Preference.Benchmark => BenchmarkPreference.Apply(candidates, request.Task),
        Preference.Smallest => [.. candidates.Select(static candidate => With(candidate, -TenfoldsOf(candidate.Model.Size?.Bytes ?? long.MaxValue), candidate.Model.Size is { } size ? $"the smallest was asked for: {size}" : "the smallest was asked for, and its size is not known"))],
        Preference.Quality => [.. candidates.Select(static candidate => With(candidate, TenfoldsOf(candidate.Model.Size?.Bytes ?? 0), candidate.Model.Size is { } size ? $"the largest that fits was asked for: {size}" : "the largest that fits was asked for, and its size is not known"))],
        Preference.Popular => [.. candidates.Select(static candidate => With(candidate, TenfoldsOf(candidate.Model.Downloads30d ?? 0), string.Create(CultureInfo.InvariantCulture, $"the most used was asked for: {candidate.Model.Downloads30d ?? 0:N0} downloads in 30 days")))],
        _ => candidates,
    };

    private static double TenfoldsOf(long amount) => Math.Log10(amount + 1.0) * Tenfold;

    private static Candidate With(Candidate candidate, double points, string reason) =>
        candidate.With(new("preference", points, reason));
}
