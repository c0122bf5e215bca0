using Microsoft.Extensions.Logging;

namespace HfRegistry.Http;

/// <summary>
/// The log of requests: each one for who looks for details (Debug), repetitions and waits for who wonders what takes so long (Information). Addresses come without their query,
/// which may be a signature; the token is nowhere.
/// </summary>
internal static partial class RequestLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} {Address}")]
    public static partial void Sending(ILogger logger, HttpMethod method, string address);

    [LoggerMessage(2, LogLevel.Debug, "{Status} from {Address} after {Milliseconds:0} ms{RequestId}")]
    private static partial void Answered(ILogger logger, int status, string address, double milliseconds, string requestId);

    [LoggerMessage(3, LogLevel.Information, "Retrying in {Seconds:0.#} s: {Reason}{RequestId}")]
    private static partial void Retrying(ILogger logger, double seconds, string reason, string requestId);

    [LoggerMessage(4, LogLevel.Information, "Waiting {Seconds:0.#} s for the rate limit of {Host}")]
    public static partial void Waiting(ILogger logger, double seconds, string host);

    [LoggerMessage(5, LogLevel.Information, "No further requests to {Host}: {Reason}")]
    public static partial void GaveUp(ILogger logger, string host, string reason);

    [LoggerMessage(6, LogLevel.Debug, "No answer from {Address}: {Reason}")]
    public static partial void Failed(ILogger logger, string address, string reason);

    /// <summary>Logs that the headers of an answer came.</summary>
    public static void Answered(ILogger logger, HttpResponseMessage response, string address, TimeSpan elapsed, string? requestId) =>
        Answered(logger, (int)response.StatusCode, address, elapsed.TotalMilliseconds, IdText(requestId));

    /// <summary>Logs that a failed request is repeated after a wait.</summary>
    public static void Retrying(ILogger logger, TimeSpan wait, RequestError error) =>
        Retrying(logger, wait.TotalSeconds, error.Message, IdText(error.RequestId));

    /// <summary>Returns an address for the log: without user and query, and as long as a line holds.</summary>
    public static string Told(Uri address) => TextSanitizer.Sanitize(address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped), 300);

    private static string IdText(string? requestId) => requestId is null ? "" : $" (request id {requestId})";
}
