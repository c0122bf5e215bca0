namespace HfRegistry.Diagnostics;

/// <summary>
/// The door through which a parser meets foreign text: whatever it throws, slips of its own included, says that the text cannot be
/// read. It is a value for the caller, and never the end of the run.
/// </summary>
internal static class ForeignInput
{
    /// <summary>Runs a parser.</summary>
    /// <param name="parse">Reads the text.</param>
    /// <returns>What it read, or the exception that it threw instead.</returns>
    public static (T? Value, Exception? Fault) Read<T>(Func<T> parse)
    {
        try
        {
            return (parse(), null);
        }
        catch (Exception fault) when (IsFault(fault))
        {
            return (default, fault);
        }
    }

    /// <summary>Returns whether an exception is about the text. A canceled run and an exhausted memory are not.</summary>
    public static bool IsFault(Exception thrown) => thrown is not (OperationCanceledException or OutOfMemoryException);
}
