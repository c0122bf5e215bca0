using HfRegistry.Hub;

namespace HfRegistry.Snapshots;

/// <summary>Something that was asked for: it is known, it is known not to be there, or it could not be learned.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <param name="Value">What was learned; null when it is absent or unknown.</param>
/// <param name="UnknownBecause">Why it could not be learned, printable; null when it is known or absent.</param>
internal sealed record Fact<T>(T? Value, string? UnknownBecause)
    where T : class
{
    /// <summary>Gets whether it is known not to be there. Unknown is never the same as absent.</summary>
    public bool IsAbsent => Value is null && UnknownBecause is null;

    /// <summary>Gets the Hub's failure that made it unknown; null for a stored fact, which keeps the reason alone.</summary>
    public HubError? Error { get; init; }
}

/// <summary>Makes facts.</summary>
internal static class Fact
{
    private const int MaxReason = 400;

    /// <summary>Returns a fact that is known.</summary>
    public static Fact<T> Known<T>(T value)
        where T : class => new(value, null);

    /// <summary>Returns something that is known not to be there: no card, no such dataset.</summary>
    public static Fact<T> Absent<T>()
        where T : class => new(null, null);

    /// <summary>Returns a fact that could not be learned.</summary>
    /// <typeparam name="T">What was asked for.</typeparam>
    /// <param name="because">Why.</param>
    public static Fact<T> Unknown<T>(string because)
        where T : class => new(null, TextSanitizer.Sanitize(because, MaxReason));

    /// <summary>Returns a fact that the Hub did not tell.</summary>
    /// <typeparam name="T">What was asked for.</typeparam>
    /// <param name="error">The Hub's failure.</param>
    public static Fact<T> Unknown<T>(HubError error)
        where T : class => Unknown<T>(error.Message) with { Error = error };
}
