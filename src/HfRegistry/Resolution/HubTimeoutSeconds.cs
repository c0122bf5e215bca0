using System.Globalization;

namespace HfRegistry.Resolution;

/// <summary><c>HfHubTimeoutSeconds</c>: the most time that the Hub may take for a task.</summary>
internal static class HubTimeoutSeconds
{
    /// <summary>The property.</summary>
    public const string Property = "HfHubTimeoutSeconds";

    /// <summary>The valid values, for messages.</summary>
    public const string Range = "a whole number of seconds from 1 to 86400";

    private const int Most = 86_400;

    /// <summary>Reads the property.</summary>
    /// <param name="text">The text; blank says nothing.</param>
    /// <param name="time">The time; null when the text says nothing or cannot be read.</param>
    /// <returns>False when the text cannot be read.</returns>
    public static bool TryRead(string? text, out TimeSpan? time)
    {
        time = int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= Most ? TimeSpan.FromSeconds(seconds) : null;
        return time is not null || string.IsNullOrWhiteSpace(text);
    }
}
