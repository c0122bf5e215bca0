using System.Collections.Frozen;

namespace HfRegistry.Mof.Validation;

/// <summary>License texts that say that a component was not released: some lists have a row for every component, there or not.</summary>
internal static class Denials
{
    private static readonly FrozenSet<string> Words = FrozenSet.ToFrozenSet(
    [
        "component not include", "component not included", "component is not included", "not included", "not include",
        "component not released", "not released", "component not available", "not available", "component not provided", "not provided",
        "component missing", "missing", "component not open", "not disclosed and not released",
    ], StringComparer.Ordinal);

    /// <summary>Whether a license text denies its component.</summary>
    public static bool IsDenial(string license) =>
        license.Length <= 100 && Words.Contains(string.Join(' ', license.ToLowerInvariant().Split([' ', '\t', '_', '-', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries)));
}
