using EventOps.Domain.Meetups;
using EventOps.Projections;
using EventOps.Projections.Agendas;
using EventOps.Projections.Catalogue;
using EventOps.Projections.Recaps;
using EventOps.Testing.Histories;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

/// <summary>What holds for every projection.</summary>
public sealed class FoldTests
{
    /// <summary>Every event that there is, at least once.</summary>
    internal static readonly MeetupEvent[] Mixed =
    [
        .. ReleasedMeetup,
        Retitled("Meetup XIII"),
        new SlugChanged("meetup-13", "meetup-xiii"),
        new AliasAdded("thirteen"),
        new AliasRemoved("thirteen"),
        Rescheduled(new(2022, 1, 8, 13, 0), new(2022, 1, 8, 17, 0)),
        new EventRelocated(MeetupForm.Online, null, null, MeetupForm.Onsite, new("A hall", "A street"), null, "Better."),
        new EventPostponed("Flu."),
        new EventReinstated("Better again."),
        Renamed(Ann, "Anna"),
        Rewritten(Raft, "Raft, by hand", "Votes."),
        Assigned(Raft, Ann, Bo),
        Moved(RaftSlot, 13, 16),
        new SlotRemoved(Id(409)),
        new SlidesScheduled(RaftDeck, Raft, AvailableFrom.EndOfTalk),
        new SlidesHeld(RaftDeck, Raft),
        new SlidesScheduled(RaftDeck, Raft, AvailableFrom.At(End)),
        Published(RaftDeck, Raft, "https://decks.example/raft.pdf"),
        Replaced(RaftDeck, Raft, "https://decks.example/raft-2.pdf", published: true),
        SlidesTakenBack(RaftDeck, Raft),
        new RecordingAdded(Replay, Raft, "Replay", "https://video.example/1"),
        new RecordingRemoved(Replay, "Gone."),
        new RecapWritten("It was **good**."),
        new RecapPublished(null),
        new RegistrationOpened("https://sign.example/up", End),
        new RegistrationClosed("Full."),
        new ChannelSet(Id(701), ChannelKind.DingTalk, "SOFA", "34197075", null, null),
        new ChannelRemoved(Id(701)),
        new OrganiserAdded(Id(801), "SOFAStack", OrganiserRole.Host, null),
        new OrganiserRemoved(Id(801)),
        new ReferenceAdded(Id(901), Mesh, "The project", "https://code.example/mesh"),
        new ReferenceRemoved(Id(901)),
        new PhotosAdded(Id(951), null, "https://photos.example", PhotosKind.Album),
        new PhotosRemoved(Id(951)),
        new TalkWithdrawn(Mesh, "Ill."),
        new SpeakerRemoved(Bo),
        new PersonErased(Id(990), [Ann], []),
        Released(2),
        new EventCancelled("Snow."),
    ];

    [Fact]
    public void every_event_is_read_or_ignored_by_every_projection()
    {
        Assert.Empty(MeetupEvent.Names.Types.Except(Mixed.Select(happened => happened.GetType())));

        var history = Given(Mixed);
        Assert.Equal(Mixed.Length, history.Agenda.Version);
        Assert.Equal(Mixed.Length, history.Recap.Version);
        Assert.Equal(Mixed.Length, history.Entry.Version);
    }

    [Fact]
    public void a_stream_that_does_not_begin_with_event_scheduled_is_poison() =>
        AssertPoison(Given(Released(1)).Facts[0], "AgendaPublished at position 10 .* no event_scheduled");

    [Fact]
    public void a_meetup_scheduled_twice_is_poison() =>
        AssertPoison(
            Given(Scheduled(), Scheduled()).Facts[1], "EventScheduled at position 20 .* scheduled already", Given(Scheduled()));

    [Fact]
    public void a_change_of_what_was_never_added_is_poison() =>
        AssertPoison(Given(Scheduled(), Rewritten(Raft, "?", "?")).Facts[1], $"{Raft}", Given(Scheduled()));

