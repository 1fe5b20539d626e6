using EventOps.Chaos.Checks;
using EventOps.Chaos.Evidence;
using static EventOps.Server.Tests.Chaos.CheckedAppendsTests;
using static EventOps.Server.Tests.Chaos.Witnessed;

namespace EventOps.Server.Tests.Chaos;

/// <summary>The judge of the storm against histories broken by hand: what readers, pages and subscribers met.</summary>
public sealed class CheckedReadersTests
{
    [Fact]
    public void an_event_that_a_follower_missed_is_seen() => Sees("nothing is missed", Served(Batch(0, 4, First, Third), Batch(4, 7, Fourth)));

    [Fact]
    public void an_event_that_came_below_what_was_served_is_seen()
    {
        Sees("served in order", Served(Batch(0, 4, First, Third, Second), Batch(4, 7, Fourth)));
        Sees("served in order", Served(Batch(0, 4, First, Third), Batch(4, 7, Second, Fourth)));
    }

    [Fact]
    public void an_event_served_twice_is_seen() => Sees("served in order", Served(Batch(0, 4, First, Second, Third), Batch(4, 7, Third, Fourth)));

    [Fact]
    public void a_cursor_that_goes_back_is_seen() =>
        Sees("the cursor covers what was served", Served(Batch(0, 3, First, Second, Third), Batch(3, 7, Fourth)));

    [Fact]
    public void served_bytes_that_changed_later_are_seen()
    {
        var changed = new ServedBatch(0, [Item(First) with { Digest = "other bytes" }, Item(Second), Item(Third)], 4);
        Sees("what was served stays", Served(changed, Batch(4, 7, Fourth)));
    }

    [Fact]
    public void a_served_event_that_is_gone_is_seen() =>
        Sees("what was served stays", All with { Messages = [.. All.Messages.Where(m => m.Position != 7)] });

    [Fact]
    public void a_checkpoint_that_fell_is_seen() => Sees("checkpoints rise", All with { Progress = [new("agenda", 4, 4), new("agenda", 3, 3)] });

    [Fact]
    public void a_row_ahead_of_its_checkpoint_is_seen() => Sees("rows move with their checkpoint", All with { Progress = [new("agenda", 3, 4)] });

    [Fact]
    public void a_row_unlike_its_rebuild_is_seen()
    {
        Sees("rebuilt equals live", All with { Rows = [All.Rows[0] with { Digest = "other" }] });
        Sees("rebuilt equals live", All with { Rows = [All.Rows[0] with { Position = 3 }] });
        Sees("rebuilt equals live", All with { Rows = [] });
        Sees("rebuilt equals live", All with { Rebuilt = [] });
    }

    [Fact]
    public void a_page_older_than_asked_for_is_seen() =>
        Sees("no older than asked for", All with { Pages = [new(Meetup, MinPosition: 3, Version: 1, "page 1")] });

    [Fact]
    public void a_page_that_never_was_is_seen()
    {
        Sees("a page is its fold", All with { Pages = [new(Meetup, MinPosition: 3, Version: 2, "page 3")] });
        Sees("a page is of its stream", All with { Pages = [new(Meetup, MinPosition: 3, Version: 4, "page 4")] });
    }

    [Fact]
    public void a_delivery_that_never_was_is_seen() => Sees("one delivery each", All with { Deliveries = [All.Deliveries[0]] });

    [Fact]
    public void two_deliveries_of_one_fact_are_seen() => Sees("one delivery each", All with { Deliveries = [.. All.Deliveries, All.Deliveries[0]] });

    [Fact]
    public void a_delivery_without_an_end_is_seen() =>
        Sees("never stuck", All with { Deliveries = [All.Deliveries[0], All.Deliveries[1] with { State = "pending" }] });

    [Fact]
    public void a_delivery_that_was_not_received_is_seen() => Sees("delivered means received", All with { Received = [] });

    [Fact]
    public void a_draft_sent_to_who_did_not_ask_is_seen() =>
        Sees("nothing unasked", All with { Deliveries = [.. All.Deliveries, new(Subscription, 3, "delivered")] });

    [Fact]
    public void a_repeat_with_other_bytes_or_another_id_is_seen()
    {
        Sees("same id, same bytes", All with { Received = [Received(First), Received(First) with { Digest = "other bytes" }] });
        Sees("same id, same bytes", All with { Received = [Received(First), Received(First) with { Id = Second.Id }] });
    }

    [Fact]
    public void who_does_not_come_to_rest_is_seen() => Sees(
        "lag returns to 0 unaided", All with { Settlement = new(TimeSpan.Zero, TimeSpan.Zero, ["projection agenda is at 3 of 7"]) });

    [Fact]
    public void only_what_was_promised_and_is_gone_counts_as_loss()
    {
        Assert.True(Judgement.ShowsLoss(Judgement.Of(All with { Log = [First, Second, Fourth] })));
        Assert.False(Judgement.ShowsLoss(Judgement.Of(All with { Pages = [new(Meetup, 3, 1, "page 1")] })));
    }

    private static Findings Served(params IReadOnlyList<ServedBatch> batches) => All with { Followers = [new("follower", [], batches)] };
}
