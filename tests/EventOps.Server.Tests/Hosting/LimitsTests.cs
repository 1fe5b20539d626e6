using EventOps.Server.Hosting;
using Microsoft.AspNetCore.Hosting;
using Npgsql;

namespace EventOps.Server.Tests.Hosting;

/// <summary>How large, how slow and how long a request may be.</summary>
public sealed class LimitsTests(ServerFixture server)
{
    [Fact]
    public async Task an_address_over_the_limit_is_refused_before_anybody_looks() =>
        Assert.Equal(414, RawHttp.Told(await RawHttp.Send(server.Address, $"GET /api/communities/first/meetups?q={new string('a', RequestLimits.LineBytes)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")).Status);

    [Fact]
    public async Task an_address_below_the_limit_is_answered() =>
        (await server.Asker("first", key: null).Get($"meetups?q={new string('a', RequestLimits.LineBytes - 200)}")).MustBe(200);

    [Theory]
    [InlineData(101, 10)]
    [InlineData(10, 4_000)]
    public async Task headers_over_the_limit_are_refused(int count, int length) =>
        Assert.Equal(431, RawHttp.Told(await RawHttp.Send(server.Address, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('a', length)}\r\n")) + "\r\n")).Status);

    [Fact]
    public async Task a_body_that_comes_too_slowly_is_given_up()
    {
        await using var slow = await StreamServer.Start(builder => builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 100_000, gracePeriod: TimeSpan.FromSeconds(1.5))));
        var community = await slow.NewCommunity();
        var answer = await RawHttp.Send(slow.Address, $"POST /api/communities/{community.Name}/meetups HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {community.Key}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");
        Assert.Equal((408, "request.too_slow"), RawHttp.Told(answer));
    }

    [Fact]
    public async Task what_takes_too_long_is_given_up()
    {
        await using var slow = await StreamServer.Start(builder => builder.Configuration["EventOps:RequestSeconds"] = "1");
        var meetup = await (await slow.NewCommunity()).Scheduled();
        await using var holder = new NpgsqlConnection(slow.Database.ConnectionString);
        await holder.OpenAsync();
        await using (var hold = new NpgsqlCommand("begin; lock table mt_streams, mt_events in access exclusive mode", holder))
            await hold.ExecuteNonQueryAsync();
        (await meetup.Community.Owner.Get($"{meetup.Path}/history")).MustBe(503, "request.timed_out");
        await using (var free = new NpgsqlCommand("commit", holder))
            await free.ExecuteNonQueryAsync();
        (await meetup.Community.Owner.Get($"{meetup.Path}/history")).MustBe(200);
    }
}
