using System.Net;
using EventOps.Notifications.Guarding;

namespace EventOps.Notifications.Tests.Guarding;

/// <summary>Each range by its edges: the first and the last address in it, and those just outside.</summary>
public sealed class AddressGuardTests
{
    [Theory]
    [InlineData("0.0.0.0/8", null, "1.0.0.0")]
    [InlineData("10.0.0.0/8", "9.255.255.255", "11.0.0.0")]
    [InlineData("100.64.0.0/10", "100.63.255.255", "100.128.0.0")]
    [InlineData("127.0.0.0/8", "126.255.255.255", "128.0.0.0")]
    [InlineData("169.254.0.0/16", "169.253.255.255", "169.255.0.0")]
    [InlineData("172.16.0.0/12", "172.15.255.255", "172.32.0.0")]
    [InlineData("192.0.0.0/24", "191.255.255.255", "192.0.1.0")]
    [InlineData("192.0.2.0/24", "192.0.1.255", "192.0.3.0")]
    [InlineData("192.88.99.0/24", "192.88.98.255", "192.88.100.0")]
    [InlineData("192.168.0.0/16", "192.167.255.255", "192.169.0.0")]
    [InlineData("198.18.0.0/15", "198.17.255.255", "198.20.0.0")]
    [InlineData("198.51.100.0/24", "198.51.99.255", "198.51.101.0")]
    [InlineData("203.0.113.0/24", "203.0.112.255", "203.0.114.0")]
    [InlineData("224.0.0.0/4", "223.255.255.255", null)]
    [InlineData("240.0.0.0/4", null, null)]
    [InlineData("255.255.255.255/32", null, null)]
    [InlineData("2001:db8::/32", "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::")]
    [InlineData("2002::/16", "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::")]
    [InlineData("3fff::/20", "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::")]
    [InlineData("2001::/23", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::")]
    [InlineData("::/128", null, null)]
    [InlineData("::1/128", null, null)]
    [InlineData("fe80::/10", null, null)]
    [InlineData("fc00::/7", null, null)]
    [InlineData("fec0::/10", null, null)]
    [InlineData("ff00::/8", null, null)]
    [InlineData("100::/64", null, null)]
    [InlineData("64:ff9b::/96", null, null)]
    [InlineData("64:ff9b:1::/48", null, null)]
    [InlineData("5f00::/16", null, null)]
    [InlineData("::/3", null, "2000::")]
    [InlineData("4000::/2", "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", null)]
    public void a_range_is_closed_to_its_edges_and_not_beyond(string range, string? before, string? after)
    {
        var network = IPNetwork.Parse(range);

        Assert.False(AddressGuard.IsPublic(network.BaseAddress));
        Assert.False(AddressGuard.IsPublic(LastOf(network)));
        foreach (var neighbour in (string?[])[before, after])
            Assert.True(neighbour is null || AddressGuard.IsPublic(IPAddress.Parse(neighbour)), neighbour);
    }

    [Theory]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:9.9.9.9", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("::ffff:0:127.0.0.1", false)]
    [InlineData("64:ff9b::169.254.169.254", false)]
    [InlineData("64:ff9b::9.9.9.9", false)]
    [InlineData("2002:a9fe:a9fe::1", false)]
    [InlineData("2001:0:a9fe:a9fe::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("93.184.216.34", true)]
    public void an_address_in_other_clothes_is_what_it_is(string address, bool open) =>
        Assert.Equal(open, AddressGuard.IsPublic(IPAddress.Parse(address)));

    private static IPAddress LastOf(IPNetwork network)
    {
        var bytes = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < bytes.Length * 8; bit++)
            bytes[bit / 8] |= (byte)(0x80 >> bit % 8);
        return new IPAddress(bytes);
    }
}
