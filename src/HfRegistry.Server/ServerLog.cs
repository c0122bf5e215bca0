namespace HfRegistry.Server;

/// <summary>The lines of the log. None has a token or a signed address.</summary>
internal static partial class ServerLog
{
    /// <summary>Logs a part that does not work.</summary>
    [LoggerMessage(1, LogLevel.Warning, "{Code}: {Message}")]
    public static partial void NotReady(ILogger log, string code, string message);

    /// <summary>Logs a bug.</summary>
    [LoggerMessage(2, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void Bug(ILogger log, string method, string path, Exception exception);

    /// <summary>Logs the end of an ingestion.</summary>
    [LoggerMessage(3, LogLevel.Information, "{Model}: {Status} at step {Step}")]
    public static partial void Ended(ILogger log, string model, string status, string step);
}
