using System.Net.Sockets;

namespace HfRegistry.Http;

/// <summary>Words for what a network did.</summary>
internal static class NetworkErrorText
{
    public static string Describe(Exception exception) => exception switch
    {
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "the connection was refused",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name cannot be resolved",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection can be made",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection can be made",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy refused the connection",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "it does not speak HTTP",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "its answer's headers are too long",
        _ => "the connection broke before the answer was complete",
    };
}