    [Fact]
    public void rows_that_were_stored_after_every_event_are_the_rows_of_a_rebuild() => AssertRebuilds(Given(Mixed));

    [Fact]
    public void rebuilt_equals_live_in_random_histories() => InRandomHistories((history, _) => AssertRebuilds(history));

    [Fact]
    public void no_unpublished_link_shows_to_the_public_in_random_histories() => InRandomHistories((history, state) =>
    {
        var seen = $"{Json(history.PublicAgenda)}{Json(history.Recap.Public())}{Json(history.Line)}";
        var shown = state.Slides.Values.Where(d => d.Status is SlidesStatus.Published).Select(d => d.Url).ToHashSet();
        var ever = history.Facts.Select(fact => fact.Event).SelectMany(LinksOf).ToHashSet();
        Assert.All(ever.Except(shown), url => Assert.DoesNotContain($"\"{url}\"", seen, StringComparison.Ordinal));
    });

    [Fact]
    public void a_release_never_changes_in_random_histories() => InRandomHistories((history, _) =>
    {
        AgendaPage? page = null;
        var frozen = new Dictionary<int, string>();
        foreach (var fact in history.Facts)
        {
            page = AgendaPage.On(page, fact);
            if (page.Released is { } released && !frozen.TryAdd(released.Note.Number, Json(released)))
                Assert.Equal(frozen[released.Note.Number], Json(released));
        }

        Assert.All(frozen, release =>
            Assert.Equal(release.Value, Json(AgendaPage.AtRelease(history.Facts, release.Key)?.Released)));
    });

    private static void AssertPoison(Fact fact, string why, History? before = null)
    {
        Assert.Matches(why, Assert.Throws<InvalidOperationException>(() => AgendaPage.On(before?.Agenda, fact)).Message);
        Assert.Matches(why, Assert.Throws<InvalidOperationException>(() => RecapPage.On(before?.Recap, fact)).Message);
        Assert.Matches(why, Assert.Throws<InvalidOperationException>(() => CatalogueEntry.On(before?.Entry, fact)).Message);
    }

    private static void AssertRebuilds(History history)
    {
        AssertRebuilds<AgendaPage>(history, AgendaPage.On, page => Json(page.Public()) + Json(page.Draft()));
        AssertRebuilds<RecapPage>(history, RecapPage.On, page => Json(page.Public()) + Json(page.Draft()));
        AssertRebuilds<CatalogueEntry>(
            history, CatalogueEntry.On, entry => Json(entry.Public()) + entry.Public().SearchText);
    }

    private static void AssertRebuilds<TRow>(History history, Func<TRow?, Fact, TRow> on, Func<TRow, string> shown)
        where TRow : class
    {
        TRow? live = null;
        TRow? rebuilt = null;
        foreach (var fact in history.Facts)
        {
            live = Stored(on(live, fact));
            rebuilt = on(rebuilt, fact);
            Assert.Equal(Json(rebuilt), Json(live));
            Assert.Equal(rebuilt, live);
        }

        Assert.Equal(shown(rebuilt!), shown(live!));
    }

    private static void InRandomHistories(Action<History, Meetup> check)
    {
        var first = Random.Shared.Next();
        for (var seed = first; seed < first + 25; seed++)
        {
            var meetup = new RandomMeetup(seed);
            var history = Given(meetup.Events(commands: 250));
            var failure = Record.Exception(() => check(history, meetup.State));
            Assert.True(failure is null, $"Seed {seed}, {history.Facts.Count} events: {failure}");
            Assert.True(history.Facts.Count > 50, $"Seed {seed}: the rules accepted only {history.Facts.Count} events.");
        }
    }

    private static IEnumerable<string> LinksOf(MeetupEvent happened) => happened switch
    {
        SlidesAttached e => [e.Url],
        SlidesReplaced e => [e.OldUrl, e.Url],
        _ => [],
    };
}
