using System.Text.Json;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Agendas;
using EventOps.Projections.Recaps;
using NodaTime;
using StoredFact = EventOps.Projections.Fact;

namespace EventOps.Server.Tests.History;

public sealed class AsOfTests(ServerFixture server)
{
    private static readonly string[] Pages = ["agenda", "agenda?view=draft", "recap", "recap?view=draft"];

    [Fact]
    public async Task at_each_position_of_a_random_history_every_page_is_byte_for_byte_what_it_was()
    {
        var community = await server.NewCommunity();
        var stream = new RandomStream(server, community, Random.Shared.Next());
        var seen = new Dictionary<(long, string), byte[]>();
        var last = 0L;
        await foreach (var position in stream.Append(commands: 70))
        {
            last = position;
            foreach (var page in Pages)
                seen.Add((position, page), Shown(await community.Owner.Get(With($"{stream.Path}/{page}", $"minPosition={position}"))));
        }

        foreach (var ((position, page), bytes) in seen)
        {
            var then = await community.Owner.Get(With($"{stream.Path}/{page}", $"atPosition={position}"));
            Assert.True(bytes.SequenceEqual(Shown(then)), $"{stream.Seed}, {page} at position {position}");
        }

        await TheHistoryAloneMakesTheSamePages(community, stream, last, seen);
    }

    // The audit is complete: whoever has only the history has everything.
    private static async Task TheHistoryAloneMakesTheSamePages(
        TestCommunity community, RandomStream stream, long last, Dictionary<(long, string), byte[]> seen)
    {
        var facts = new List<StoredFact>();
        for (var next = $"{stream.Path}/history?limit=7"; next is not null;)
        {
            var page = (await community.Owner.Get(next)).MustBe(200);
            facts.AddRange(page.Json.GetProperty("entries").EnumerateArray().Select(entry => FactOf(community.Name, stream.Id, entry)));
            next = page.Next;
        }

        Assert.Equal(Enumerable.Range(1, facts.Count).Select(i => (long)i), facts.Select(fact => fact.Version));
        Assert.Equal(seen.Keys.Select(key => key.Item1).Distinct().Order(), facts.Select(fact => fact.Position));
        var agenda = facts.Aggregate((AgendaPage?)null, AgendaPage.On)!;
        var recap = facts.Aggregate((RecapPage?)null, RecapPage.On)!;
        Assert.Equal(seen[(last, "agenda")], Json(agenda.Public()));
        Assert.Equal(seen[(last, "agenda?view=draft")], Json(agenda.Draft()));
        Assert.Equal(seen[(last, "recap?view=draft")], Json(recap.Draft()));
        var state = facts.Aggregate(Meetup.Initial, (meetup, fact) => meetup.Evolve(fact.Event));
        var told = (await community.Owner.Get(stream.Path)).Json.GetProperty("drafts");
        Assert.Equal(
            JsonSerializer.Serialize(state.Talks.Values.OrderBy(t => t.TalkId), DomainJson.Options), told.GetProperty("talks").GetRawText());
    }

    [Fact]
    public async Task a_time_shows_what_was_public_then_and_a_key_what_was_drafted()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await meetup.Done("publish-agenda", new { });
        var published = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        var at = await StoredAt(meetup, published.Version);
        await meetup.Done("withdraw-slides", new { slidesId = TestMeetup.Slides, reason = "Not cleared." });
        var anybody = meetup.Community.Anybody;

        Assert.Contains(TestMeetup.DeckUrl, (await anybody.Get($"{meetup.Path}/agenda?asOf={at}")).MustBe(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestMeetup.DeckUrl, (await anybody.Get($"{meetup.Path}/agenda?asOf=2999-01-01T00:00")).MustBe(200).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(TestMeetup.DeckUrl, (await anybody.Get($"{meetup.Path}/agenda?atPosition={published.Position - 1}")).MustBe(200).Text, StringComparison.Ordinal);
        Assert.Contains(TestMeetup.DeckUrl, (await meetup.Community.Owner.Get($"{meetup.Path}/agenda?view=draft&atPosition={published.Position - 1}")).MustBe(200).Text, StringComparison.Ordinal);
        (await anybody.Get($"{meetup.Path}/agenda?view=draft&atPosition={published.Position}")).MustBe(401, "access.key_missing");
    }

    [Theory]
    [InlineData("agenda")]
    [InlineData("recap")]
    public async Task before_the_meetup_there_is_no_page_and_a_moment_that_is_none_is_named(string page)
    {
        var meetup = await (await server.NewCommunity()).Scheduled();
        var anybody = meetup.Community.Anybody;

        (await anybody.Get($"{meetup.Path}/{page}?atPosition=0")).MustBe(404, "meetup.not_yet");
        (await anybody.Get($"{meetup.Path}/{page}?asOf=2001-01-01T00:00:00Z")).MustBe(404, "meetup.not_yet");
        (await anybody.Get($"{meetup.Path}/{page}?asOf=yesterday")).MustRefuse("asOf:wrong_type");
        (await anybody.Get($"{meetup.Path}/{page}?atPosition=-1")).MustRefuse("atPosition:out_of_range");
        (await anybody.Get($"{meetup.Path}/{page}?atPosition=1&asOf=2001-01-01T00:00")).MustRefuse("atPosition:not_together");
        (await anybody.Get($"meetups/nowhere/{page}?atPosition=1")).MustBe(404, "meetup.not_found");
    }

    [Fact]
    public async Task a_page_of_the_past_says_so_to_people()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithTalk();
        var first = await meetup.Done("publish-agenda", new { });
        await meetup.Done("revise-talk", new { talkId = TestMeetup.Talk, title = "Renamed" });
        await meetup.Done("publish-agenda", new { });
        var address = $"/{meetup.Community.Name}/{meetup.Slug}/agenda";

        var page = (await meetup.Community.Anybody.Get($"{address}?atPosition={first.Position}&lang=en")).MustBe(200).Text;
        Assert.Contains("A page of the past", page, StringComparison.Ordinal);
        Assert.Contains("WebAssembly", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Renamed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A page of the past", (await meetup.Community.Anybody.Get($"{address}?lang=en")).Text, StringComparison.Ordinal);
        (await meetup.Community.Anybody.Get($"{address}?asOf=never")).MustBe(404);
    }

    private static async Task<string> StoredAt(TestMeetup meetup, long version) =>
        (await meetup.Community.Owner.Get($"{meetup.Path}/history?after={version - 1}&limit=1")).Json.GetProperty("entries")[0]
            .GetProperty("at").GetDateTimeOffset().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static StoredFact FactOf(string community, Guid id, JsonElement entry)
    {
        Assert.NotEmpty(entry.GetProperty("user").GetString()!);
        return new(
            community, id, entry.GetProperty("version").GetInt64(), entry.GetProperty("position").GetInt64(),
            Instant.FromDateTimeOffset(entry.GetProperty("at").GetDateTimeOffset()),
            MeetupEvent.Names.Read(entry.GetProperty("type").GetString()!, JsonSerializer.SerializeToUtf8Bytes(entry.GetProperty("data"))),
            entry.GetProperty("imported").GetBoolean());
    }

    // The answer that nothing is published bears the id of its own request.
    private static byte[] Shown(Answer answer) => answer.Status == 200 ? answer.Bytes : JsonSerializer.SerializeToUtf8Bytes(answer.Code);

    private static byte[] Json<T>(T view) => JsonSerializer.SerializeToUtf8Bytes(view, DomainJson.Options);

    private static string With(string path, string query) => path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;
}
