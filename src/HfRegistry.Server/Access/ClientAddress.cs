using System.Net;
using System.Net.Sockets;

namespace HfRegistry.Server.Access;

/// <summary>Tells clients apart by their addresses.</summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    /// <summary>Returns the part of an address by which its tries are counted: all of IPv4, and the network of IPv6 (64 bits), in which one machine has any number of addresses.</summary>
    public static string PartOf(IPAddress? address) => address switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)),
        _ => address.ToString(),
    };
}
