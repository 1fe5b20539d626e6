using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
using EventOps.Projections.Shared;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class AgendaReleaseTests
{
    [Fact]
    public void before_a_release_the_public_sees_the_meetup_and_nothing_of_its_draft()
    {
        var history = Given(ReleasedMeetup[..8]);

        var seen = history.PublicAgenda;

        Assert.Equal("Meetup 13", seen.Meetup.Title);
        Assert.Null(seen.Release);
        Assert.Empty(seen.Days);
        Assert.Empty(seen.Unplaced);
        Assert.Null(seen.Changed);
        foreach (var hidden in new[] { "Raft by hand", "Ann", "凯撒", "Tea", "Room A" })
        {
            Assert.Contains(hidden, Json(history.Agenda.Draft()), StringComparison.Ordinal);
            Assert.DoesNotContain(hidden, Json(seen), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void a_release_shows_slots_in_the_order_of_the_day_with_their_talks_and_speakers()
    {
        var day = Assert.Single(Given(ReleasedMeetup).PublicAgenda.Days);

        Assert.Equal([RaftSlot, Id(409), MeshSlot], day.Slots.Select(slot => slot.SlotId));
        Assert.Equal(["Raft by hand", null, "A mesh in production"], day.Slots.Select(slot => slot.Talk?.Title));
        Assert.Equal(
            new SpeakerLine(Bo, "杨斌", "凯撒", "Ant Group", "Engineer", null, SpeakerPart.Speaker),
            Assert.Single(day.Slots[2].Talk!.Speakers));
    }

    [Fact]
    public void talks_without_a_slot_follow_in_the_order_added()
    {
        var seen = Given(Scheduled(), Talk(Mesh, "Second in time"), Talk(Raft, "Third"), Released(1)).PublicAgenda;

        Assert.Empty(seen.Days);
        Assert.Equal(["Second in time", "Third"], seen.Unplaced.Select(talk => talk.Title));
    }

    [Theory]
    [MemberData(nameof(Edits))]
    public void no_later_edit_shows_in_a_release(string mark, MeetupEvent edit)
    {
        var before = Given(ReleasedMeetup);
        var after = before.And(edit);

        Assert.Equal(Json(before.PublicAgenda.Days), Json(after.PublicAgenda.Days));
        Assert.Equal(Json(before.PublicAgenda.Unplaced), Json(after.PublicAgenda.Unplaced));
        Assert.DoesNotContain(mark, Json(after.PublicAgenda), StringComparison.Ordinal);
        Assert.Contains(mark, Json(after.Agenda.Draft()), StringComparison.Ordinal);
        Assert.True(after.Agenda.Draft().Changed);
        Assert.Contains(mark, Json(after.And(Released(2)).PublicAgenda), StringComparison.Ordinal);
    }

    public static TheoryData<string, MeetupEvent> Edits => new()
    {
        { "Raft by machine", Rewritten(Raft, "Raft by machine", "Terms and votes.") },
        { "Quite another text", Rewritten(Raft, "Raft by hand", "Quite another text") },
        { "Anna", Renamed(Ann, "Anna") },
        { "\"speakers\":[]", Assigned(Raft) },
        { "Room B", Moved(RaftSlot, 13, 16) },
        { "Late addition", Talk(Id(303), "Late addition") },
        { "Coffee", Slot(Id(410), 16, title: "Coffee") },
    };

    [Fact]
    public void a_removed_slot_stays_in_the_release_and_leaves_the_next()
    {
        var removed = Given(ReleasedMeetup).And(new SlotRemoved(RaftSlot));

        Assert.Contains(removed.PublicAgenda.Days[0].Slots, slot => slot.SlotId == RaftSlot);
        var next = removed.And(Released(2)).PublicAgenda;
        Assert.DoesNotContain(next.Days[0].Slots, slot => slot.SlotId == RaftSlot);
        Assert.Equal("Raft by hand", Assert.Single(next.Unplaced).Title);
    }

    [Fact]
    public void a_withdrawn_talk_stays_in_the_release_flagged_and_leaves_the_next_with_its_slot()
    {
        var withdrawn = Given(ReleasedMeetup).And(new TalkWithdrawn(Raft, "Ill."));

        var talks = withdrawn.PublicAgenda.Days[0].Slots.Select(slot => slot.Talk).OfType<AgendaTalk>();
        Assert.Equal([("Raft by hand", true), ("A mesh in production", false)], talks.Select(t => (t.Title, t.Withdrawn)));
        var next = withdrawn.And(new SpeakerRemoved(Ann), Released(2)).PublicAgenda;
        Assert.Equal([Id(409), MeshSlot], next.Days[0].Slots.Select(slot => slot.SlotId));
        Assert.Empty(next.Unplaced);
    }

    [Fact]
    public void each_release_is_listed_with_its_comment_time_and_position()
    {
        var seen = Given(ReleasedMeetup).And(Released(2, "Tea is earlier")).PublicAgenda;

        Assert.Equal(
            [new ReleaseNote(1, Minute(9), "First", 90), new ReleaseNote(2, Minute(12), "Tea is earlier", 120)],
            seen.Releases);
        Assert.Equal(seen.Releases[1], seen.Release);
        Assert.Equal((12, 120, Minute(12)), (seen.Version, seen.Position, seen.UpdatedAt));
    }

    [Fact]
    public void an_imported_release_does_not_claim_the_time_of_its_import() =>
        Assert.Null(Given(Scheduled(), Talk(Raft, "Raft")).Imported(Released(1)).PublicAgenda.Release!.ReleasedAt);

    [Fact]
    public void an_old_release_shows_what_it_showed_under_what_is_known_now()
    {
        var history = Given(ReleasedMeetup).And(
            Published(RaftDeck, Raft, "https://decks.example/raft.pdf"), Renamed(Ann, "Anna"), Released(2),
            SlidesTakenBack(RaftDeck, Raft), new EventCancelled("Snow."));

        var old = AgendaPage.AtRelease(history.Facts, 1)!.Public();

        Assert.Equal(1, old.Release!.Number);
        Assert.Equal("Ann", old.Days[0].Slots[0].Talk!.Speakers[0].Name);
        Assert.Empty(old.Days[0].Slots[0].Talk!.Slides);
        Assert.Equal(MeetupStatus.Cancelled, old.Meetup.Status);
        Assert.Equal("Anna", history.PublicAgenda.Days[0].Slots[0].Talk!.Speakers[0].Name);
        Assert.Null(AgendaPage.AtRelease(history.Facts, 3));
        Assert.Null(AgendaPage.AtRelease([], 1));
    }
}
