using System.Net;
using EventOps.Notifications.Guarding;

namespace EventOps.Notifications.Tests.Guarding;

public sealed class GuardedHttpTests
{
    private static readonly IPAddress Open = IPAddress.Parse("93.184.216.34");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task a_name_that_leads_home_is_not_dialled(string address)
    {
        await using var receiver = await Receiver.Start();
        var guarded = new GuardedHttp(allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(address)]));

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Get(guarded, $"http://bots.example.org:{PortOf(receiver)}/"));

        Assert.IsType<PrivateAddressException>(refused.InnerException);
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task neither_is_a_literal_address()
    {
        await using var receiver = await Receiver.Start();
        var guarded = new GuardedHttp(allowPrivate: false);

        foreach (var host in (string[])["127.0.0.1", "[::1]", "[::ffff:7f00:1]", "0x7f.1", "2130706433"])
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Get(guarded, $"http://{host}:{PortOf(receiver)}/"));
            Assert.IsType<PrivateAddressException>(refused.InnerException);
        }

        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task a_name_that_changes_its_answer_is_dialled_where_it_was_checked()
    {
        // The first look is that of the creation; the second is the connection's own, and there is no third.
        var answers = new Queue<IPAddress>([Open, IPAddress.Loopback, Open]);
        var asked = 0;
        var guarded = new GuardedHttp(allowPrivate: false, (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([answers.Dequeue()]);
        });

        Assert.Equal([Open], await guarded.Allowed("flips.example.org", World.Soon));
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => Get(guarded, "http://flips.example.org:8080/"));

        Assert.IsType<PrivateAddressException>(refused.InnerException);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task of_a_mixed_answer_only_the_open_addresses_are_left()
    {
        var guarded = new GuardedHttp(
            allowPrivate: false, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Loopback, Open, IPAddress.IPv6Loopback]));

        Assert.Equal([Open], await guarded.Allowed("mixed.example.org", World.Soon));
    }

    [Fact]
    public async Task a_connection_goes_to_the_next_address_when_one_refuses()
    {
        await using var receiver = await Receiver.Start();
        var guarded = new GuardedHttp(
            allowPrivate: true, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("127.0.0.9"), IPAddress.Loopback]));

        using var answer = await Get(guarded, $"http://bots.example.org:{PortOf(receiver)}/hook");

        Assert.NotNull(answer);
    }

    [Fact]
    public async Task each_new_connection_asks_again()
    {
        await using var receiver = await Receiver.Start();
        var asked = 0;
        var guarded = new GuardedHttp(allowPrivate: true, (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
        });
        for (var i = 0; i < 2; i++)
            using (await Get(guarded, $"http://bots.example.org:{PortOf(receiver)}/hook"))
            {
            }

        Assert.Equal(2, asked);
    }

    private static async Task<HttpResponseMessage> Get(GuardedHttp guarded, string address)
    {
        using var http = new HttpClient(guarded.Handler());
        return await http.GetAsync(new Uri(address), World.Soon);
    }

    private static int PortOf(Receiver receiver) => new Uri(receiver.Sink).Port;
}
