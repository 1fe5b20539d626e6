using EventOps.Server.Links;
using EventOps.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventOps.Server.Tests.Links;

/// <summary>The checker as it runs by itself, by a clock of the test's own.</summary>
public sealed class LinkDayTests
{
    [Fact]
    public async Task a_link_is_looked_at_once_a_day_and_one_that_fails_sooner_until_it_is_dead()
    {
        await using var server = await StreamServer.Start();
        await using var broken = await Hosts.Start();
        await using var sound = await Hosts.Start();
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Done("attach-slides", new { slidesId = TestMeetup.Slides, title = "Deck", url = $"{broken.Address}/404" });
        var done = await meetup.Done("add-recording", new { title = "Film", url = $"{sound.Address}/200" });
        (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={done.Position}")).MustBe(200);
        (await meetup.Community.Anybody.Get($"meetups?minPosition={done.Position}")).MustBe(200);
        var clock = new FakeClock();
        using var checker = Checker(server, clock);
        await checker.StartAsync(CancellationToken.None);

        await After(clock, TimeSpan.FromMinutes(14));
        Assert.Equal((0, 0), (broken.Asked.Count, sound.Asked.Count));
        // A host that says 404 to HEAD is asked once more, by GET: two questions a look.
        await After(clock, TimeSpan.FromMinutes(1));
        Assert.Equal((2, 1), (broken.Asked.Count, sound.Asked.Count));
        Assert.Equal(["failing", "alive"], await States(meetup));
        await After(clock, TimeSpan.FromHours(5));
        Assert.Equal((2, 1), (broken.Asked.Count, sound.Asked.Count));
        await After(clock, TimeSpan.FromHours(2));
        Assert.Equal((4, 1), (broken.Asked.Count, sound.Asked.Count));
        await After(clock, TimeSpan.FromHours(7));
        Assert.Equal((6, 1), (broken.Asked.Count, sound.Asked.Count));
        Assert.Equal(["dead", "alive"], await States(meetup));
        broken.Recovered = true;
        await After(clock, TimeSpan.FromHours(13));
        Assert.Equal((7, 2), (broken.Asked.Count, sound.Asked.Count));
        Assert.Equal(["alive", "alive"], await States(meetup));
        await checker.StopAsync(CancellationToken.None);
    }

    private static LinkChecker Checker(StreamServer server, TimeProvider clock)
    {
        var services = server.Services;
        var settings = new LinkSettings();
        var rounds = new LinkRounds(
            services.GetRequiredService<LinkTable>(), services.GetRequiredService<LinksInUse>(), new LinkProbe(allowPrivate: true), settings, clock);
        return new(services.GetRequiredService<NpgsqlDataSource>(), rounds, settings, clock, NullLogger<LinkChecker>.Instance);
    }

    // It sleeps before and after: all that it does in between is done.
    private static async Task After(FakeClock clock, TimeSpan time)
    {
        await Asleep(clock);
        clock.Advance(time);
        await Asleep(clock);
    }

    private static Task<int> Asleep(FakeClock clock) => Eventually.Sees(() => Task.FromResult(clock.Sleepers), sleepers => sleepers == 1, "the checker rests");

    private static async Task<IReadOnlyList<string?>> States(TestMeetup meetup) =>
        [.. (await meetup.Community.Owner.Get($"{meetup.Path}/links")).MustBe(200).Json.GetProperty("links").EnumerateArray().Select(link => link.GetProperty("state").GetString())];
}
