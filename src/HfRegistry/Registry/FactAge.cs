namespace HfRegistry.Registry;

/// <summary>The age of facts. A date in the future comes from a clock that was wrong, and proves nothing: it counts as stale, not as fresh forever.</summary>
internal static class FactAge
{
    /// <summary>The tolerance between clocks and time zones.</summary>
    internal const int ToleranceDays = 2;

    /// <summary>Returns whether facts are older than an age, have no date, or have one in the future.</summary>
    /// <param name="confirmed">When they were confirmed, or null when nobody knows.</param>
    /// <param name="age">The age.</param>
    /// <param name="now">The time (UTC).</param>
    public static bool IsBeyond(DateTimeOffset? confirmed, TimeSpan age, DateTimeOffset now) =>
        confirmed is not { } at || now - at > age || IsInFuture(at, now);

    /// <summary>Returns whether facts of a day are older than an age, or of the future.</summary>
    public static bool IsBeyond(DateOnly day, TimeSpan age, DateTimeOffset now) => IsBeyond(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), age, now);

    /// <summary>Returns whether a date lies in the future, by more than clocks differ.</summary>
    public static bool IsInFuture(DateTimeOffset date, DateTimeOffset now) => date - now > TimeSpan.FromDays(ToleranceDays);

    /// <summary>Returns a date; null for one in the future, which proves nothing.</summary>
    public static DateTimeOffset? Trusted(DateTimeOffset? date, DateTimeOffset now) => date is { } at && IsInFuture(at, now) ? null : date;

    /// <summary>Returns the warning about entries whose dates lie in the future, or null.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="now">The time (UTC).</param>
    public static Diagnostic? Future(IEnumerable<RegistryEntry?> entries, DateTimeOffset now)
    {
        var future = entries.OfType<RegistryEntry>().Where(entry => entry.UpdatedAt is { } at && IsInFuture(at, now)).ToList();
        return future is [var first, ..]
            ? DiagnosticCatalog.FutureDate.Create(future.Count, first.Type.Name, first.UpdatedAt)
            : null;
    }
}
