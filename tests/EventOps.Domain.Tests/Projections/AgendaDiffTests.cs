using EventOps.Domain.Meetups;
using EventOps.Projections.Agendas;
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

    private static AgendaDiff Diff(History history, int from, int to) => AgendaDiff.Between(history.Facts, from, to)!;
}
