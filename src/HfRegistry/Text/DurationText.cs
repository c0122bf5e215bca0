using System.Globalization;

namespace HfRegistry.Text;

/// <summary>Times as people write them: <c>90s</c>, <c>5m</c>, <c>1h</c>.</summary>
internal static class DurationText
{
    /// <summary>The form of a time, for messages.</summary>
    public const string Form = "a time such as 90s, 5m or 1h, at most a day";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Reads a time of one second to a day.</summary>
    public static bool TryParse(string? text, out TimeSpan time)
    {
        time = default;
        if (text?.Trim() is not { Length: > 1 } word || !int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
            return false;
        TimeSpan? unit = word[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            _ => null,
        };
        if (unit is not { } length || count > Longest / length)
            return false;
        time = count * length;
        return true;
    }
}
