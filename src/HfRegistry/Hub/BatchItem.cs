using HfRegistry.Http;

namespace HfRegistry.Hub;

/// <summary>Does the work about one item of a batch. An exception that nobody expected becomes that item's failure, and never its neighbors'.</summary>
internal static class BatchItem
{
    /// <summary>Does the work of one item.</summary>
    /// <returns>Null when it was done; else the bug that it ran into.</returns>
    /// <exception cref="OperationCanceledException">The batch was canceled.</exception>
    public static async Task<HubError.Unexpected?> RunAsync(Func<Task> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            await work();
            return null;
        }
        catch (Exception e) when (IsBug(e))
        {
            return new HubError.Unexpected(UnexpectedFailure.Of(e));
        }
    }

    /// <summary>Asks for one item.</summary>
    /// <returns>The answer; or the bug that the question ran into.</returns>
    /// <exception cref="OperationCanceledException">The batch was canceled.</exception>
    public static async Task<Result<T, HubError>> RunAsync<T>(Func<Task<Result<T, HubError>>> ask)
        where T : class
    {
        Result<T, HubError> answer = default;
        return await RunAsync(async () => { answer = await ask(); }) is { } bug ? bug : answer;
    }

    /// <summary>Does the work of one item that asks nobody.</summary>
    /// <returns>Null when it was done; else the bug that it ran into.</returns>
    public static HubError.Unexpected? Run(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            work();
            return null;
        }
        catch (Exception e) when (IsBug(e))
        {
            return new HubError.Unexpected(UnexpectedFailure.Of(e));
        }
    }

    private static bool IsBug(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);
}
