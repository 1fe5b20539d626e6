using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;
using EventOps.Domain.Meetups;
using EventOps.Formats.Atom;
using EventOps.Testing.Histories;
using NodaTime;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Formats.Tests.Atom;

public sealed class AtomFeedTests
{
    private static readonly NewsChannel Chinese = new("sofa", "SOFA 社区", "zh", "https://meetups.example");
    private static readonly NewsChannel English = new("sofa", "SOFA", "en", null);

    private static readonly History Told = Given(ReleasedMeetup).And(
        Published(RaftDeck, Raft, "https://decks.example/raft.pdf", "Raft <deck> & \u0001more"), Rescheduled(Start.PlusDays(7), End.PlusDays(7)),
        new EventCancelled("Snow."), new EventReinstated(null), new RecordingAdded(Replay, null, "Replay", "https://video.example/1"),
        new RecapWritten("All of it."), new RecapPublished(null));

    [Fact]
    public async Task the_feed_keeps_to_the_grammar_of_atom_with_and_without_entries()
    {
        foreach (var channel in new[] { Chinese, English })
        {
            Assert.Equal("", await Judges.RelaxNg("atom.rng", Feed(channel, Told)));
            Assert.Equal("", await Judges.RelaxNg("atom.rng", AtomFeed.Of(channel, [], Minute(1))));
        }
    }

    [Fact]
    public async Task the_judge_rejects_what_is_wrong()
    {
        var feed = Encoding.UTF8.GetString(Feed(Chinese, Told));
        foreach (var (right, wrong) in new[] { ("<id>urn:uuid:", "<id>"), ("Z</updated>", "</updated>"), ("rel=\"alternate\"", "rel=\"related\"") })
        {
            Assert.Contains(right, feed, StringComparison.Ordinal);
            Assert.NotEqual("", await Judges.RelaxNg("atom.rng", Encoding.UTF8.GetBytes(feed.Replace(right, wrong, StringComparison.Ordinal))));
        }
    }

    [Fact]
    public void another_reader_finds_ids_times_links_and_texts()
    {
        var read = Read(Feed(Chinese, Told));

        Assert.Equal("SOFA 社区", read.Title.Text);
        Assert.Equal("https://meetups.example/sofa/feed.atom?lang=zh", read.Links.Single(link => link.RelationshipType == "self").Uri.OriginalString);
        Assert.Equal(
            ["活动回顾：Meetup 13", "回放上线：Replay — Meetup 13", "活动恢复：Meetup 13", "活动取消：Meetup 13", "时间变更：Meetup 13", "讲稿发布：Raft <deck> & more — Meetup 13", "议程发布（第 1 版）：Meetup 13", "新活动：Meetup 13"],
            read.Items.Select(item => item.Title.Text));
        Assert.Equal($"urn:uuid:{Id(18)}", read.Items.First().Id);
        Assert.Equal(Minute(18).ToDateTimeOffset(), read.Items.First().LastUpdatedTime);
        Assert.Equal("https://meetups.example/sofa/meetup-13/recap", read.Items.First().Links.Single().Uri.OriginalString);
        Assert.Equal("https://meetups.example/sofa/meetup-13/agenda", read.Items.Last().Links.Single().Uri.OriginalString);
        Assert.Contains("Snow.", read.Items.Single(item => item.Title.Text.StartsWith("活动取消", StringComparison.Ordinal)).Summary.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void without_a_public_address_links_are_relative_and_words_are_english_when_asked()
    {
        var read = Read(Feed(English, Told));

        Assert.Equal("Recap: Meetup 13", read.Items.First().Title.Text);
        Assert.Equal("/sofa/meetup-13/recap", read.Items.First().Links.Single().Uri.OriginalString);
    }

    [Fact]
    public void what_happened_to_slides_that_nobody_saw_is_no_news()
    {
        Assert.False(NewsEntry.IsNews(Replaced(RaftDeck, Raft, "https://decks.example/2.pdf", published: false)));
        Assert.False(NewsEntry.IsNews(SlidesTakenBack(RaftDeck, Raft, published: false)));
        Assert.True(NewsEntry.IsNews(SlidesTakenBack(RaftDeck, Raft)));
    }

    private static byte[] Feed(NewsChannel channel, History history) => AtomFeed.Of(
        channel,
        [.. history.Facts.Where(fact => NewsEntry.Types.Contains(MeetupEvent.Names.NameOf(fact.Event))).Reverse()
            .Select(fact => new NewsEntry(Id((int)fact.Version), fact.At, fact.Event, history.Line))],
        NodaConstants.UnixEpoch);

    private static SyndicationFeed Read(byte[] bytes)
    {
        using var xml = XmlReader.Create(new MemoryStream(bytes));
        return SyndicationFeed.Load(xml);
    }
}
