using EventOps.Domain.Communities;
using EventOps.Testing.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.Access;

/// <summary>Some roles have things of their own, and nothing else.</summary>
public sealed class OwnThingsTests(ServerFixture server)
{
    [Fact]
    public async Task a_speaker_hands_in_slides_for_their_own_talk_and_nothing_else()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        var other = Ids.Id(20);
        await meetup.Done("add-talk", new { talkId = other, title = "Another" });
        var speaker = await meetup.Community.As(server, Role.Speaker, meetup);
        var deck = (await speaker.Post($"{meetup.Path}/attach-slides", new { slidesId = Ids.Id(30), talkId = TestMeetup.Talk, title = "Mine", url = "https://example.org/mine.pdf" })).MustBe(200);
        Assert.Equal(["slides_attached"], deck.Events);
        (await speaker.Post($"{meetup.Path}/replace-slides", new { slidesId = Ids.Id(30), url = "https://example.org/mine-2.pdf" })).MustBe(200);
        (await speaker.Post($"{meetup.Path}/revise-talk", new { talkId = TestMeetup.Talk, @abstract = "About it." })).MustBe(200);

        foreach (var (command, body) in (List<(string, object)>)[
            ("attach-slides", new { talkId = other, title = "Theirs", url = "https://example.org/theirs.pdf" }),
            ("attach-slides", new { title = "Of all", url = "https://example.org/all.pdf" }),
            ("revise-talk", new { talkId = other, title = "Mine now" }),
            ("publish-slides", new { slidesId = Ids.Id(30) }),
            ("withdraw-talk", new { talkId = TestMeetup.Talk, reason = "No" }),
            ("cancel-event", new { reason = "No" })])
            (await speaker.Post($"{meetup.Path}/{command}", body)).MustBe(403, "access.not_own_talk");
        (await speaker.Post("meetups", new { slug = "mine", title = "Mine", start = "2031-04-12T13:00", zone = "UTC" })).MustBe(403, "access.not_allowed");
        (await speaker.Post($"{meetup.Path}/commands", $$"""[{"type":"ReviseTalk","talkId":"{{TestMeetup.Talk}}","title":"T"},{"type":"CancelEvent","reason":"R"}]"""))
            .MustBe(403, "access.not_own_talk");
        await meetup.Done("publish-slides", new { slidesId = Ids.Id(30) });
        (await speaker.Post($"{meetup.Path}/replace-slides", new { slidesId = Ids.Id(30), url = "https://example.org/mine-3.pdf", reason = "Late" })).MustBe(403, "access.not_own_talk");
        Assert.False((await speaker.Get(meetup.Path)).Json.TryGetProperty("drafts", out _));
    }

    [Fact]
    public async Task a_bot_has_subscriptions_of_its_own_and_sees_no_others()
    {
        var community = await server.NewCommunity();
        var (bot, other) = (await community.As(server, Role.Bot), await community.As(server, Role.Bot));
        var body = new { name = "bot", sink = "https://example.org/hook", types = new[] { "eventops.slides.*" } };
        var theirs = (await community.Owner.Post("subscriptions", body)).MustBe(201);
        var own = (await bot.Post("subscriptions", body)).MustBe(201);
        var position = own.Json.GetProperty("position").GetInt64();

        (await bot.Get(own.Location!)).MustBe(200);
        (await bot.Post($"{own.Location}/pause", "{}")).MustBe(200);
        var listed = (await bot.Get($"subscriptions?minPosition={position}")).MustBe(200).Json.GetProperty("subscriptions");
        Assert.Equal(1, listed.GetArrayLength());
        foreach (var (asker, location) in (List<(Asker, string)>)[(bot, theirs.Location!), (other, own.Location!)])
        {
            (await asker.Get(location)).MustBe(404, "subscription.not_found");
            (await asker.Post($"{location}/rotate-secret", "{}")).MustBe(404, "subscription.not_found");
            (await asker.Send(HttpMethod.Delete, location, null)).MustBe(404, "subscription.not_found");
            (await asker.Get($"{location}/deliveries")).MustBe(404, "subscription.not_found");
        }

        Assert.Equal(2, (await community.Owner.Get($"subscriptions?minPosition={position}")).Json.GetProperty("subscriptions").GetArrayLength());
        (await bot.Send(HttpMethod.Delete, own.Location!, null)).MustBe(204);
    }
}
