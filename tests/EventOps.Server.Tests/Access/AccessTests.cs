namespace EventOps.Server.Tests.Access;

public sealed class AccessTests(ServerFixture server)
{
    [Fact]
    public async Task a_command_without_a_key_changes_nothing()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        (await meetup.Community.Anybody.Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(401, "access.key_missing");
        (await meetup.Community.Anybody.Post("meetups", "{")).MustBe(401, "access.key_missing");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Theory]
    [InlineData("eo_nobody-has-this-key-0000000000000000000000")]
    [InlineData("x")]
    public async Task an_unknown_key_opens_nothing_not_even_what_is_public(string key)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var stranger = server.Asker(meetup.Community.Name, key);
        (await stranger.Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(401, "access.key_unknown");
        (await stranger.Get(meetup.Path)).MustBe(401, "access.key_unknown");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Fact]
    public async Task the_key_of_another_community_opens_nothing()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var other = server.Asker(meetup.Community.Name, (await server.NewCommunity()).Key);
        (await other.Post($"{meetup.Path}/add-speaker", new { name = "Ada" })).MustBe(403, "access.other_community");
        (await other.Get($"{meetup.Path}/history")).MustBe(403, "access.other_community");
        Assert.Equal(["event_scheduled"], await meetup.Stored());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/agenda")]
    [InlineData("/agenda?view=public")]
    public async Task drafts_are_hidden_from_the_public_and_shown_to_a_key(string read)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var position = (await meetup.Done("write-recap", new { summary = "Hidden summary" })).Position;
        await meetup.Community.Anybody.Get($"{meetup.Path}/agenda?minPosition={position}");

        var shown = (await meetup.Community.Anybody.Get(meetup.Path + read)).MustBe(200).Text;
        foreach (var hidden in (string[])["凯撒", "WebAssembly 开源之路", "Wasm deck", TestMeetup.DeckUrl, "Hidden summary"])
            Assert.DoesNotContain(hidden, shown, StringComparison.Ordinal);
        var drafts = (await meetup.Community.Owner.Get(meetup.Path)).Text + (await meetup.Community.Owner.Get($"{meetup.Path}/agenda?view=draft")).Text;
        foreach (var hidden in (string[])["凯撒", "WebAssembly 开源之路", "Wasm deck", TestMeetup.DeckUrl, "Hidden summary"])
            Assert.Contains(hidden, drafts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("agenda")]
    [InlineData("recap")]
    public async Task pages_hide_drafts_as_well(string page)
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled(start: "2021-12-18T13:00")).WithDeck();
        await meetup.Done("publish-agenda", new { });
        await meetup.Done("publish-recap", new { });
        await meetup.Done("revise-talk", new { talkId = TestMeetup.Talk, @abstract = "Not a draft: talks are live in recaps." });
        var position = (await meetup.Done("write-recap", new { summary = "Hidden summary" })).Position;
        await meetup.Community.Anybody.Get($"{meetup.Path}/{page}?minPosition={position}");

        var shown = (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/{page}")).MustBe(200).Text;
        Assert.DoesNotContain("Hidden summary", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(TestMeetup.DeckUrl, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task drafts_and_histories_and_subscriptions_need_a_key()
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        foreach (var path in (string[])[$"{meetup.Path}/agenda?view=draft", $"{meetup.Path}/recap?view=draft", $"{meetup.Path}/history", "subscriptions"])
            (await meetup.Community.Anybody.Get(path)).MustBe(401, "access.key_missing");
        (await meetup.Community.Anybody.Get($"{meetup.Path}/recap")).MustBe(404, "recap.not_published");
    }

    [Fact]
    public async Task what_belongs_to_one_community_is_not_in_another()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled("only-here")).WithTalk();
        var position = (await meetup.Done("publish-agenda", new { })).Position;
        var other = await server.NewCommunity();

        foreach (var asker in (Asker[])[other.Owner, other.Anybody])
        {
            (await asker.Get($"meetups/{meetup.Id}")).MustBe(404, "meetup.not_found");
            (await asker.Get($"meetups/{meetup.Slug}/agenda?minPosition={position}")).MustBe(404, "meetup.not_found");
            (await asker.Get($"meetups/{meetup.Id}/agenda/releases/1")).MustBe(404);
            Assert.Equal("[]", (await asker.Get($"meetups?minPosition={position}")).MustBe(200).Json.GetProperty("meetups").GetRawText());
            Assert.Equal("[]", (await asker.Get("events?after=0")).MustBe(200).Text);
            (await asker.Get($"/{other.Name}/{meetup.Slug}/agenda")).MustBe(404);
        }

        (await other.Owner.Get($"meetups/{meetup.Id}/history")).MustBe(404, "meetup.not_found");
        (await other.Owner.Post($"meetups/{meetup.Id}/add-speaker", new { name = "Ada" })).MustBe(404, "meetup.not_found");
        await other.Scheduled("only-here");
    }

    [Fact]
    public async Task a_key_in_an_address_opens_nothing()
    {
        var community = await server.NewCommunity();
        foreach (var name in (string[])["key", "access_token", "token", "api_key"])
            (await community.Anybody.Get($"keys?{name}={community.Key}")).MustBe(401, "access.key_missing");
        (await community.Anybody.Get("keys", ("Cookie", $"key={community.Key}"))).MustBe(401, "access.key_missing");
    }

    [Fact]
    public async Task who_cannot_be_looked_up_is_not_let_in()
    {
        await using var own = await StreamServer.Start();
        var community = await own.NewCommunity();
        (await community.Owner.Get("keys")).MustBe(200);
        await Deliveries.Run(own.Database, "alter table eventops_keys rename to elsewhere");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(own.Address, $"/api/communities/{community.Name}/meetups"))
        {
            Headers = { { "Authorization", "Bearer eo_nobody-knows-whether-this-is-one" } },
        };
        Assert.Equal(500, (int)(await http.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task a_community_that_nobody_founded_is_not_there()
    {
        (await server.Asker("nobody-founded-this", key: null).Get("meetups")).MustBe(404, "community.not_found");
        (await server.Asker("NOT%20A%20NAME", key: null).Get("meetups")).MustBe(404, "community.not_found");
        (await server.Asker("x", key: null).Get("/nobody-founded-this")).MustBe(404);
    }
}
