namespace EventOps.Server.Tests.Meetups;

public sealed class ChangeSlugTests(ServerFixture server)
{
    [Fact]
    public async Task who_asks_for_the_old_address_is_led_to_the_new_one()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled("old")).WithTalk();
        var (name, anybody) = (meetup.Community.Name, meetup.Community.Anybody);
        var published = await meetup.Done("publish-agenda", new { });
        (await anybody.Get($"meetups/old/agenda?minPosition={published.Position}")).MustBe(200);
        (await anybody.Get($"/{name}/old/agenda")).MustBe(200);
        var changed = await meetup.Done("change-slug", new { slug = "new" });
        Assert.Equal("new", changed.Json.GetProperty("slug").GetString());
        (await anybody.Get($"meetups/{meetup.Id}/agenda?minPosition={changed.Position}")).MustBe(200);

        foreach (var (page, status) in (List<(string, int)>)[
            ("/agenda", 301), ("/recap", 301), ("/agenda.ics", 301), ("/agenda.json", 301), ("/agenda?lang=en", 301), ($"/talks/{TestMeetup.Talk}", 301), ("", 301)])
            Assert.Equal($"/{name}/new{page}", (await anybody.Get($"/{name}/old{page}")).MustBe(status).Location);
        foreach (var read in (string[])["", "/agenda", "/agenda/releases/1", "/agenda?view=public"])
            Assert.Equal($"/api/communities/{name}/meetups/new{read}", (await anybody.Get($"meetups/old{read}")).MustBe(308).Location);
        (await anybody.Get($"/{name}/new/agenda")).MustBe(200);
        (await anybody.Get("meetups/new")).MustBe(200);
        Assert.Contains("\"new\"", (await anybody.Get($"meetups?minPosition={changed.Position}")).Text, StringComparison.Ordinal);
        // Commands go to the meetup whatever it is called.
        (await meetup.Community.Owner.Post("meetups/old/add-speaker", new { name = "Ada" })).MustBe(200);
    }

    [Fact]
    public async Task nobody_else_gets_an_old_slug_but_its_meetup_may_have_it_back()
    {
        var community = await server.NewCommunity();
        var (first, second) = (await community.Scheduled("first"), await community.Scheduled("second"));
        await first.Done("change-slug", new { slug = "other" });
        (await second.Command("change-slug", new { slug = "first" })).MustBe(409, "meetup.slug_taken");
        (await second.Command("change-slug", new { slug = "other" })).MustBe(409, "meetup.slug_taken");
        (await community.Owner.Post("meetups", new { slug = "first", title = "T", start = "2031-04-12T13:00" })).MustBe(409, "meetup.slug_taken");
        (await community.Anybody.Get("meetups/first")).MustBe(308);
        (await community.Owner.Post("meetups/other/change-slug", new { slug = "first" })).MustBe(200);
        (await community.Anybody.Get("meetups/first")).MustBe(200);
        Assert.Equal($"/api/communities/{community.Name}/meetups/first", (await community.Anybody.Get("meetups/other")).MustBe(308).Location);
    }

    [Fact]
    public async Task of_two_that_want_one_slug_at_once_one_gets_it()
    {
        var community = await server.NewCommunity();
        var meetups = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => community.Scheduled($"m-{i}")));
        var answers = await Task.WhenAll(meetups.Select(meetup => meetup.Command("change-slug", new { slug = "wanted" })));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.MustBe(409, "meetup.slug_taken"));
        var winner = answers.Single(answer => answer.Status == 200).Json.GetProperty("meetupId").GetGuid();
        Assert.Equal(winner, (await community.Anybody.Get("meetups/wanted")).MustBe(200).Json.GetProperty("meetupId").GetGuid());
    }

    [Fact]
    public async Task a_refused_change_leaves_the_slug_free()
    {
        var community = await server.NewCommunity();
        var (first, second) = (await community.Scheduled("first"), await community.Scheduled("second"));
        (await first.Command("change-slug", new { slug = "wanted" }, ("If-Match", "\"9\""))).MustBe(412, "meetup.version_mismatch");
        (await first.Command("change-slug", new { slug = "no slug" })).MustRefuse("slug:not_a_slug");
        (await second.Command("change-slug", new { slug = "wanted" })).MustBe(200);
    }

    [Fact]
    public async Task a_batch_says_which_of_its_commands_wanted_what_is_taken()
    {
        var community = await server.NewCommunity();
        await community.Scheduled("taken");
        var meetup = await community.Scheduled("mine");
        var refused = (await meetup.Command("commands", """[{"type":"WriteRecap","summary":"S"},{"type":"ChangeSlug","slug":"taken"}]""")).MustBe(409, "meetup.slug_taken");
        Assert.Equal(1, refused.Json.GetProperty("command").GetInt32());
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }
}
