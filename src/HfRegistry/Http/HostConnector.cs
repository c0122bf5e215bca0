using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace HfRegistry.Http;

/// <summary>Gets the addresses of a host.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Connects to hosts of foreign redirects. A name is judged by the addresses that it has at that moment, and the connection goes to one of them: a name that leads into a private
/// network would have this machine read what only it can reach.
/// </summary>
/// <param name="home">The server that redirects. One of a private network may lead to its neighbors.</param>
/// <param name="resolve">Resolves names.</param>
internal sealed class HostConnector(Uri home, HostResolver resolve)
{
    /// <summary>Connects to a host, wherever it is.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        await OpenAsync(await resolve(context.DnsEndPoint.Host, cancellationToken), context.DnsEndPoint.Port, cancellationToken);

    /// <summary>Connects to a host that is of no private network, unless the home is of one.</summary>
    /// <exception cref="PrivateNetworkException">One of its addresses is of a private network.</exception>
    public async ValueTask<Stream> ConnectToPublicAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await resolve(target.Host, cancellationToken);
        if (!IsProxy(context) && addresses.Any(LocalNetwork.Holds) && !await IsHomePrivateAsync(cancellationToken))
            throw new PrivateNetworkException(target.Host);
        return await OpenAsync(addresses, target.Port, cancellationToken);
    }

    // A proxy is the user's own choice, and resolves names itself.
    private static bool IsProxy(SocketsHttpConnectionContext context) =>
        context.InitialRequestMessage.Method == HttpMethod.Connect
        || context.InitialRequestMessage.RequestUri is not { } address
        || address.Port != context.DnsEndPoint.Port
        || !string.Equals(address.IdnHost, context.DnsEndPoint.Host, StringComparison.OrdinalIgnoreCase);

    private async Task<bool> IsHomePrivateAsync(CancellationToken cancellationToken) =>
        LocalNetwork.Holds(home) || (await resolve(home.IdnHost, cancellationToken)).Any(LocalNetwork.Holds);

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The stream owns the socket.")]
    private static async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Thrown where a foreign redirect leads into a private network.</summary>
#pragma warning disable CA1064 // HttpClient wraps it, and the client reads it from there.
internal sealed class PrivateNetworkException(string host) : Exception($"it redirects to a host of a private network ({TextSanitizer.Sanitize(host)})");
#pragma warning restore CA1064
