using EventOps.Chaos.Checks;
using EventOps.Chaos.Evidence;
using EventOps.Testing.Scenarios;
using static EventOps.Server.Tests.Chaos.Witnessed;

namespace EventOps.Server.Tests.Chaos;

/// <summary>The judge of the storm against histories broken by hand: appends and the order of the log.</summary>
public sealed class CheckedAppendsTests
{
    [Fact]
    public void a_run_that_broke_nothing_is_not_accused() => Assert.Empty(Judgement.Of(All));

    [Fact]
    public void an_acknowledged_event_that_is_gone_is_seen() =>
        Sees("acknowledged is stored", All with { Log = [First, Second, Fourth] });

    [Fact]
    public void an_event_stored_twice_is_seen() =>
        Sees("stored once", All with { Log = [First, Second, Third, Fourth, First with { Position = 9, Version = 4 }] });

    [Theory]
    [InlineData(8, 3)]
    [InlineData(4, 9)]
    public void an_event_stored_elsewhere_than_answered_is_seen(long position, long version) => Sees(
        "stored as answered", All with { Log = [First, Second, Third with { Position = position, Version = version }, Fourth] });

    [Fact]
    public void another_answer_under_the_same_key_is_seen() => Sees("same key, same answer", All with
    {
        Operations = [Scheduling, Repeated with { Tries = [.. Repeated.Tries, new("b.4", Fate.Ok, "200", new(4, 9, [Third.Id]))] }, InDoubt, Refused],
    });

    [Fact]
    public void half_of_an_unacknowledged_append_is_seen()
    {
        var unanswered = Repeated with { Tries = [new("b.2", Fate.Unknown, "timeout")] };
        var broken = All with { Operations = [Scheduling, unanswered, InDoubt, Refused], Log = [First, Second, Fourth] };
        Sees("whole or not at all", broken);
        Sees("whole or not at all", broken with { Log = [First, Third with { Position = 3 }, Second with { Position = 4 }, Fourth] });
    }

    [Fact]
    public void a_second_effect_of_one_key_is_seen() => Sees("one effect", All with
    {
        Log = [.. All.Log, new(8, Ids.Id(5), "chaos", Meetup, 4, "speaker_added", "b.1"), new(9, Ids.Id(6), "chaos", Meetup, 5, "recap_written", "b.1")],
    });

    [Fact]
    public void a_refused_command_that_took_effect_is_seen() =>
        Sees("refused is absent", All with { Log = [.. All.Log, new(8, Ids.Id(5), "chaos", Meetup, 4, "slides_published", "d.1")] });

    [Fact]
    public void an_event_that_nobody_asked_for_is_seen() =>
        Sees("nothing out of nowhere", All with { Log = [.. All.Log, new(8, Ids.Id(5), "chaos", Meetup, 4, "recap_published", null)] });

    [Fact]
    public void a_hole_in_the_versions_of_a_stream_is_seen() =>
        Sees("versions follow each other", All with { Log = [First, Third, Fourth] });

    [Fact]
    public void versions_in_the_wrong_order_are_seen() => Sees(
        "versions follow each other", All with { Log = [First, Third with { Position = 3 }, Second with { Position = 4 }, Fourth] });

    [Fact]
    public void an_id_used_twice_is_seen() =>
        Sees("ids are unique", All with { Log = [First, Second, Third, Fourth with { Id = First.Id }] });

    [Fact]
    public void a_feed_that_is_not_the_log_is_seen() => Sees("the feed is the log", All with { Feed = [(1, First.Id), (4, Third.Id), (7, Fourth.Id)] });

    internal static void Sees(string rule, Findings broken) => Assert.Contains(rule, Judgement.Of(broken).Select(v => v.Rule));
}
