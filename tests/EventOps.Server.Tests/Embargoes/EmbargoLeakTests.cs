using EventOps.Testing.Scenarios;

namespace EventOps.Server.Tests.Embargoes;

/// <summary>What everybody can ask for says when slides come out, and nothing else of them until they do.</summary>
public sealed class EmbargoLeakTests(ServerFixture server)
{
    private const string Link = "https://secret.example/embargoed-deck.pdf";
    private const string Title = "The embargoed title";
    private static readonly Guid Deck = Ids.Id(44);

    [Fact]
    public async Task no_public_answer_tells_a_link_or_title_before_its_time()
    {
        var all = await server.NewReceiver();
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        (await meetup.Community.Owner.Post("subscriptions", new { name = "bot", sink = all.Sink, types = new[] { "eventops.*" } })).MustBe(201);
        (await meetup.Community.Owner.Post("subscriptions", new { name = "slides", sink = all.Sink, types = new[] { "eventops.slides.*" } })).MustBe(201);
        await meetup.Done("attach-slides", new { slidesId = Deck, talkId = TestMeetup.Talk, title = "First", url = Link, availableFrom = "endOfTalk" });
        await meetup.Done("replace-slides", new { slidesId = Deck, title = Title, url = $"{Link}?v=2" });
        await meetup.Done("attach-slides", new { slidesId = Ids.Id(45), title = Title, url = $"{Link}?own", availableFrom = "2031-05-01T09:00" });
        await meetup.Done("publish-agenda", new { });
        await meetup.Done("write-recap", new { summary = "S" });
        var position = (await meetup.Done("publish-recap", new { })).Position;

        foreach (var (address, text) in await EveryPublicAnswer(meetup, position))
            Assert.False(text.Contains("secret.example", StringComparison.Ordinal) || text.Contains(Title, StringComparison.Ordinal), $"{address} tells: {text}");
        var agenda = (await meetup.Community.Anybody.Get($"{meetup.Path}/agenda")).Json;
        Assert.Equal("2031-05-01T01:00:00Z", agenda.GetProperty("slidesFrom").GetString());
        Assert.Equal("2031-04-12T05:40:00Z", agenda.GetProperty("days")[0].GetProperty("slots")[0].GetProperty("talk").GetProperty("slidesFrom").GetString());
        Assert.Contains("Slides available from", (await meetup.Community.Anybody.Get($"/{meetup.Community.Name}/{meetup.Slug}/agenda?lang=en")).Text, StringComparison.Ordinal);
        var draft = (await meetup.Community.Owner.Get($"{meetup.Path}/recap?view=draft")).Json;
        var own = draft.GetProperty("slides")[0];
        Assert.Equal(("scheduled", "2031-05-01T09:00:00", "2031-05-01T01:00:00Z"),
            (own.GetProperty("status").GetString(), own.GetProperty("availableFrom").GetString(), own.GetProperty("due").GetString()));

        // The same search finds it once it is out, or it proved nothing.
        await meetup.Done("publish-slides", new { slidesId = Deck });
        position = (await meetup.Done("open-registration", new { url = "https://example.org/r" })).Position;
        var telling = (await EveryPublicAnswer(meetup, position)).Where(answer => answer.Text.Contains($"{Link}?v=2", StringComparison.Ordinal)).ToList();
        Assert.True(telling.Count >= 7, $"Only {string.Join(' ', telling.Select(t => t.Address))} tell of a published deck.");
        for (Received? last = null; last?.Type != "eventops.registration.opened.v1"; last = await all.Next())
            Assert.DoesNotContain($"{Link}\"", last is null ? "" : System.Text.Encoding.UTF8.GetString(last.Body), StringComparison.Ordinal);
    }

    /// <summary>Every address that OpenAPI names, the pages, and the stream, as anybody gets them.</summary>
    private static async Task<List<(string Address, string Text)>> EveryPublicAnswer(TestMeetup meetup, long position)
    {
        var anybody = meetup.Community.Anybody;
        var api = (await anybody.Get("/openapi/v1.json")).Json;
        var addresses = api.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _) && !path.Name.EndsWith("/stream", StringComparison.Ordinal))
            .Select(path => path.Name).Concat(["/{community}", "/{community}/{meetup}/agenda", "/{community}/{meetup}/recap", "/openapi/v1.json", "/metrics"])
            .Select(path => path.Replace("{community}", meetup.Community.Name, StringComparison.Ordinal).Replace("{meetup}", meetup.Slug, StringComparison.Ordinal)
                .Replace("{number}", "1", StringComparison.Ordinal).Replace("{id}", $"{Ids.Id(1)}", StringComparison.Ordinal)).ToList();
        Assert.Contains($"/api/communities/{meetup.Community.Name}/events", addresses);
        var answers = new List<(string, string)>();
        foreach (var address in addresses.SelectMany(address => new[] { address, $"{address}?lang=en", $"{address}?view=draft", $"{address}?q=embargoed" }))
            answers.Add((address, (await anybody.Get($"{address}{(address.Contains('?') ? '&' : '?')}minPosition={position}")).Text));
        await using var stream = await EventReading.Open(anybody.Server, meetup.Community.Name, "?after=0");
        for (var read = await stream.NextMessage(); ; read = await stream.NextMessage())
        {
            answers.Add(("the stream", read.Data!));
            if (read.Id >= position)
                return answers;
        }
    }
}
