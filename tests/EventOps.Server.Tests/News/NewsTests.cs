using System.ServiceModel.Syndication;
using System.Xml;
using EventOps.Domain.Meetups;
using EventOps.EventStore;
using EventOps.Notifications.Messages;
using EventOps.Server.Meetups;
using Microsoft.Extensions.DependencyInjection;

namespace EventOps.Server.Tests.News;

public sealed class NewsTests(ServerFixture server)
{
    [Fact]
    public async Task what_happens_is_in_the_feed_with_the_ids_of_the_events()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await Seen(meetup, (await meetup.Done("publish-agenda", new { })).Position);
        var first = await Feed(meetup.Community);
        Assert.Equal(["议程发布（第 1 版）：Spring meetup", "新活动：Spring meetup"], first.Items.Select(item => item.Title.Text));

        var published = await meetup.Done("publish-slides", new { slidesId = TestMeetup.Slides });
        await Seen(meetup, published.Position);

        var second = await Feed(meetup.Community, "?lang=en");
        Assert.Equal(3, second.Items.Count());
        Assert.Equal("Slides published: Wasm deck — Spring meetup", second.Items.First().Title.Text);
        Assert.Equal($"urn:uuid:{published.Json.GetProperty("events")[0].GetProperty("id").GetString()}", second.Items.First().Id);
        Assert.Equal(first.Items.Select(item => item.Id), second.Items.Skip(1).Select(item => item.Id));
        Assert.Equal(second.Items.First().LastUpdatedTime, second.LastUpdatedTime);
    }

    [Fact]
    public async Task drafts_are_no_news_and_an_unchanged_feed_is_not_sent_again()
    {
        var meetup = await (await (await server.NewCommunity()).Scheduled()).WithDeck();
        await Seen(meetup, (await meetup.Done("replace-slides", new { slidesId = TestMeetup.Slides, url = "https://example.org/secret.pdf" })).Position);
        var path = $"/{meetup.Community.Name}/feed.atom";

        var feed = (await meetup.Community.Anybody.Get(path)).MustBe(200);

        Assert.Equal("application/atom+xml", feed.MediaType);
        Assert.DoesNotContain("Wasm deck", feed.Text, StringComparison.Ordinal);
        Assert.Single((await Feed(meetup.Community)).Items);
        Assert.Empty((await meetup.Community.Anybody.Get(path, ("If-None-Match", feed.ETag!))).MustBe(304).Bytes);
    }

    [Fact]
    public async Task of_what_an_import_brought_the_recaps_are_in_the_feed()
    {
        var community = await server.NewCommunity();
        var (id, speaker) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var imported = new CommandOptions { Metadata = new() { Headers = new Dictionary<string, string> { [ImportHeader.Name] = ImportHeader.Value } } };
        var outcome = await server.Services.GetRequiredService<MeetupDesk>().Handle(
            new(community.Name, id, [new ScheduleEvent("old", "Old evening", new(2001, 1, 1, 10, 0), "UTC"), new AddSpeaker(speaker, "Ann"), new WriteRecap("It was good."), new PublishRecap()], imported),
            CancellationToken.None);
        var stored = Assert.IsType<CommandOutcome<Ruling>.Appended>(outcome);
        (await community.Anybody.Get($"meetups?minPosition={stored.Position}")).MustBe(200);

        var item = Assert.Single((await Feed(community, "?lang=en")).Items);

        Assert.Equal("Recap: Old evening", item.Title.Text);
        Assert.Equal($"urn:uuid:{stored.Events[^1].Id}", item.Id);
        Assert.EndsWith($"/{community.Name}/old/recap", item.Links.Single().Uri.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task pages_announce_the_feed_and_an_empty_or_unknown_community_has_an_answer()
    {
        var community = await server.NewCommunity();

        Assert.Empty((await Feed(community)).Items);
        Assert.Contains($"href=\"/{community.Name}/feed.atom\"", (await community.Anybody.Get($"/{community.Name}")).MustBe(200).Text, StringComparison.Ordinal);
        (await community.Anybody.Get("/nowhere/feed.atom")).MustBe(404, "community.not_found");
    }

    private static async Task<SyndicationFeed> Feed(TestCommunity community, string query = "")
    {
        var answer = (await community.Anybody.Get($"/{community.Name}/feed.atom{query}")).MustBe(200);
        using var xml = XmlReader.Create(new MemoryStream(answer.Bytes));
        return SyndicationFeed.Load(xml);
    }

    private static async Task Seen(TestMeetup meetup, long position) =>
        (await meetup.Community.Anybody.Get($"meetups?minPosition={position}")).MustBe(200);
}
