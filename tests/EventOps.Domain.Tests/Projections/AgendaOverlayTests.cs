using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
using EventOps.Projections.Shared;
using NodaTime;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class AgendaOverlayTests
{
    private const string Url = "https://decks.example/raft.pdf";

    [Fact]
    public void an_attached_deck_is_the_organizers_own()
    {
        var history = Given(ReleasedMeetup);

        Assert.DoesNotContain("decks.example", Json(history.PublicAgenda), StringComparison.Ordinal);
        var draft = history.Agenda.Draft();
        Assert.Equal(SlidesStatus.Attached, Assert.Single(TalkOf(draft).Slides).Status);
        Assert.Equal(MeetupDeck, Assert.Single(draft.Slides).SlidesId);
    }

    [Fact]
    public void a_published_deck_shows_at_once_under_its_talk_or_under_the_meetup()
    {
        var seen = Given(ReleasedMeetup).And(
            Published(RaftDeck, Raft, Url), Published(MeetupDeck, null, "https://x.example/o.pdf")).PublicAgenda;

        Assert.Equal(
            new DeckLink(RaftDeck, Raft, "Slides", Url, 1, SlidesStatus.Published, Minute(12), null, null),
            Assert.Single(TalkOf(seen).Slides));
        Assert.Equal(MeetupDeck, Assert.Single(seen.Slides).SlidesId);
    }

    [Fact]
    public void a_published_deck_of_a_talk_not_released_yet_stands_beside_the_agenda_without_the_talk()
    {
        var seen = Given(
            Scheduled(), Talk(Raft, "Secret title"), Attached(RaftDeck, Raft, Url), Published(RaftDeck, Raft, Url)).PublicAgenda;

        Assert.Equal(Url, Assert.Single(seen.Slides).Url);
        Assert.DoesNotContain("Secret title", Json(seen), StringComparison.Ordinal);
    }

    [Fact]
    public void a_replaced_deck_shows_the_new_link_and_since_when()
    {
        var seen = Given(ReleasedMeetup).And(
            Published(RaftDeck, Raft, Url),
            Replaced(RaftDeck, Raft, "https://decks.example/raft-2.pdf", published: true)).PublicAgenda;

        var deck = Assert.Single(TalkOf(seen).Slides);
        Assert.Equal(("Slides, mended", "https://decks.example/raft-2.pdf", 2), (deck.Title, deck.Url, deck.Version));
        Assert.Equal((Minute(12), Minute(13)), (deck.PublishedAt, deck.ReplacedAt));
        Assert.DoesNotContain(Url, Json(seen), StringComparison.Ordinal);
    }

    [Fact]
    public void a_deck_replaced_before_anyone_saw_it_was_never_replaced_to_the_public()
    {
        var seen = Given(ReleasedMeetup).And(
            Replaced(RaftDeck, Raft, "https://decks.example/raft-2.pdf", published: false),
            Published(RaftDeck, Raft, "https://decks.example/raft-2.pdf", "Slides, mended")).PublicAgenda;

        var deck = Assert.Single(TalkOf(seen).Slides);
        Assert.Null(deck.ReplacedAt);
        Assert.Null(deck.Reason);
        Assert.Equal("https://decks.example/raft-2.pdf", deck.Url);
    }

    [Fact]
    public void a_withdrawn_deck_disappears_and_organizers_see_why()
    {
        var history = Given(ReleasedMeetup).And(Published(RaftDeck, Raft, Url), SlidesTakenBack(RaftDeck, Raft));

        Assert.DoesNotContain(Url, Json(history.PublicAgenda), StringComparison.Ordinal);
        var deck = Assert.Single(TalkOf(history.Agenda.Draft()).Slides);
        Assert.Equal((SlidesStatus.Withdrawn, "Not cleared."), (deck.Status, deck.Reason));
    }

    [Fact]
    public void the_deck_of_a_withdrawn_talk_stays_with_the_release_and_goes_with_it()
    {
        var withdrawn = Given(ReleasedMeetup).And(Published(RaftDeck, Raft, Url), new TalkWithdrawn(Raft, "Ill."));

        Assert.Single(TalkOf(withdrawn.PublicAgenda).Slides);
        Assert.DoesNotContain(Url, Json(withdrawn.And(Released(2)).PublicAgenda), StringComparison.Ordinal);
    }

    [Fact]
    public void a_recording_shows_at_once_and_disappears_when_removed()
    {
        var recorded = Given(ReleasedMeetup).And(new RecordingAdded(Replay, Raft, "Replay", "https://video.example/1"));

        Assert.Equal(
            new RecordingLink(Replay, Raft, "Replay", "https://video.example/1", Minute(12)),
            Assert.Single(TalkOf(recorded.PublicAgenda).Recordings));
        Assert.Empty(TalkOf(recorded.And(new RecordingRemoved(Replay, null)).PublicAgenda).Recordings);
    }

    [Fact]
    public void slots_follow_the_meetup_to_its_new_date_and_zone()
    {
        var moved = Given(ReleasedMeetup).And(Rescheduled(new(2022, 1, 8, 13, 0), new(2022, 1, 9, 17, 0), "Europe/Berlin"))
            .PublicAgenda;

        var day = Assert.Single(moved.Days);
        Assert.Equal(new LocalDate(2022, 1, 8), day.Date);
        Assert.Equal(
            (1, new LocalDate(2022, 1, 8), new LocalTime(13, 0), Instant.FromUtc(2022, 1, 8, 12, 0)),
            (day.Slots[0].Day, day.Slots[0].Date, day.Slots[0].Start, day.Slots[0].StartInstant));
        Assert.Equal(Instant.FromUtc(2022, 1, 8, 12, 45), day.Slots[0].EndInstant);
    }

    [Fact]
    public void a_second_day_has_its_own_date()
    {
        var seen = Given(
            Scheduled(end: new(2021, 12, 19, 17, 0)), Slot(Id(401), 9, day: 2), Slot(Id(402), 14), Released(1)).PublicAgenda;

        Assert.Equal(
            [(1, new LocalDate(2021, 12, 18)), (2, new LocalDate(2021, 12, 19))], seen.Days.Select(d => (d.Day, d.Date)));
        Assert.Equal(Instant.FromUtc(2021, 12, 19, 1, 0), seen.Days[1].Slots[0].StartInstant);
    }

    private static AgendaTalk TalkOf(AgendaView view) =>
        view.Days.SelectMany(day => day.Slots).Select(slot => slot.Talk).Single(talk => talk?.TalkId == Raft)!;
}
