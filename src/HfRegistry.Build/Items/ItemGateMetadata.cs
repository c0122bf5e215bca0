using Microsoft.Build.Framework;

namespace HfRegistry.Build.Items;

/// <summary>The gate metadata of an item as it is written; null when unset.</summary>
/// <param name="Min"><c>GateMin</c>: thresholds, as <c>METRIC=VALUE</c> or a value for every metric.</param>
/// <param name="AllowUnknown"><c>GateAllowUnknown</c>: the metrics that may be unknown.</param>
/// <param name="Reason"><c>GateReason</c>: why, for the log.</param>
internal sealed record ItemGateMetadata(string? Min, string? AllowUnknown, string? Reason)
{
    /// <summary>Gets nothing is said.</summary>
    public static ItemGateMetadata None { get; } = new(null, null, null);

    /// <summary>Reads an item's metadata.</summary>
    public static ItemGateMetadata Of(ITaskItem item) => new(Word(item, "GateMin"), Word(item, "GateAllowUnknown"), Word(item, "GateReason"));

    private static string? Word(ITaskItem item, string metadata) => item.GetMetadata(metadata) is { } word && !string.IsNullOrWhiteSpace(word) ? word.Trim() : null;
}
