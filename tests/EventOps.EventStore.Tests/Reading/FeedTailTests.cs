using EventOps.EventStore.Reading;
using Xunit;

namespace EventOps.EventStore.Tests.Reading;

/// <summary>The ring of latest events against a plain list, at every boundary.</summary>
public sealed class FeedTailTests
{
    [Fact]
    public void whatever_is_added_every_cursor_gets_the_right_page_or_is_sent_to_the_database()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        for (var round = 0; round < 40; round++)
        {
            var tail = new FeedTail(dice.Next(1, 9), 5_000, TimeSpan.FromHours(1), TimeProvider.System);
            var log = new List<RecordedEvent>();
            for (long at = 0, step = 0; step < 40; step++)
            {
                at += dice.Next(10) == 0 ? dice.Next(1, 5) : 1;
                if (dice.Next(12) == 0)
                    tail.Skip(at);
                else if (dice.Next(40) == 0)
                    tail.Restart(at);
                else
                    tail.Add(Kept(log, at, dice));
                Assert.Equal(at, tail.To);
                EveryCursor(tail, log, at, dice.Next(1, 12));
            }
        }
    }

    [Fact]
    public void the_latest_events_are_held_even_right_after_the_ring_went_round()
    {
        var tail = new FeedTail(4, 1_000_000, TimeSpan.FromHours(1), TimeProvider.System);
        for (var at = 1; at <= 10; at++)
            tail.Add(Event(at, 10));
        Assert.Null(tail.Read(5, 10, null));
        Assert.Equal([7L, 8, 9, 10], tail.Read(6, 10, null)!.Events.Select(e => e.Position));
        Assert.Empty(tail.Read(10, 10, null)!.Events);
    }

    [Fact]
    public void large_events_take_the_place_of_many()
    {
        var tail = new FeedTail(100, 10_000, TimeSpan.FromHours(1), TimeProvider.System);
        for (var at = 1; at <= 50; at++)
            tail.Add(Event(at, 10));
        tail.Add(Event(51, 9_000));
        Assert.InRange(tail.Size.Bytes, 9_000, 10_000);
        // One is held though it alone is over the bound: the readers at the end are many.
        tail.Add(Event(52, 50_000));
        Assert.Equal(1, tail.Size.Events);
        Assert.Equal([52L], tail.Read(51, 10, null)!.Events.Select(e => e.Position));
        Assert.Null(tail.Read(50, 10, null));
    }

    [Fact]
    public void old_events_are_left_to_the_database_where_they_may_have_been_mended()
    {
        var clock = new HandClock();
        var tail = new FeedTail(100, 10_000, TimeSpan.FromSeconds(5), clock);
        tail.Add(Event(1, 10));
        clock.Ticks += TimeSpan.FromSeconds(4).Ticks;
        tail.Add(Event(2, 10));
        Assert.Equal(2, tail.Read(0, 10, null)!.Events.Count);
        clock.Ticks += TimeSpan.FromSeconds(2).Ticks;
        Assert.Null(tail.Read(0, 10, null));
        Assert.Equal([2L], tail.Read(1, 10, null)!.Events.Select(e => e.Position));
    }

    private static void EveryCursor(FeedTail tail, List<RecordedEvent> log, long head, int limit)
    {
        FeedFilter?[] filters = [null, new("b"), new(Types: ["y"]), new("a", ["x"])];
        var held = false;
        for (var after = 0L; after <= head; after++)
            foreach (var filter in filters)
            {
                var page = tail.Read(after, limit, filter);
                Assert.False(held && page is null, "A later cursor is held as well.");
                held |= page is not null;
                var wanted = log.Where(e => e.Position > after && filter?.Admits(e) != false).Take(limit).ToList();
                Assert.Equal(page is null ? null : wanted, page?.Events);
                Assert.Equal(page is null ? null : wanted.Count == limit ? wanted[^1].Position : head, page?.SafePosition);
            }

        Assert.True(held, "Whoever is at the head is never sent away.");
    }

    private static RecordedEvent Kept(List<RecordedEvent> log, long position, Random dice)
    {
        var e = Event(position, dice.Next(10, 1_500)) with { Tenant = dice.Next(2) == 0 ? "a" : "b", Type = dice.Next(2) == 0 ? "x" : "y" };
        log.Add(e);
        return e;
    }

    private static RecordedEvent Event(long position, int bytes) => new()
    {
        Position = position, Id = Guid.CreateVersion7(), Tenant = "a", StreamId = Guid.Empty, Version = 1, Type = "x",
        Data = new byte[bytes], Timestamp = DateTimeOffset.UnixEpoch,
    };

    private sealed class HandClock : TimeProvider
    {
        public long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Ticks;
    }
}
