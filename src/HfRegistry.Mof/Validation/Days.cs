using System.Globalization;

namespace HfRegistry.Mof.Validation;

/// <summary>Days as documents write them.</summary>
internal static class Days
{
    /// <summary>Reads <c>2024-12-15</c>, and nothing else.</summary>
    public static bool TryParse(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    /// <summary>Writes <c>2024-12-15</c>.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
