using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
using NodaTime;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

/// <summary>What pages show of slides that wait: organizers everything, the public a moment.</summary>
public sealed class EmbargoViewTests
{
    private static readonly Instant EndOfRaft = Instant.FromUtc(2021, 12, 18, 5, 45);
    private static readonly SlidesScheduled AtTheEnd = new(RaftDeck, Raft, AvailableFrom.EndOfTalk);
    private static readonly SlidesScheduled AtSix = new(MeetupDeck, null, AvailableFrom.At(new(2021, 12, 18, 18, 0)));
    private static readonly MeetupEvent[] Waiting = [.. ReleasedMeetup, AtTheEnd, AtSix, new RecapPublished(null)];

    [Fact]
    public void the_public_learns_when_and_nothing_else()
    {
        var history = Given(Waiting);
        Assert.Equal(EndOfRaft, TalkOf(history.PublicAgenda).SlidesFrom);
        Assert.Equal(Instant.FromUtc(2021, 12, 18, 10, 0), history.PublicAgenda.SlidesFrom);
        Assert.Equal(EndOfRaft, history.Recap.Public()!.Talks.Single(talk => talk.TalkId == Raft).SlidesFrom);
        Assert.Equal(Instant.FromUtc(2021, 12, 18, 10, 0), history.Recap.Public()!.SlidesFrom);
        foreach (var seen in new[] { Json(history.PublicAgenda), Json(history.Recap.Public()), Json(history.Line) })
        {
            Assert.DoesNotContain("decks.example", seen, StringComparison.Ordinal);
            Assert.DoesNotContain($"{RaftDeck}", seen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void organizers_see_the_deck_its_rule_and_the_moment_that_follows()
    {
        var history = Given(Waiting);
        foreach (var deck in new[] { TalkOf(history.Agenda.Draft()).Slides, history.Recap.Draft().Talks.Single(t => t.TalkId == Raft).Slides })
        {
            Assert.Equal((SlidesStatus.Scheduled, AvailableFrom.EndOfTalk, EndOfRaft), (deck[0].Status, deck[0].AvailableFrom, deck[0].Due));
            Assert.Equal("https://decks.example/raft.pdf", deck[0].Url);
        }
    }

    [Fact]
    public void the_agenda_goes_by_what_it_shows_and_the_recap_by_what_is()
    {
        var history = Given(Waiting).And(Moved(RaftSlot, 13, 16));
        Assert.Equal(EndOfRaft, TalkOf(history.PublicAgenda).SlidesFrom);
        Assert.Equal(EndOfRaft + Duration.FromHours(3), TalkOf(history.Agenda.Draft()).Slides[0].Due);
        Assert.Equal(EndOfRaft + Duration.FromHours(3), history.Recap.Public()!.Talks.Single(t => t.TalkId == Raft).SlidesFrom);
    }

    [Fact]
    public void once_out_the_moment_is_gone_and_the_link_is_there()
    {
        var history = Given(Waiting).And(Published(RaftDeck, Raft, "https://decks.example/raft.pdf"));
        Assert.Null(TalkOf(history.PublicAgenda).SlidesFrom);
        Assert.Null(Assert.Single(TalkOf(history.PublicAgenda).Slides).AvailableFrom);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void a_moment_that_nobody_knows_is_not_announced(bool cancelled)
    {
        var history = Given(Waiting).And(cancelled ? new EventCancelled("Snow.") : new TalkWithdrawn(Raft, "Ill."));
        Assert.Null(TalkOf(history.PublicAgenda).SlidesFrom);
        Assert.Null(TalkOf(history.Agenda.Public()).SlidesFrom);
    }

    private static AgendaTalk TalkOf(AgendaView view) =>
        view.Days.SelectMany(day => day.Slots).Select(slot => slot.Talk).OfType<AgendaTalk>().Single(talk => talk.TalkId == Raft);
}
