using System.Globalization;

namespace HfRegistry.Cli.Output;

/// <summary>Writes numbers of things.</summary>
internal static class CountText
{
    /// <summary>Returns a number with its noun: <c>1 file</c>, <c>2 files</c>.</summary>
    /// <param name="count">The number.</param>
    /// <param name="noun">The noun in the singular.</param>
    public static string Of(long count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
