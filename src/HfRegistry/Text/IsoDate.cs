using System.Globalization;

namespace HfRegistry.Text;

/// <summary>Days in messages and reasons: ISO 8601 whatever calendar the machine's culture has (MSBuild runs in the user's).</summary>
internal static class IsoDate
{
    /// <summary>Returns for example <c>2026-08-22</c>.</summary>
    public static string Format(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Returns the day of a time in UTC.</summary>
    public static string Format(DateTimeOffset time) => Format(DateOnly.FromDateTime(time.UtcDateTime));
}
