namespace HfRegistry.Mof.Gaps;

/// <summary>The priority of a document, by the use of its model.</summary>
internal enum GapPriority
{
    /// <summary>More than 100,000 downloads in 30 days.</summary>
    High,

    /// <summary>10,000 to 100,000.</summary>
    Medium,

    /// <summary>Fewer.</summary>
    Low,
}

/// <summary>The priorities' bounds.</summary>
internal static class GapPriorities
{
    private const long AboveIsHigh = 100_000;
    private const long FromIsMedium = 10_000;

    /// <summary>Returns the priority of a model.</summary>
    /// <param name="downloads30d">Downloads of the last 30 days.</param>
    public static GapPriority Of(long downloads30d) =>
        downloads30d > AboveIsHigh ? GapPriority.High : downloads30d >= FromIsMedium ? GapPriority.Medium : GapPriority.Low;
}
