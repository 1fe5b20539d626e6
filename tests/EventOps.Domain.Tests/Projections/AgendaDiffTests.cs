using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
using EventOps.Projections.History;
using EventOps.Testing.Histories;
using NodaTime;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

public sealed class AgendaDiffTests
{
    [Fact]
    public void two_releases_without_a_change_differ_in_nothing()
    {
        var diff = Diff(Given(ReleasedMeetup).And(Released(2)), 1, 2);

        Assert.Empty(diff.Changes);
        Assert.Equal((1, 2), (diff.From.Number, diff.To.Number));
    }

    [Fact]
    public void a_moved_slot_says_from_where_to_where()
    {
        var change = Assert.Single(Diff(Given(ReleasedMeetup).And(Moved(RaftSlot, 13, 16), Released(2)), 1, 2).Changes);

        Assert.Equal(SlotChangeKind.Changed, change.Kind);
        Assert.Equal(["time", "room"], change.What);
        Assert.Equal((new LocalTime(13, 0), "Room A"), (change.Before!.Start, change.Before.Room));
        Assert.Equal((new LocalTime(16, 0), "Room B"), (change.After!.Start, change.After.Room));
    }

    [Fact]
    public void what_came_and_what_left_is_named()
    {
        var changes = Diff(
            Given(ReleasedMeetup).And(new SlotRemoved(RaftSlot), Talk(Id(303), "New"), Slot(Id(403), 9, Id(303)), Released(2)), 1, 2).Changes;

        Assert.Equal([(SlotChangeKind.Added, "New"), (SlotChangeKind.Removed, "Raft by hand")], changes.Select(c => (c.Kind, (c.After ?? c.Before)!.Title!)));
    }

    [Fact]
    public void a_talk_in_another_slot_is_moved_and_not_replaced()
    {
        var change = Assert.Single(Diff(
            Given(ReleasedMeetup).And(new SlotRemoved(RaftSlot), Slot(Id(404), 16, Raft, room: "Room A"), Released(2)), 1, 2).Changes);

        Assert.Equal((SlotChangeKind.Changed, Raft), (change.Kind, change.After!.TalkId));
        Assert.Equal(["time"], change.What);
    }

    [Fact]
    public void new_words_and_new_people_are_told_apart()
    {
        var changes = Diff(
            Given(ReleasedMeetup).And(Rewritten(Raft, "Raft by heart", "New."), Assigned(Mesh, Ann, Bo), Released(2)), 1, 2).Changes;

        Assert.Equal(["title", "text"], changes[0].What);
        Assert.Equal(["speakers"], changes[1].What);
    }

    [Fact]
    public void releases_compare_in_both_directions_and_over_those_between()
    {
        var history = Given(ReleasedMeetup).And(Moved(RaftSlot, 13, 16), Released(2), new SlotRemoved(MeshSlot), Released(3));

        Assert.Equal([SlotChangeKind.Changed, SlotChangeKind.Removed], Diff(history, 1, 3).Changes.Select(change => change.Kind));
        Assert.Equal([SlotChangeKind.Added, SlotChangeKind.Changed], Diff(history, 3, 1).Changes.Select(change => change.Kind).Order());
    }

    [Fact]
    public void there_is_no_difference_to_a_release_that_never_was() =>
        Assert.Null(AgendaDiff.Between(Given(ReleasedMeetup).Facts, 1, 2));

    [Fact]
    public void a_difference_names_the_facts_that_made_it_and_no_others()
    {
        var history = Given(ReleasedMeetup).And(
            Rewritten(Mesh, "A mesh", "New."), Moved(RaftSlot, 13, 16), Retitled("Meetup XIII"), Renamed(Ann, "Anna"), Released(2));
        var diff = Diff(history, 1, 2);

        Assert.Equal([12L], diff.Changes.Single(change => change.After!.TalkId == Mesh).Causes.Select(cause => cause.Version));
        Assert.Equal([13L, 15], diff.Changes.Single(change => change.After!.TalkId == Raft).Causes.Select(cause => cause.Version));
        Assert.Equal(("meetup", 14L), (diff.Parts[0].Noun, Assert.Single(diff.Parts[0].Causes).Version));
    }

    [Fact]
    public void a_room_that_is_only_called_otherwise_is_said_to_be_renamed()
    {
        var history = Given(ReleasedMeetup).And(
            new SlotMoved(RaftSlot, 1, new(13, 0), new(13, 45), "Room A", null, 1, new(13, 0), new(13, 45), "Hall 1", null, null), Released(2));

        Assert.Equal([new RoomRenamed("Room A", "Hall 1")], Diff(history, 1, 2).Rooms);
    }

    [Fact]
    public void slides_and_talks_without_a_slot_are_told_beside_the_slots()
    {
        var history = Given(ReleasedMeetup).And(
            Published(RaftDeck, Raft, "https://decks.example/raft.pdf"), Talk(Id(303), "Later"), Released(2),
            Replaced(RaftDeck, Raft, "https://decks.example/2.pdf", published: true), SlidesTakenBack(RaftDeck, Raft), Released(3));

        Assert.Equal([("talk", SlotChangeKind.Added), ("slides", SlotChangeKind.Added)], Diff(history, 1, 2).Parts.Select(part => (part.Noun, part.Kind)));
        var gone = Assert.Single(Diff(history, 2, 3).Parts);
        Assert.Equal((SlotChangeKind.Removed, RaftDeck), (gone.Kind, gone.Id));
        Assert.Equal([15L, 16], gone.Causes.Select(cause => cause.Version));
    }

    [Fact]
    public void a_moment_that_is_compared_with_itself_differs_in_nothing_in_random_histories()
    {
        var seed = Random.Shared.Next();
        var facts = Given(new RandomMeetup(seed).Events(commands: 80)).Facts;
        for (var count = 1; count <= facts.Count; count++)
        {
            var (here, end) = (new PointInTime(Position: facts[count - 1].Position), new PointInTime(Position: long.MaxValue));
            foreach (var draft in (bool[])[false, true])
            {
                var same = AgendaDiff.Between(facts, here, here, draft)!;
                Assert.True(same.Changes.Count + same.Parts.Count == 0, $"Seed {seed}, {count} facts.");
                var diff = AgendaDiff.Between(facts, here, end, draft)!;
                var caused = diff.Changes.Select(c => c.Causes).Concat(diff.Parts.Select(p => p.Causes)).ToList();
                Assert.True(caused.TrueForAll(causes => causes.Count > 0), $"Seed {seed}, {count} facts: something differs and nothing made it so.");
            }
        }
    }

    private static AgendaDiff Diff(History history, int from, int to) => AgendaDiff.Between(history.Facts, from, to)!;
}
