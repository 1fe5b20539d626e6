using EventOps.Projections.History;
using EventOps.Testing.Histories;
using Xunit;
using static EventOps.Testing.Histories.Happenings;
using static EventOps.Testing.Histories.History;

namespace EventOps.Domain.Tests.Projections;

/// <summary>One fact a minute from 00:01 UTC, positions 10, 20, 30.</summary>
public sealed class PointInTimeTests
{
    private static readonly History Past = Given(ReleasedMeetup);

    [Fact]
    public void a_position_takes_what_stands_up_to_it() => Assert.Equal(3, Count(new(Position: 39)));

    [Fact]
    public void an_instant_takes_what_was_stored_up_to_and_with_it()
    {
        Assert.Equal(3, Count(new(Instant: Minute(3))));
        Assert.Equal(2, Count(new(Instant: Minute(3) - NodaTime.Duration.Epsilon)));
    }

    [Fact]
    public void a_local_time_is_one_of_the_meetups_zone() => Assert.Equal(3, Count(new(Local: new(2021, 12, 1, 8, 3))));

    [Fact]
    public void the_zone_is_the_one_that_the_meetup_has_now()
    {
        var moved = Past.And(Rescheduled(Start, End, "Europe/Berlin"));
        Assert.Equal(3, new PointInTime(Local: new(2021, 12, 1, 1, 3)).Of(moved.Facts).Count);
    }

    [Fact]
    public void before_the_meetup_there_is_nothing_and_the_future_is_now()
    {
        Assert.Equal(0, Count(new(Position: 9)));
        Assert.Equal(0, Count(new(Instant: Minute(0))));
        Assert.Equal(11, Count(new(Position: long.MaxValue)));
        Assert.Equal(11, Count(new(Local: new(2999, 1, 1, 0, 0))));
        Assert.Equal(11, Count(new(Local: new(9999, 12, 31, 23, 59))));
        Assert.Equal(0, Count(new(Local: new(-9998, 1, 1, 0, 0))));
    }

    private static int Count(PointInTime point) => point.Of(Past.Facts).Count;
}
