using HfRegistry.Hub;

namespace HfRegistry.Cache;

/// <summary>Fetches what is missing, in as many requests as it takes while each brings something.</summary>
internal static class RepeatedFetch
{
    /// <summary>So many failures without a new byte in between end it.</summary>
    private const int MaxFailures = 5;

    private static readonly TimeSpan[] Backoff = [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(8)];

    /// <summary>Repeats a request until all bytes are there.</summary>
    /// <param name="written">Returns how many bytes are there.</param>
    /// <param name="needed">How many it takes.</param>
    /// <param name="fetch">Asks once; returns the error, and whether it is the last word.</param>
    /// <param name="clock">Times the waits.</param>
    /// <param name="cancellationToken">Cancels at once.</param>
    /// <returns>Null when all bytes came; else why they do not.</returns>
    public static async Task<HubError?> RunAsync(
        Func<long> written, long needed, Func<Task<(HubError? Error, bool IsFinal)>> fetch, TimeProvider clock, CancellationToken cancellationToken)
    {
        // A server that continues no file sends the same bytes again and again: only those that never came before count.
        var furthest = written();
        for (var failures = 0; written() < needed;)
        {
            var (error, isFinal) = await fetch();
            if (isFinal)
                return error;
            failures = written() > furthest ? 0 : failures + 1;
            furthest = Math.Max(furthest, written());
            if (failures >= MaxFailures)
                return error ?? new HubError.Unavailable("the answer ends before the file does");
            await Task.Delay(Backoff[failures], clock, cancellationToken);
        }

        return null;
    }
}
