namespace HfRegistry.Testing;

/// <summary>Looks at how the memory that a text costs grows with its length.</summary>
internal static class Growth
{
    // Twice the text may cost twice the memory and what lists waste when they double, and small costs vanish.
    private const double Tolerance = 1.5;
    private const long Slack = 300_000;

    /// <summary>Why the cost of a text grows faster than the text, or null when it does not.</summary>
    /// <param name="size">How large the smallest text is; the others have two and four times as much.</param>
    /// <param name="make">Makes a text of a size.</param>
    /// <param name="read">Reads it.</param>
    public static string? Excess<T>(int size, Func<int, T> make, Action<T> read)
    {
        // What is made once, at the first use, belongs to no size.
        read(make(1));
        var costs = Array.ConvertAll([size, 2 * size, 4 * size], each => Cost(make(each), read));
        return costs[1] <= (2 * Tolerance * costs[0]) + Slack && costs[2] <= (4 * Tolerance * costs[0]) + Slack ? null : $"{size}, {2 * size}, {4 * size} cost {string.Join(", ", costs)} bytes";
    }

    private static long Cost<T>(T text, Action<T> read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        read(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
