using System.Globalization;
using EventOps.Testing;

namespace EventOps.Server.Tests.Processes;

/// <summary>An embargo ends by the clock on the wall, also of a server that was killed meanwhile.</summary>
public sealed class EmbargoTests
{
    [Fact]
    public async Task slides_come_out_within_a_second_and_everybody_hears()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start();
        await using var server = await RunningServer.Start(database);
        var due = await Embargo(server, receiver, TimeSpan.FromSeconds(2));
        var published = await receiver.Next();
        Assert.Equal("eventops.slides.published.v1", published.Type);
        Assert.InRange(published.Json.GetProperty("time").GetDateTimeOffset() - due, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task killed_before_the_moment_and_started_after_it_the_server_publishes_once()
    {
        await using var database = await TestDatabase.Create();
        await using var receiver = await Receiver.Start();
        DateTimeOffset due;
        await using (var server = await RunningServer.Start(database))
        {
            due = await Embargo(server, receiver, TimeSpan.FromSeconds(2));
            await server.Kill();
        }

        Assert.True(receiver.IsEmpty);
        Assert.True(TimeProvider.System.GetUtcNow() < due, "The server was not killed before the moment.");
        await Eventually.Sees(() => Task.FromResult(TimeProvider.System.GetUtcNow()), now => now > due, "the moment has passed");
        await using var first = await RunningServer.Start(database);
        await using var second = await RunningServer.Start(database);
        Assert.Equal("eventops.slides.published.v1", (await receiver.Next()).Type);
        var owner = TestCommunity.Of(first).Owner;
        (await owner.Post("meetups/m/withdraw-slides", new { slidesId = TestMeetup.Slides, reason = "R" })).MustBe(200);
        Assert.Equal("eventops.slides.withdrawn.v1", (await receiver.Next()).Type);
        var history = (await owner.Get("meetups/m/history")).Json.GetProperty("entries").EnumerateArray().ToList();
        var published = Assert.Single(history, entry => entry.GetProperty("type").GetString() == "slides_published");
        Assert.Equal("timer", published.GetProperty("user").GetString());
    }

    private static async Task<DateTimeOffset> Embargo(RunningServer server, Receiver receiver, TimeSpan ahead)
    {
        var owner = TestCommunity.Of(server).Owner;
        (await owner.Post("subscriptions", new { name = "bot", sink = receiver.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        (await owner.Post("meetups", new { slug = "m", title = "M", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(201);
        var due = TimeProvider.System.GetUtcNow() + ahead;
        (await owner.Post("meetups/m/attach-slides", new
        {
            slidesId = TestMeetup.Slides,
            title = "D",
            url = TestMeetup.DeckUrl,
            availableFrom = due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        })).MustBe(200);
        return due;
    }
}
