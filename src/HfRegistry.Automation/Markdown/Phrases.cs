using System.Globalization;

namespace HfRegistry.Automation.Markdown;

/// <summary>Counts and lists of names, as titles and sentences of pull requests have them.</summary>
internal static class Phrases
{
    private const int MaxNames = 3;

    /// <summary>Returns how much needs a review, as a clause.</summary>
    public static string Review(int count) => count == 0 ? "No review needed" : Count(count, "change needs review", "changes need review")!;

    /// <summary>Returns a number and its noun, or null for none.</summary>
    public static string? Count(int count, string one, string many) => count switch
    {
        0 => null,
        1 => $"1 {one}",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} {many}"),
    };

    /// <summary>Returns the first names of a list, and how many more there are.</summary>
    public static string Names(IEnumerable<string> names, int most = MaxNames)
    {
        var all = names.ToList();
        return all.Count > most ? string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(most))} and {all.Count - most} more") : string.Join(", ", all);
    }
}
