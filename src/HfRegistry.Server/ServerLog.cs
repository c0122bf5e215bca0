namespace HfRegistry.Server;

/// <summary>The lines of the log. None has a token or a signed address.</summary>
internal static partial class ServerLog
{
    /// <summary>Logs a problem with its code.</summary>
    [LoggerMessage(1, LogLevel.Warning, "{Code}: {Message}")]
    public static partial void Problem(ILogger log, string code, string message);

    /// <summary>Logs a bug.</summary>
    [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Bug(ILogger log, string method, string path, Exception exception);

    /// <summary>Logs an ingestion that stored its package.</summary>
    [LoggerMessage(3, LogLevel.Information, "{Model}: Stored")]
    public static partial void Stored(ILogger log, string model);

    /// <summary>Logs an attempt that ended without a package.</summary>
    [LoggerMessage(4, LogLevel.Warning, "{Model}: {Status} at step {Step}: {Code}: {Message}")]
    public static partial void NotStored(ILogger log, string model, string status, string step, string code, string message);

    /// <summary>Logs a bug that an ingestion met.</summary>
    [LoggerMessage(5, LogLevel.Error, "{Model}: the attempt failed")]
    public static partial void BugOfIngestion(ILogger log, string model, Exception exception);
}
