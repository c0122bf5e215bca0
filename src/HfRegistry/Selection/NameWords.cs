using System.Collections.Immutable;

namespace HfRegistry.Selection;

/// <summary>The words of a repository's name: what stands between <c>- _ .</c>, in lower case.</summary>
internal static class NameWords
{
    private static readonly char[] Separators = ['-', '_', '.'];

    /// <summary>Returns the words, in order.</summary>
    public static ImmutableArray<string> Of(string name) => [.. name.ToLowerInvariant().Split(Separators, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>Returns the letters and digits, in lower case: comparable with <see cref="ModelType.Key"/>.</summary>
    public static string KeyOf(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
