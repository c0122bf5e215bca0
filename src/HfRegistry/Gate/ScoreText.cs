using System.Globalization;

namespace HfRegistry.Gate;

/// <summary>Scores for people: two digits, half to even, and as many more as it takes to tell a score from its threshold.</summary>
internal static class ScoreText
{
    private const int Digits = 2;
    private const int MostDigits = 12;

    /// <summary>Returns a score: <c>0.39</c>, <c>0.5</c>.</summary>
    public static string Of(double score, int digits = Digits) =>
        Math.Round(score, digits, MidpointRounding.ToEven).ToString("0.############", CultureInfo.InvariantCulture);

    /// <summary>Returns a score and the threshold that it does not reach: <c>0.3 &lt; 0.5</c>, <c>0.4996 &lt; 0.5</c>.</summary>
    public static string Below(double score, double threshold)
    {
        var limit = Of(threshold, MostDigits);
        for (var digits = Digits; digits < MostDigits; digits++)
        {
            if (Of(score, digits) != limit)
                return $"{Of(score, digits)} < {limit}";
        }

        return $"{Of(score, MostDigits)} < {limit}";
    }
}
