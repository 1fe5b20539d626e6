namespace EventOps.Server.Tests.History;

public sealed class RevertToTests(ServerFixture server)
{
    [Fact]
    public async Task a_meetup_goes_back_by_new_events_that_tell_why()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        await meetup.Done("revise-talk", new { talkId = TestMeetup.Talk, title = "A slip" });
        await meetup.Done("remove-slot", new { slotId = TestMeetup.Slot });

        var back = await meetup.Done("revert-to", new { version = 4, reason = "The wrong meetup." });

        Assert.Equal(["talk_revised", "slot_placed"], back.Events);
        var entries = (await meetup.Community.Owner.Get($"{meetup.Path}/history?after=6&lang=en")).Json.GetProperty("entries");
        Assert.All(entries.EnumerateArray(), entry => Assert.Equal(("RevertTo", "The wrong meetup."), (entry.GetProperty("command").GetString(), entry.GetProperty("reason").GetString())));
        var agenda = (await meetup.Community.Owner.Get($"{meetup.Path}/agenda?view=draft&minPosition={back.Position}")).MustBe(200).Text;
        Assert.Contains("WebAssembly 开源之路", agenda, StringComparison.Ordinal);
        Assert.Contains("13:40", agenda, StringComparison.Ordinal);
        Assert.Empty((await meetup.Done("revert-to", new { version = 4, reason = "The wrong meetup." })).Events);
    }

    [Fact]
    public async Task the_slug_stays_and_the_answer_says_so()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        await meetup.Done("change-slug", new { slug = "another-name" });
        foreach (var _ in (int[])[1, 2])
        {
            var back = await meetup.Done("revert-to", new { version = 1, reason = "R" });
            Assert.Equal("another-name", back.Json.GetProperty("slug").GetString());
            Assert.Equal("revert.slug_stays", Assert.Single(back.Json.GetProperty("warnings").EnumerateArray()).GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task where_there_is_no_way_back_nothing_changes()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        (await meetup.Command("revert-to", new { version = 5, reason = "R" })).MustBe(409, "revert.slides_published");
        (await meetup.Command("revert-to", new { version = 99, reason = "R" })).MustBe(404, "revert.version_not_found");
        (await meetup.Command("revert-to", new { version = 0, reason = "" })).MustRefuse("version:out_of_range", "reason:required");
        await meetup.Done("reschedule-event", new { start = "2031-04-13T13:00", end = "2031-04-13T18:00", reason = "R" });
        await meetup.Done("postpone-event", new { reason = "R" });
        (await meetup.Command("revert-to", new { version = 6, reason = "R" })).MustBe(409, "revert.postponed");
        Assert.Equal(8, (await meetup.Stored()).Count);
    }
}
