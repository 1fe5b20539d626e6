namespace EventOps.Server.Tests.Agendas;

public sealed class AgendaDiffTests(ServerFixture server)
{
    [Fact]
    public async Task any_two_moments_are_compared_and_a_key_sees_which_events_made_the_difference()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var first = await meetup.Done("publish-agenda", new { });
        var moved = await meetup.Done("move-slot", new { slotId = TestMeetup.Slot, start = "15:00", end = "15:40" });
        var shown = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await meetup.Done("publish-agenda", new { });
        var owner = meetup.Community.Owner;

        var releases = (await owner.Get($"{meetup.Path}/agenda/diff?from=1&to=2")).MustBe(200).Json;
        var change = releases.GetProperty("changes")[0];
        Assert.Equal(["time"], change.GetProperty("what").EnumerateArray().Select(what => what.GetString()));
        var cause = change.GetProperty("causes")[0];
        Assert.Equal((moved.Position, "MoveSlot"), (cause.GetProperty("position").GetInt64(), cause.GetProperty("command").GetString()));
        Assert.StartsWith("key:", cause.GetProperty("by").GetString(), StringComparison.Ordinal);
        var part = releases.GetProperty("parts")[0];
        Assert.Equal(("slides", "added"), (part.GetProperty("noun").GetString(), part.GetProperty("kind").GetString()));
        Assert.Equal(shown.Position, part.GetProperty("causes")[0].GetProperty("position").GetInt64());

        var moments = (await owner.Get($"{meetup.Path}/agenda/diff?from=position:{first.Position}&to=position:{shown.Position}")).MustBe(200).Json;
        Assert.Empty(moments.GetProperty("changes").EnumerateArray());
        Assert.Single(moments.GetProperty("parts").EnumerateArray());
        var drafts = (await owner.Get($"{meetup.Path}/agenda/diff?from=position:{first.Position}&to=2999-01-01T00:00&view=draft")).MustBe(200).Json;
        Assert.Single(drafts.GetProperty("changes").EnumerateArray());
        Assert.Empty((await meetup.Community.Anybody.Get($"{meetup.Path}/agenda/diff?from=1&to=2")).MustBe(200).Json.GetProperty("changes")[0].GetProperty("causes").EnumerateArray());
    }

    [Fact]
    public async Task moments_that_are_none_are_named()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var anybody = meetup.Community.Anybody;
        (await anybody.Get($"{meetup.Path}/agenda/diff?from=position:0&to=now")).MustRefuse("from:out_of_range", "to:out_of_range");
        (await anybody.Get($"{meetup.Path}/agenda/diff?from=1&to=2&view=mine")).MustRefuse("view:unknown_value");
        (await anybody.Get($"{meetup.Path}/agenda/diff?from=yesTerday&to=1")).MustRefuse("from:wrong_type");
        (await anybody.Get($"{meetup.Path}/agenda/diff?from=2001-01-01T00:00&to=2999-01-01T00:00")).MustBe(404, "meetup.not_yet");
        (await anybody.Get($"{meetup.Path}/agenda/diff?from=1&to=2999-01-01T00:00")).MustBe(404, "release.not_found");
        (await anybody.Get($"{meetup.Path}/agenda/diff?from=position:1&to=position:2&view=draft")).MustBe(401, "access.key_missing");
    }
}
