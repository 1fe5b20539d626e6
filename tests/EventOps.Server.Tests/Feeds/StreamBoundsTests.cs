using System.Net;
using System.Net.Sockets;
using System.Text;
using EventOps.Server.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventOps.Server.Tests.Feeds;

/// <summary>What keeps event streams from growing: beats, lives, seats, keys, readers that do not read.</summary>
public sealed class StreamBoundsTests
{
    [Fact]
    public async Task a_quiet_stream_beats_and_moves_the_place_of_a_reader_who_filters()
    {
        await using var server = await StreamServer.Start(("Heartbeat", "00:00:00.2"));
        var meetup = await (await server.NewCommunity()).Scheduled();
        await using var stream = await server.Open(meetup.Community, "?types=eventops.recap.published.v1");
        await stream.Next(read => read.IsBookmark);
        await stream.Next(read => read.IsComment);
        var position = (await meetup.Done("open-registration", new { url = "https://example.org/r" })).Position;
        var moved = await stream.Next(read => !read.IsComment);
        Assert.True(moved.IsBookmark && moved.Id >= position, $"{moved} does not move the reader past {position}.");
    }

    [Fact]
    public async Task a_stream_ends_in_order_when_its_time_is_over()
    {
        await using var server = await StreamServer.Start(("Lifetime", "00:00:01"));
        var community = await server.NewCommunity();
        await using var stream = await server.Open(community);
        WireEvent? last = null;
        while (await stream.Next() is { } read)
            last = read;
        Assert.InRange(last!.Retry!.Value, 500, 2_000);
    }

    [Fact]
    public async Task seats_are_counted_by_address_by_key_and_in_all()
    {
        await using var server = await StreamServer.Start(("ReadersPerAddress", 2), ("ReadersPerKey", 1), ("Readers", 3));
        var community = await server.NewCommunity();
        var first = await server.Open(community);
        await using var second = await server.Open(community);
        MustWait((await community.Anybody.Get("events/stream")).MustBe(429, "stream.too_many"));
        await using var owned = await server.Open(community, key: community.Key);
        Assert.Equal(HttpStatusCode.OK, owned.Status);
        MustWait((await community.Owner.Get("events/stream")).MustBe(503, "stream.full"));

        await first.DisposeAsync();
        await Eventually.Sees(async () => (await server.Open(community)).Status, status => status is HttpStatusCode.OK, "a seat given back");

        static void MustWait(Answer refused) => Assert.InRange(int.Parse(refused.RetryAfter!), 10, 30);
    }

    [Fact]
    public async Task one_key_has_its_own_count()
    {
        await using var server = await StreamServer.Start(("ReadersPerKey", 1));
        var community = await server.NewCommunity();
        await using var first = await server.Open(community, key: community.Key);
        (await community.Owner.Get("events/stream")).MustBe(429, "stream.too_many");
    }

    [Fact]
    public async Task a_key_that_is_revoked_gets_no_more_drafts()
    {
        await using var server = await StreamServer.Start(("KeyCheck", "00:00:00.2"), ("Heartbeat", "00:00:00.2"));
        var meetup = await (await server.NewCommunity()).Scheduled();
        await using var stream = await server.Open(meetup.Community, key: meetup.Community.Key);
        await meetup.Done("write-recap", new { summary = "A draft." });
        Assert.Contains("A draft.", (await stream.NextMessage()).Data, StringComparison.Ordinal);

        await using var postgres = NpgsqlDataSource.Create(server.Database.ConnectionString);
        await using (var revoke = postgres.CreateCommand($"update eventops_keys set revoked = now() where tenant_id = '{meetup.Community.Name}'"))
            Assert.Equal(1, await revoke.ExecuteNonQueryAsync());
        // What the server remembers of keys runs out in ten seconds; then the stream is over.
        WireEvent? last = null;
        while (await stream.Next() is { } read)
            last = read;
        Assert.NotNull(last!.Retry);
        await using var again = await server.Open(meetup.Community, key: meetup.Community.Key);
        Assert.Equal(HttpStatusCode.Unauthorized, again.Status);
    }

    [Fact]
    public async Task a_reader_that_does_not_read_is_dropped_and_loses_nothing()
    {
        await using var server = await StreamServer.Start(("Patience", "00:00:01"), ("RingBytes", 200_000));
        var meetup = await (await server.NewCommunity()).Scheduled();
        var hub = server.Services.GetRequiredService<EventHub>();
        using var stalled = new TcpClient(AddressFamily.InterNetwork) { ReceiveBufferSize = 4096 };
        await stalled.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        await stalled.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /api/communities/one/events/stream?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {meetup.Community.Key}\r\n\r\n"));
        await Eventually.Sees(() => Task.FromResult(hub.Listeners), n => n == 1, "one listener");
        await using var other = await server.Open(meetup.Community, "?after=0", meetup.Community.Key);

        // More than the pipe between the two holds; a reader that reads meets all of it meanwhile.
        const int Writes = 150;
        var text = new string('云', 20_000);
        var reading = Messages(other, Writes + 1);
        for (var i = 1; i <= Writes; i++)
            await meetup.Done("write-recap", new { summary = $"{i} {text}" });
        var all = await reading;
        await Eventually.Sees(() => Task.FromResult(hub.Listeners), n => n == 1, "the stalled reader was dropped");

        var kept = await ReadToEnd(stalled);
        var last = kept.Split("\n\n")[..^1].Select(block => block.Split('\n').FirstOrDefault(line => line.StartsWith("id: ", StringComparison.Ordinal)))
            .OfType<string>().Select(line => long.Parse(line[4..])).LastOrDefault();
        await using var again = await server.Open(meetup.Community, key: meetup.Community.Key, lastEventId: last);
        var rest = all.SkipWhile(id => id <= last).ToList();
        Assert.NotEmpty(rest);
        Assert.Equal(rest, await Messages(again, rest.Count));
    }

    private static async Task<List<long>> Messages(EventReading stream, int count)
    {
        var seen = new List<long>(count);
        while (seen.Count < count)
            seen.Add((await stream.NextMessage()).Id!.Value);
        return seen;
    }

    private static async Task<string> ReadToEnd(TcpClient client)
    {
        using var all = new MemoryStream();
        try
        {
            await client.GetStream().CopyToAsync(all);
        }
        catch (IOException)
        {
            // The connection was reset: that is how one is dropped.
        }

        return Encoding.UTF8.GetString(all.ToArray());
    }
}
