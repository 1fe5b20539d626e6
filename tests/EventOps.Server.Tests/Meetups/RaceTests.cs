namespace EventOps.Server.Tests.Meetups;

public sealed class RaceTests(ServerFixture server)
{
    [Fact]
    public async Task thirty_two_speakers_added_at_once_are_all_there()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answers = await Task.WhenAll(Enumerable.Range(1, 32).Select(i => meetup.Command("add-speaker", new { name = $"Speaker {i}" })));

        Assert.All(answers, answer => answer.MustBe(200));
        Assert.Equal(Enumerable.Range(2, 32).Select(v => (long)v), answers.Select(a => a.Version).Order());
        var drafts = (await meetup.Community.Owner.Get(meetup.Path)).Json.GetProperty("drafts");
        Assert.Equal(32, drafts.GetProperty("speakers").EnumerateArray().Select(s => s.GetProperty("name").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task one_of_sixteen_meetups_gets_the_slug()
    {
        var community = await server.NewCommunity();
        var answers = await Task.WhenAll(Enumerable.Range(1, 16).Select(i => community.Owner.Post(
            "meetups", new { slug = "wanted", title = $"Meetup {i}", start = "2031-04-12T13:00", zone = "Asia/Shanghai" })));

        var won = Assert.Single(answers, answer => answer.Status == 201);
        Assert.All(answers.Except([won]), answer => answer.MustBe(409, "meetup.slug_taken"));
        var list = (await community.Anybody.Get($"meetups?minPosition={won.Position}")).MustBe(200).Json.GetProperty("meetups");
        Assert.Equal(won.Json.GetProperty("meetupId").GetGuid(), Assert.Single(list.EnumerateArray()).GetProperty("meetupId").GetGuid());
    }

    [Fact]
    public async Task of_two_edits_of_the_same_version_one_is_stale()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var answers = await Task.WhenAll(
            meetup.Command("revise-event", new { title = "One" }, ("If-Match", "\"1\"")),
            meetup.Command("revise-event", new { title = "Two" }, ("If-Match", "\"1\"")));

        Assert.Equal([200, 412], answers.Select(a => a.Status).Order());
        Assert.Equal(["event_scheduled", "event_revised"], await meetup.Stored());
    }

    [Fact]
    public async Task a_slug_that_a_scheduled_meetup_was_refused_is_free_for_another()
    {
        var community = await server.NewCommunity();
        var meetup = await community.Scheduled("first-name");
        (await community.Owner.Post("meetups", new
        {
            meetupId = meetup.Id,
            slug = "second-name",
            title = "Spring meetup",
            start = "2031-04-12T13:00",
            zone = "Asia/Shanghai",
        })).MustBe(409, "meetup.already_scheduled");

        (await community.Anybody.Get("meetups/second-name")).MustBe(404, "meetup.not_found");
        await community.Scheduled("second-name");
    }

    [Fact]
    public async Task a_refused_meetup_leaves_its_slug_free()
    {
        var community = await server.NewCommunity();
        (await community.Owner.Post("meetups", new { slug = "again", title = "T", start = "2031-04-12T13:00", zone = "Mars/Olympus" }))
            .MustBe(422, "meetup.zone_unknown");
        await community.Scheduled("again");
    }
}
