namespace HfRegistry.Automation.Jobs;

/// <summary>A time that several users share; it counts from the first one on.</summary>
/// <param name="total">The time in all.</param>
/// <param name="clock">The clock.</param>
internal sealed class TimeLimit(TimeSpan total, TimeProvider clock)
{
    private long? _started;

    /// <summary>Returns the time that is left; the shortest there is when it is over.</summary>
    public TimeSpan Left()
    {
        var left = total - clock.GetElapsedTime(_started ??= clock.GetTimestamp());
        return left > TimeSpan.Zero ? left : TimeSpan.FromTicks(1);
    }
}
