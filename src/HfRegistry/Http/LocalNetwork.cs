using System.Net;
using System.Net.Sockets;

namespace HfRegistry.Http;

/// <summary>The addresses that mean another machine to everybody: this machine's own, those of its link and those of private networks.</summary>
internal static class LocalNetwork
{
    private const int Ipv4Bytes = 4;

    /// <summary>Returns whether an address is written with such a host, by number or as <c>localhost</c>.</summary>
    public static bool Holds(Uri address)
    {
        if (address.IsLoopback || $".{address.Host.TrimEnd('.')}".EndsWith(".localhost", StringComparison.OrdinalIgnoreCase))
            return true;
        return address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 && IPAddress.TryParse(address.DnsSafeHost, out var ip) && Holds(ip);
    }

    /// <summary>Returns whether an address is of such a network.</summary>
    public static bool Holds(IPAddress ip)
    {
        if (ip.IsIPv4MappedToIPv6)
            ip = ip.MapToIPv4();
        if (ip.AddressFamily == AddressFamily.InterNetworkV6)
            return IPAddress.IsLoopback(ip) || ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6SiteLocal || ip.IsIPv6Multicast || ip.Equals(IPAddress.IPv6Any);
        Span<byte> bytes = stackalloc byte[Ipv4Bytes];
        return !ip.TryWriteBytes(bytes, out _) || bytes is
            [0 or 10 or 127, ..] or [100, >= 64 and <= 127, ..] or [169, 254, ..] or [172, >= 16 and <= 31, ..] or [192, 168, ..] or [>= 224, ..];
    }
}
