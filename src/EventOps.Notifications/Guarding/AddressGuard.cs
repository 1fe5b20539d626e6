using System.Net;
using System.Net.Sockets;

namespace EventOps.Notifications.Guarding;

/// <summary>
/// Which addresses a sink may have: those of the public internet. A key holder names sinks, and this server stands inside a
/// network that the key holder does not.
/// </summary>
public static class AddressGuard
{
    // What is no host of the internet: this net, private, shared, loopback, link-local, protocol, documentation, 6to4 relays,
    // benchmarks, multicast, reserved and broadcast.
    private static readonly IPNetwork[] Closed4 = Networks(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4");

    // Only global unicast is open at all. That closes loopback, link-local, unique local, multicast, NAT64, segment routing,
    // discard, and every form that wraps an IPv4 address outside of it.
    private static readonly IPNetwork Open6 = IPNetwork.Parse("2000::/3");

    // Within it: protocol assignments with Teredo, documentation, and 6to4, which wraps IPv4.
    private static readonly IPNetwork[] Closed6 = Networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    /// <summary>Whether it is an address of the public internet. An IPv4 address in IPv6's clothes is taken as what it is.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsIn(Closed4, address),
            AddressFamily.InterNetworkV6 => Open6.Contains(address) && !IsIn(Closed6, address),
            _ => false,
        };
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address) => Array.Exists(networks, network => network.Contains(address));

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}
