using HfRegistry.Quality.Scoring;

namespace HfRegistry.Gate;

/// <summary>Tells what another run may learn from what nobody will: a limit of requests passes, the gate before a card stays.</summary>
internal static class ScoringFailure
{
    /// <summary>Returns the reason why a score may be fuller next time, printable; null when the Hub told all that it tells.</summary>
    public static string? Of(ScoredModel scored) =>
        scored.Failures.FirstOrDefault(static error => error.IsTrouble) is { } error ? TextSanitizer.Sanitize(error.Message, int.MaxValue) : null;
}
